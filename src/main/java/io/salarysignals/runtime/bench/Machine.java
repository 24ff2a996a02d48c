package io.salarysignals.runtime.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a bench runs on, in words. */
final class Machine {
  private static final Path CPU = Path.of("/proc/cpuinfo");

  private Machine() {}

  static Map<String, String> describe() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put(
        "cores",
        Runtime.getRuntime().availableProcessors() + ", job and broker share them; " + model());
    machine.put("memory", (system.getTotalMemorySize() >> 20) + " MiB");
    machine.put("system", system.getName() + " " + system.getVersion() + " " + system.getArch());
    machine.put(
        "JVM",
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
    List<String> options =
        JobProcess.jvmOptions(ManagementFactory.getRuntimeMXBean().getInputArguments()).stream()
            .filter(option -> option.startsWith("-X"))
            .toList();
    machine.put("JVM options of the job", String.join(" ", options));
    return machine;
  }

  private static String model() {
    try {
      return Files.readAllLines(CPU).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse("model unknown");
    } catch (IOException notLinux) {
      return "model unknown";
    }
  }
}
