package io.salarysignals.runtime.embedded;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A forked Java process of the stack with its log file. */
final class ManagedProcess {
  private static final long LOG_LIMIT_BYTES = 10_000_000;
  private static final int TAIL_LINES = 15;
  private static final int TAIL_BYTES = 100_000;
  private static final Duration POLL = Duration.ofMillis(50);

  private final String name;
  private final Path log;
  private final Process process;
  private final long logStart;

  private ManagedProcess(String name, Path log, long logStart, Process process) {
    this.name = name;
    this.log = log;
    this.logStart = logStart;
    this.process = process;
  }

  /** How a process is told of its arguments, and known by. */
  static String argument(Path argumentFile) {
    return "@" + argumentFile;
  }

  /**
   * Starts {@code java @argumentFile}. A shell sets ^C and hang-up aside first and then becomes the
   * process: a terminal sends both to all processes of the foreground, and these must outlive the
   * application by the moment it needs to commit.
   */
  static ManagedProcess start(String name, Path argumentFile, List<String> arguments, Path log) {
    try {
      Files.write(argumentFile, arguments.stream().map(ManagedProcess::quote).toList());
      roll(log);
      long logStart = Files.exists(log) ? Files.size(log) : 0;
      Process process =
          new ProcessBuilder(
                  "/bin/sh",
                  "-c",
                  "trap '' INT HUP; exec \"$@\"",
                  "sh",
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  argument(argumentFile))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      return new ManagedProcess(name, log, logStart, process);
    } catch (IOException e) {
      throw new StackException("cannot start the " + name + ": " + e.getMessage(), e);
    }
  }

  /** Quotes one argument for a Java argument file. */
  private static String quote(String argument) {
    return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static void roll(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Has {@code then} called once this process has ended, however it did. */
  void whenEnded(Consumer<ManagedProcess> then) {
    CompletableFuture<Void> unused = process.onExit().thenAccept(ended -> then.accept(this));
  }

  int exitValue() {
    return process.exitValue();
  }

  /** What to say when the process has died on its own. */
  String obituary() {
    return "the "
        + name
        + " ended with exit code "
        + process.exitValue()
        + "; the end of "
        + log
        + ":\n"
        + tail();
  }

  /** Whether its log says that another program listens on its port. */
  boolean lostItsPort() {
    return ownLog().stream()
        .anyMatch(
            line -> line.contains("Address already in use") || line.contains("seems to be in use"));
  }

  /** The last lines of its log, without the frames of stack traces. */
  String tail() {
    List<String> lines = ownLog().stream().filter(line -> !line.startsWith("\tat ")).toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }

  private List<String> ownLog() {
    try (FileChannel channel = FileChannel.open(log)) {
      channel.position(Math.max(logStart, channel.size() - TAIL_BYTES));
      byte[] bytes = Channels.newInputStream(channel).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of("(cannot read " + log + ": " + e.getMessage() + ")");
    }
  }

  void stop(Duration timeout) {
    end(process.toHandle(), timeout);
  }

  /** Asks a process to stop and kills it where it does not. */
  static void end(ProcessHandle process, Duration timeout) {
    process.destroy();
    if (!gone(process, timeout)) {
      process.destroyForcibly();
      gone(process, timeout);
    }
  }

  private static boolean gone(ProcessHandle process, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    CompletableFuture<ProcessHandle> exit = process.onExit();
    while (System.nanoTime() < deadline) {
      try {
        exit.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException stillThere) {
        if (process.info().arguments().isEmpty() && process.info().command().isEmpty()) {
          return true; // dead, only not yet collected by its parent
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } catch (ExecutionException e) {
        throw new IllegalStateException("waiting for an exit does not fail", e);
      }
    }
    return false;
  }
}
