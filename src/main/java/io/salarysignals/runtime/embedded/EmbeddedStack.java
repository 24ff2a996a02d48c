package io.salarysignals.runtime.embedded;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real broker and a real schema registry in forked processes, their data, logs, ports and {@code
 * pids.json} in one folder that survives a restart and a kill. One live application per folder;
 * what a killed one left running is ended first.
 */
public final class EmbeddedStack implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStack.class);
  private static final String BROKER = "broker";
  private static final String CONTROLLER = "controller";
  private static final String REGISTRY = "registry";
  private static final int START_ATTEMPTS = 3;
  private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();

  private final Path folder;
  private final StackOptions options;
  private final Consumer<String> progress;
  private final StackCommands commands;
  private final FolderLock lock;
  private final PidFile pids;
  private final Map<String, ManagedProcess> processes = new LinkedHashMap<>();
  private final Deque<AutoCloseable> dependants = new ArrayDeque<>();
  private final CompletableFuture<StackException> failure = new CompletableFuture<>();
  private Map<String, Integer> ports = Map.of();
  private Thread hook;
  private final ReentrantLock stopLock = new ReentrantLock();
  private boolean stopping;

  private EmbeddedStack(Path folder, StackOptions options, Consumer<String> progress) {
    this.folder = folder;
    this.options = options;
    this.progress = progress;
    this.commands = new StackCommands(folder, StackHome.find(), options);
    this.lock = FolderLock.take(folder);
    this.pids = new PidFile(folder.resolve("pids.json"));
  }

  /**
   * Starts both processes and returns when both answer.
   *
   * @param dataDir folder of the stack; made where it is missing
   * @param options memory, time limits and broker settings
   * @param progress told what is being done, a line at a time
   * @throws StackException where the folder is in use, or a process does not come up: with the end
   *     of its log
   */
  public static EmbeddedStack start(Path dataDir, StackOptions options, Consumer<String> progress) {
    Path folder = dataDir.toAbsolutePath().normalize();
    try {
      for (String part : List.of("kafka", REGISTRY, "logs", "run")) {
        Files.createDirectories(folder.resolve(part));
      }
    } catch (IOException e) {
      throw new StackException("cannot make the data folder " + folder, e);
    }
    EmbeddedStack stack = new EmbeddedStack(folder, options, progress);
    try {
      stack.startUp();
      return stack;
    } catch (RuntimeException e) {
      stack.stop();
      throw e;
    }
  }

  /** Address of the broker, {@code host:port}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + ports.get(BROKER);
  }

  /** Address of the registry's Confluent-compatible API. */
  public String registryUrl() {
    return "http://127.0.0.1:" + ports.get(REGISTRY) + "/apis/ccompat/v7";
  }

  /** The data folder. */
  public Path folder() {
    return folder;
  }

  /** Completes, with the reason and the end of its log, when a process dies on its own. */
  public CompletableFuture<StackException> failure() {
    return failure;
  }

  /**
   * Has something that uses the stack closed before the stack stops, also when ^C stops it; the
   * last one given is closed first.
   */
  public synchronized void closeFirst(AutoCloseable dependant) {
    dependants.push(dependant);
  }

  private void startUp() {
    if (options.shutdownHook()) {
      hook = new Thread(this::stop, "embedded-stack-stop");
      Runtime.getRuntime().addShutdownHook(hook);
    }
    endOrphans();
    ProcessHandle self = ProcessHandle.current();
    for (int attempt = 1; ; attempt++) {
      pids.put("application", PidFile.Entry.of(self, PidFile.lastArgument(self)));
      ports =
          Ports.claim(folder.resolve("ports.properties"), List.of(BROKER, CONTROLLER, REGISTRY));
      try {
        startBoth();
        return;
      } catch (PortLostException e) {
        if (attempt == START_ATTEMPTS) {
          throw e.getCause();
        }
        progress.accept("A port was taken in the meantime; starting again on others");
        stopProcesses();
      }
    }
  }

  private void startBoth() {
    long begun = System.nanoTime();
    progress.accept("Starting the Kafka broker and the schema registry in " + folder);
    fork(BROKER, commands.broker(ports.get(BROKER), ports.get(CONTROLLER)));
    fork(REGISTRY, commands.registry(ports.get(REGISTRY)));
    await(BROKER, () -> Readiness.broker(bootstrapServers()));
    progress.accept("Kafka broker on " + bootstrapServers() + " after " + seconds(begun));
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    await(REGISTRY, () -> Readiness.registry(http, registryUrl()));
    progress.accept("Schema registry on " + registryUrl() + " after " + seconds(begun));
  }

  private synchronized void fork(String name, List<String> arguments) {
    if (stopping) {
      throw new StackException("stopped while starting");
    }
    ManagedProcess process =
        ManagedProcess.start(
            name, argumentFile(name), arguments, folder.resolve("logs").resolve(name + ".log"));
    processes.put(name, process);
    pids.put(name, PidFile.Entry.of(process.handle(), "@" + argumentFile(name)));
    process.whenEnded(this::onExit);
  }

  private Path argumentFile(String name) {
    return folder.resolve("run").resolve(name + ".args");
  }

  private void await(String name, BooleanSupplier ready) {
    long deadline = System.nanoTime() + options.startTimeout().toNanos();
    ManagedProcess process = processes.get(name);
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        StackException death = new StackException(process.obituary());
        if (process.tail().contains("already in use")) {
          throw new PortLostException(death);
        }
        throw death;
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

  private synchronized void onExit(ManagedProcess process) {
    if (!stopping && processes.containsValue(process)) {
      failure.complete(new StackException(process.obituary()));
    }
  }

  /**
   * Ends what a killed application left behind: the folder is locked, so whatever runs with its
   * argument files is ours and nobody's. Found by {@code pids.json}, and by argument file for the
   * instant between a fork and its entry.
   */
  private void endOrphans() {
    Map<String, PidFile.Entry> left = pids.read();
    for (String name : List.of(REGISTRY, BROKER)) {
      String argument = "@" + argumentFile(name);
      ProcessHandle known = left.containsKey(name) ? left.get(name).find().orElse(null) : null;
      ProcessHandle.allProcesses()
          .filter(p -> p.equals(known) || PidFile.lastArgument(p).equals(argument))
          .toList()
          .forEach(
              orphan -> {
                progress.accept("Ending the " + name + " left by an earlier run");
                ManagedProcess.end(orphan, options.stopTimeout());
              });
    }
  }

  /**
   * Closes the dependants, stops registry and broker, frees the folder. May be called again, and
   * from several threads: each returns when all is stopped.
   */
  public void stop() {
    stopLock.lock();
    try {
      synchronized (this) {
        if (stopping) {
          return;
        }
        stopping = true;
      }
      closeDependants();
      stopProcesses();
      pids.clear();
      lock.close();
      removeHook();
    } finally {
      stopLock.unlock();
    }
  }

  private void closeDependants() {
    while (true) {
      AutoCloseable dependant;
      synchronized (this) {
        dependant = dependants.poll();
      }
      if (dependant == null) {
        return;
      }
      try {
        dependant.close();
      } catch (Exception e) {
        LOG.warn("closing before the stack stops", e);
      }
    }
  }

  private void stopProcesses() {
    Deque<ManagedProcess> reverse = new ArrayDeque<>();
    synchronized (this) {
      processes.values().forEach(reverse::push);
      processes.clear();
    }
    reverse.forEach(process -> process.stop(options.stopTimeout()));
  }

  private void removeHook() {
    if (hook != null && Thread.currentThread() != hook) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException ending) {
        LOG.debug("the JVM is ending already");
      }
    }
  }

  @Override
  public void close() {
    stop();
  }

  private static String seconds(long sinceNanos) {
    return String.format("%.1f s", (System.nanoTime() - sinceNanos) / 1e9);
  }

  /** A process found its port taken between our look and its own. */
  private static final class PortLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortLostException(StackException cause) {
      super(cause);
    }

    @Override
    public synchronized StackException getCause() {
      return (StackException) super.getCause();
    }
  }
}
