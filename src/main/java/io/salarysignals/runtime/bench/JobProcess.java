package io.salarysignals.runtime.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Runs {@link JobMain} in a JVM with the options of this one, and waits for its result. */
final class JobProcess {
  private static final int STACK_DEPTH = 128;

  /** What {@code -XX:+ExitOnOutOfMemoryError} exits with. */
  private static final int OUT_OF_MEMORY = 3;

  private final Path folder;
  private final Path profile;
  private final JobMode mode;
  private volatile Process running;

  /** Told how far the job is. */
  @FunctionalInterface
  interface Progress {
    void at(long recordsRead, long eventsTold);
  }

  /**
   * @param folder for settings, result and log
   * @param profile where to write a recording, or null
   * @param mode what it is for
   */
  JobProcess(Path folder, Path profile, JobMode mode) {
    this.folder = folder;
    this.profile = profile;
    this.mode = mode;
  }

  /**
   * Runs the job to its end.
   *
   * @param progress told the number of records read so far, about once a second
   * @throws IllegalStateException where the job failed; its log says why
   */
  JobResult run(Map<String, String> settings, long records, long brokerPid, Progress progress)
      throws IOException, InterruptedException {
    Path settingsFile = folder.resolve("job.properties");
    Path resultFile = folder.resolve("job.json");
    Path log = folder.resolve("logs").resolve("job.log");
    Properties properties = new Properties();
    properties.putAll(settings);
    try (Writer writer = Files.newBufferedWriter(settingsFile)) {
      properties.store(writer, null);
    }
    List<String> command = java();
    command.addAll(
        List.of(
            settingsFile.toString(),
            resultFile.toString(),
            Long.toString(records),
            Long.toString(brokerPid),
            mode.name()));
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    running = process;
    try {
      follow(process, progress);
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(
            code == OUT_OF_MEMORY
                ? "the job ran out of heap: this load needs more than it has been given"
                : "the job ended with exit code " + code + "; see " + log);
      }
      return new ObjectMapper().readValue(resultFile.toFile(), JobResult.class);
    } finally {
      process.destroy();
    }
  }

  /** Asks a steady job to end, from another thread. */
  void stop() throws IOException {
    running.getOutputStream().write('\n');
    running.getOutputStream().flush();
  }

  private static void follow(Process process, Progress progress) throws IOException {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(JobMain.READ)) {
          String[] numbers = line.substring(JobMain.READ.length()).split(" ");
          progress.at(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
        }
      }
    }
  }

  private List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    if (profile != null) {
      command.add("-XX:FlightRecorderOptions=stackdepth=" + STACK_DEPTH);
      command.add(
          "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
              + profile.toAbsolutePath());
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), JobMain.class.getName()));
    return command;
  }

  /** The options of this JVM that the job shall have as well: heap, collector, properties. */
  static List<String> jvmOptions(List<String> own) {
    return own.stream()
        .filter(
            option ->
                option.startsWith("-X")
                    || option.startsWith("-D")
                    || option.startsWith("--enable-native"))
        .filter(option -> !option.startsWith("-XX:StartFlightRecording"))
        .toList();
  }
}
