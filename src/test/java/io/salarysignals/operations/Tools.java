package io.salarysignals.operations;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs of the system that tests run. */
final class Tools {
  /** What a program said, on both streams, and its exit code. */
  record Said(int code, String text) {}

  private Tools() {}

  static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Skips the test, with the reason, where a program is missing. */
  static void need(String program, String debianPackage) {
    Assumptions.assumeTrue(
        isInstalled(program),
        "skipped: " + program + " is not installed; its Debian package is " + debianPackage);
  }

  /** Runs a program for two minutes at most. */
  static Said run(Path folder, String... command) throws IOException, InterruptedException {
    return run(folder, Duration.ofMinutes(2), List.of(command));
  }

  static Said run(Path folder, Duration most, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "said", ".txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    if (!process.waitFor(most.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command + " did not end within " + most + ": " + Files.readString(out));
    }
    return new Said(process.exitValue(), Files.readString(out));
  }
}
