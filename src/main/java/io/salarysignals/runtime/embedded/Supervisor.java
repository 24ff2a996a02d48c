package io.salarysignals.runtime.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Keeps the processes of a folder running: a process that dies on its own is started again with the
 * same arguments, a limited number of times.
 */
final class Supervisor {
  private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();

  private final Path folder;
  private final StackOptions options;
  private final PidFile pids;
  private final Consumer<String> progress;
  private final Map<String, ManagedProcess> processes = new LinkedHashMap<>();
  private final CompletableFuture<StackException> failure = new CompletableFuture<>();
  private int restartsLeft;
  private boolean watching;
  private boolean stopped;

  Supervisor(Path folder, StackOptions options, PidFile pids, Consumer<String> progress) {
    this.folder = folder;
    this.options = options;
    this.pids = pids;
    this.progress = progress;
    this.restartsLeft = options.restarts();
  }

  /** Where the arguments of a process are written. */
  static Path argumentFile(Path folder, String name) {
    return folder.resolve("run").resolve(name + ".args");
  }

  CompletableFuture<StackException> failure() {
    return failure;
  }

  /** Starts a process. */
  synchronized void launch(String name, List<String> arguments) {
    if (stopped) {
      throw new StackException("stopped while starting");
    }
    Path file = argumentFile(folder, name);
    Path log = folder.resolve("logs").resolve(name + ".log");
    ManagedProcess process = ManagedProcess.start(name, file, arguments, log);
    processes.put(name, process);
    pids.put(name, PidFile.Entry.of(process.handle(), ManagedProcess.argument(file)));
    process.whenEnded(ended -> onEnd(name, ended, arguments));
  }

  /**
   * Waits until a process answers.
   *
   * @throws StackException where it ends before, or takes longer than allowed
   */
  void await(String name, BooleanSupplier ready) {
    long deadline = System.nanoTime() + options.startTimeout().toNanos();
    ManagedProcess process = process(name);
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw process.lostItsPort()
            ? new PortLostException(process.obituary())
            : new StackException(process.obituary());
      }
      if (System.nanoTime() > deadline) {
        throw new StackException(
            "the "
                + name
                + " did not answer within "
                + options.startTimeout().toSeconds()
                + " s; the end of its log:\n"
                + process.tail());
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** From now on the death of a process is mended, and reported where that is not possible. */
  synchronized void watch() {
    watching = true;
  }

  private synchronized ManagedProcess process(String name) {
    if (stopped) {
      throw new StackException("stopped while starting");
    }
    return processes.get(name);
  }

  private synchronized void onEnd(String name, ManagedProcess ended, List<String> arguments) {
    if (!watching || processes.get(name) != ended) {
      return;
    }
    if (restartsLeft == 0) {
      failure.complete(new StackException(ended.obituary()));
      return;
    }
    restartsLeft--;
    progress.accept("The " + name + " has died (" + ended.exitValue() + "); starting it again");
    try {
      launch(name, arguments);
    } catch (StackException e) {
      failure.complete(e);
    }
  }

  /** Stops all, the last started first; what they were doing is not reported as a failure. */
  void stop(boolean forGood) {
    Deque<ManagedProcess> reverse = new ArrayDeque<>();
    synchronized (this) {
      stopped = forGood;
      processes.values().forEach(reverse::push);
      processes.clear();
    }
    reverse.forEach(process -> process.stop(options.stopTimeout()));
  }

  /** A process found its port taken between our look and its own. */
  static final class PortLostException extends StackException {
    private static final long serialVersionUID = 1L;

    PortLostException(String message) {
      super(message);
    }
  }
}
