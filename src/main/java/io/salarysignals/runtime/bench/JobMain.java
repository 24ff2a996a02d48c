package io.salarysignals.runtime.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.salarysignals.runtime.app.App;
import io.salarysignals.runtime.app.DemandFactory;
import io.salarysignals.runtime.app.Phase;
import io.salarysignals.runtime.app.RepricingFactory;
import io.salarysignals.runtime.app.TopologyFactory;
import io.salarysignals.runtime.app.TopologyStatus;
import io.salarysignals.runtime.app.TrendsFactory;
import io.salarysignals.runtime.settings.Settings;
import java.io.IOException;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * The job in a JVM of its own, so that memory, CPU time and allocation are its own. Says {@code
 * read N E}, records read and events told, on standard output now and then. What is written to its
 * standard input asks a steady job to stop; it ends at once when standard input does, so that it
 * never outlives the bench.
 */
public final class JobMain {
  static final String READ = "read ";
  private static final AtomicBoolean STOP = new AtomicBoolean();
  private static final long POLL_MILLIS = 5;
  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final App app;
  private final long records;
  private final long brokerPid;
  private final JobMode mode;
  private CompletableFuture<Object> end;
  private long begun;
  private double startSeconds;
  private double readSeconds;
  private double toldSeconds;
  private double halfSeconds;
  private long half;
  private Usage before;
  private Usage used;
  private Map<String, Map<String, Long>> emitted;

  private JobMain(App app, long records, long brokerPid, JobMode mode) {
    this.app = app;
    this.records = records;
    this.brokerPid = brokerPid;
    this.mode = mode;
  }

  /** Arguments: settings file, result file, number of records, pid of the broker, mode. */
  public static void main(String[] args) throws IOException {
    endWithTheBench();
    Settings settings = Settings.of(read(Path.of(args[0])));
    JobMain job;
    JobMode mode = JobMode.valueOf(args[4]);
    TopologyFactory factory =
        switch (mode) {
          case INTAKE -> TrendsFactory.intakeOnly();
          case DEMAND -> new DemandFactory();
          case REPRICING -> new RepricingFactory();
          default -> new TrendsFactory();
        };
    try (App app = new App("bench", settings, List.of(factory))) {
      job = new JobMain(app, Long.parseLong(args[2]), Long.parseLong(args[3]), mode);
      job.run();
    } catch (InterruptedException | ExecutionException | RuntimeException e) {
      LoggerFactory.getLogger(JobMain.class).error("the job failed", e);
      System.exit(1);
      return;
    }
    // Closing has committed the rest.
    new ObjectMapper().writeValue(Path.of(args[1]).toFile(), job.result());
    System.exit(0);
  }

  private static void endWithTheBench() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  STOP.set(true);
                }
              } catch (IOException broken) {
                // Then nobody is there either.
              }
              Runtime.getRuntime().halt(1);
            },
            "bench-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static Map<String, String> read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }

  private void run() throws InterruptedException, ExecutionException {
    app.start();
    end = CompletableFuture.anyOf(app.completed(), app.ended());
    if (mode == JobMode.RESTORE) {
      restore();
      return;
    }
    boolean going = true;
    while (going && !hasBegun()) {
      going = !ended();
    }
    begun = System.nanoTime();
    startSeconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
    before = Usage.now(brokerPid);
    long reported = begun;
    while (going) {
      going = !ended();
      watch(seen());
      going &= !(mode == JobMode.INTAKE && readSeconds > 0) && !STOP.get();
      if (System.nanoTime() - reported > REPORT_NANOS) {
        reported = System.nanoTime();
        System.out.println(READ + seen() + " " + counted("salary_signals.events"));
      }
    }
    if (app.ended().isDone()
        || mode == JobMode.CATCH_UP
        || mode == JobMode.DEMAND
        || mode == JobMode.REPRICING) {
      end.get();
      if (!app.completed().isDone()) {
        throw new IllegalStateException("the topology ended before all was told");
      }
    }
    toldSeconds = seconds(begun);
    used = Usage.now(brokerPid).minus(before);
    emitted = new TreeMap<>(app.status().topologies().get(0).activity().emitted());
  }

  private void restore() throws InterruptedException, ExecutionException {
    begun = System.nanoTime();
    startSeconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
    before = Usage.now(brokerPid);
    boolean going = true;
    while (going) {
      // That all is told is known at once: it was before.
      if (app.ended().isDone()) {
        app.ended().get();
        throw new IllegalStateException("the topology ended before its state was restored");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      TopologyStatus status = app.status().topologies().get(0);
      going = status.phase() != Phase.RUNNING || status.restoring() > 0;
    }
    toldSeconds = seconds(begun);
    used = Usage.now(brokerPid).minus(before);
    emitted = new TreeMap<>();
  }

  private void watch(long seen) {
    double now = seconds(begun);
    if (half == 0 && seen >= records / 2) {
      half = seen;
      halfSeconds = now;
    }
    if (readSeconds == 0 && seen >= records) {
      readSeconds = now;
    }
  }

  /** After the app was closed. */
  private JobResult result() {
    double read = readSeconds == 0 ? toldSeconds : readSeconds;
    return new JobResult(
        startSeconds,
        read,
        toldSeconds,
        seconds(begun),
        read > halfSeconds ? (records - half) / (read - halfSeconds) : Double.NaN,
        used.cpuSeconds(),
        used.brokerCpuSeconds(),
        used.gcSeconds(),
        (long) used.allocatedBytes(),
        used.byThread(),
        ProcessFigures.peakResidentBytes(),
        emitted,
        SentMeters.totals(),
        app.restored());
  }

  private record Usage(
      double cpuSeconds,
      double brokerCpuSeconds,
      double gcSeconds,
      double allocatedBytes,
      Map<String, Double> byThread) {
    static Usage now(long brokerPid) {
      return new Usage(
          ProcessFigures.cpuSeconds(),
          ProcessFigures.cpuSeconds(brokerPid),
          ProcessFigures.gcSeconds(),
          ProcessFigures.allocatedBytes(),
          ThreadCpu.seconds());
    }

    Usage minus(Usage before) {
      Map<String, Double> threads = new TreeMap<>(byThread);
      before.byThread.forEach((kind, seconds) -> threads.merge(kind, -seconds, Double::sum));
      return new Usage(
          cpuSeconds - before.cpuSeconds,
          brokerCpuSeconds - before.brokerCpuSeconds,
          gcSeconds - before.gcSeconds,
          allocatedBytes - before.allocatedBytes,
          threads);
    }
  }

  private boolean ended() throws InterruptedException {
    try {
      end.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException stillRunning) {
      return false;
    } catch (ExecutionException failed) {
      return true;
    }
  }

  /** Panes are counted by no meter, so what reads them begins when it runs. */
  private boolean hasBegun() {
    return mode == JobMode.REPRICING
        ? app.status().topologies().get(0).phase() == Phase.RUNNING
        : seen() > 0;
  }

  /** Records that the intake has seen. */
  private long seen() {
    return counted("salary_signals.records");
  }

  private long counted(String meter) {
    return (long)
        app.metrics().registry().find(meter).counters().stream().mapToDouble(Counter::count).sum();
  }

  private static double seconds(long sinceNanos) {
    return (System.nanoTime() - sinceNanos) / 1e9;
  }
}
