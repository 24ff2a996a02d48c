package io.salarysignals.runtime.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What the system and the JVM say of processes. */
final class ProcessFigures {
  private static final double NANOS = 1e9;

  private ProcessFigures() {}

  /** CPU time of this process so far. */
  static double cpuSeconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / NANOS;
  }

  /** CPU time of another process so far, in steps of 10 ms; NaN where the system does not say. */
  static double cpuSeconds(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(Duration::toNanos)
        .map(nanos -> nanos / NANOS)
        .orElse(Double.NaN);
  }

  /** The most memory that was resident, of this process; NaN where there is no /proc. */
  static double peakResidentBytes() {
    return peakResidentBytes(Path.of("/proc/self/status"));
  }

  static double peakResidentBytes(Path status) {
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToDouble(kibibytes -> Double.parseDouble(kibibytes) * 1024)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  /** Bytes that the live threads of this JVM have allocated. */
  static long allocatedBytes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
      sum += Math.max(0, bytes);
    }
    return sum;
  }

  /** Time this JVM has spent collecting garbage. */
  static double gcSeconds() {
    long millis = 0;
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      millis += Math.max(0, bean.getCollectionTime());
    }
    return millis / 1e3;
  }
}
