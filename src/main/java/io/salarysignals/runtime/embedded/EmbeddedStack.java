package io.salarysignals.runtime.embedded;

import io.salarysignals.runtime.embedded.Supervisor.PortLostException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real broker and a real schema registry in forked processes, their data, logs, ports and {@code
 * pids.json} in one folder that survives a restart and a kill. One live application per folder;
 * what a killed one left running is ended first, and a process that dies is started again.
 */
public final class EmbeddedStack implements AutoCloseable {
  /**
   * After how long the broker gives the tasks of a process that was killed to its successor;
   * Kafka's own 45 s are for networks.
   */
  public static final String SESSION_TIMEOUT_MILLIS = "10000";

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStack.class);
  private static final String BROKER = "broker";
  private static final String CONTROLLER = "controller";
  private static final String REGISTRY = "registry";
  private static final int START_ATTEMPTS = 3;

  private final Path folder;
  private final StackOptions options;
  private final Consumer<String> progress;
  private final StackCommands commands;
  private final FolderLock lock;
  private final PidFile pids;
  private final Supervisor supervisor;
  private final Deque<AutoCloseable> dependants = new ArrayDeque<>();
  private final ReentrantLock stopLock = new ReentrantLock();
  private Map<String, Integer> ports = Map.of();
  private Thread hook;
  private boolean stopping;

  private EmbeddedStack(Path folder, StackOptions options, Consumer<String> progress) {
    this.folder = folder;
    this.options = options;
    this.progress = progress;
    this.commands = new StackCommands(folder, StackHome.find(), options);
    this.lock = FolderLock.take(folder);
    this.pids = new PidFile(folder.resolve("pids.json"));
    this.supervisor = new Supervisor(folder, options, pids, progress);
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

  /**
   * Completes, with the reason and the end of its log, when a process has died on its own more
   * often than {@link StackOptions#restarts()} allows.
   */
  public CompletableFuture<StackException> failure() {
    return supervisor.failure();
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
    Map<String, Path> argumentFiles = new LinkedHashMap<>();
    for (String name : List.of(REGISTRY, BROKER)) {
      argumentFiles.put(name, Supervisor.argumentFile(folder, name));
    }
    Orphans.end(pids.read(), argumentFiles, options.stopTimeout(), progress);
    ProcessHandle self = ProcessHandle.current();
    pids.put("application", PidFile.Entry.of(self, PidFile.lastArgument(self)));
    for (int attempt = 1; ; attempt++) {
      ports =
          Ports.claim(folder.resolve("ports.properties"), List.of(BROKER, CONTROLLER, REGISTRY));
      try {
        startBoth();
        return;
      } catch (PortLostException e) {
        if (attempt == START_ATTEMPTS) {
          throw e;
        }
        progress.accept("A port was taken in the meantime; starting again on others");
        supervisor.stop(false);
      }
    }
  }

  private void startBoth() {
    long begun = System.nanoTime();
    progress.accept("Starting the Kafka broker and the schema registry in " + folder);
    supervisor.launch(BROKER, commands.broker(ports.get(BROKER), ports.get(CONTROLLER)));
    supervisor.launch(REGISTRY, commands.registry(ports.get(REGISTRY)));
    supervisor.await(BROKER, () -> Readiness.broker(bootstrapServers()));
    progress.accept("Kafka broker on " + bootstrapServers() + " after " + seconds(begun));
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    supervisor.await(REGISTRY, () -> Readiness.registry(http, registryUrl()));
    progress.accept("Schema registry on " + registryUrl() + " after " + seconds(begun));
    supervisor.watch();
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
      supervisor.stop(true);
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
}
