package io.salarysignals.runtime.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.salarysignals.domain.simulate.BenchParameters;
import io.salarysignals.runtime.embedded.EmbeddedStack;
import io.salarysignals.runtime.embedded.StackException;
import io.salarysignals.runtime.embedded.StackOptions;
import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the trends job on the embedded stack: how fast it catches up with a topic, how fast it
 * restores its state, how late its events are in a steady state, and how that grows.
 */
public final class Bench {
  /**
   * What a record may cost on disk. With 100,000 records in 1,000 markets over 60 days it was 3.4
   * KB on the broker; the rest is an allowance for the state stores, which was not measured.
   */
  private static final long DISK_BYTES_PER_RECORD = 5_000;

  private static final long DISK_BYTES_ALWAYS = 1L << 30;

  private final BenchOptions options;
  private final PrintWriter console;

  /** A bench that tells {@code console} what it is doing. */
  public Bench(BenchOptions options, PrintWriter console) {
    this.options = options;
    this.console = console;
  }

  /**
   * Runs it.
   *
   * @throws StackException where the embedded broker or registry does not come up
   * @throws IllegalStateException where the job failed, or did not count each record
   * @throws IOException where the data folder cannot be written, or is too small
   */
  public BenchReport run() throws IOException, InterruptedException {
    Files.createDirectories(options.data());
    long records = options.load().records() * (options.growth() ? 3 : 1);
    long needed = DISK_BYTES_ALWAYS + records * DISK_BYTES_PER_RECORD;
    long free = Files.getFileStore(options.data()).getUsableSpace();
    if (free < needed) {
      throw new IOException(
          String.format(
              "%s has %,d MB free and this load may need %,d MB: give another --data folder or"
                  + " fewer --observations",
              options.data(), free >> 20, needed >> 20));
    }
    try (EmbeddedStack stack =
        EmbeddedStack.start(options.data(), StackOptions.defaults(), this::say)) {
      Map<String, String> given = settings(stack);
      Settings settings = Settings.of(given);
      try (EventCodecs codecs = EventCodecs.open(settings.registry())) {
        if (options.demand()) {
          return demand(given, codecs);
        }
        if (options.steadyRate() != null) {
          return steadyAlone(given, codecs, settings);
        }
        CatchUp.Result first =
            new CatchUp(given, options.load(), options.seed(), codecs, options.data(), this::say)
                .run(stageMode(), options.repricing() ? null : options.profile(), brokerPid());
        Figures figures = new Figures();
        figures.catchUp(first);
        if (!options.intakeOnly() && !options.repricing()) {
          figures.outputFloor(outputFloor(given, first), first);
        }
        boolean whole = !options.intakeOnly() && !options.onlyCatchUp() && !options.repricing();
        if (whole || options.repricing()) {
          figures.addAll(repricing(given, codecs, first));
        }
        if (whole) {
          figures.restore(restore(given), first);
          double rate = first.records() / first.job().toldSeconds() / 2;
          figures.steady(steady(given, codecs, rate, null), settings.duration(Keys.EMIT_INTERVAL));
        }
        if (options.growth()) {
          new Growth(options, given, codecs, this::say).run(brokerPid(), figures);
        }
        return new BenchReport(described(), Machine.describe(), figures.all(), first.topics());
      }
    }
  }

  private BenchReport steadyAlone(Map<String, String> given, EventCodecs codecs, Settings settings)
      throws IOException, InterruptedException {
    Figures figures = new Figures();
    Steady.Result steady = steady(given, codecs, options.steadyRate(), options.profile());
    figures.steady(steady, settings.duration(Keys.EMIT_INTERVAL));
    return new BenchReport(described(), Machine.describe(), figures.all(), List.of());
  }

  private BenchReport demand(Map<String, String> given, EventCodecs codecs)
      throws IOException, InterruptedException {
    DemandBench.Result result =
        new DemandBench(
                given,
                CatchUp.load(options.load(), options.seed()),
                codecs,
                options.data(),
                Path.of(given.get(Keys.STATE_DIR)),
                this::say)
            .run(options.profile(), brokerPid());
    return new BenchReport(described(), Machine.describe(), result.figures(), result.topics());
  }

  private List<BenchReport.Figure> repricing(
      Map<String, String> given, EventCodecs codecs, CatchUp.Result trends)
      throws IOException, InterruptedException {
    return new RepricingBench(given, codecs, options.data(), this::say)
        .run(options.repricing() ? options.profile() : null, brokerPid(), trends);
  }

  private JobMode stageMode() {
    return options.intakeOnly() ? JobMode.INTAKE : JobMode.CATCH_UP;
  }

  private OutputFloor outputFloor(Map<String, String> given, CatchUp.Result of)
      throws IOException, InterruptedException {
    say("the floor with output: reading, and sending what the job sent, nothing else");
    return OutputFloor.measure(
        given,
        options.data().resolve("state-output-floor"),
        of.records(),
        of.job().sent(),
        brokerPid());
  }

  /** Has a new JVM restore all of the state from the changelogs. */
  private JobResult restore(Map<String, String> given) throws IOException, InterruptedException {
    say("the job again, its local state deleted: restoring");
    Folders.delete(Path.of(given.get(Keys.STATE_DIR)));
    return new JobProcess(options.data(), null, JobMode.RESTORE)
        .run(given, options.load().records(), brokerPid(), (read, events) -> {});
  }

  private Steady.Result steady(
      Map<String, String> given, EventCodecs codecs, double rate, Path profile)
      throws IOException, InterruptedException {
    Map<String, String> own = new LinkedHashMap<>(given);
    own.put(Keys.TOPIC_PREFIX, given.getOrDefault(Keys.TOPIC_PREFIX, "") + "steady-");
    own.put(Keys.STATE_DIR, options.data().resolve("state-steady").toString());
    Path folder = options.data().resolve("steady");
    return new Steady(
            own,
            options.load(),
            records -> CatchUp.load(options.load().withRecords(records), options.seed()),
            codecs,
            folder,
            rate,
            profile,
            this::say)
        .run(brokerPid(), options.seed());
  }

  private Map<String, String> settings(EmbeddedStack stack) {
    Map<String, String> settings = new LinkedHashMap<>();
    // The load's days are fixed, so today may lie before them.
    settings.put(Keys.MAX_AHEAD, "unbounded");
    settings.put(Keys.STREAM_THREADS, Integer.toString(options.threads()));
    settings.put(Keys.TOPICS_PARTITIONS, Integer.toString(options.partitions()));
    settings.put(Keys.LIVES_PARTITIONS, Integer.toString(options.partitions()));
    settings.put(Keys.CONTRIBUTIONS_PARTITIONS, Integer.toString(options.partitions()));
    settings.putAll(options.set());
    settings.put(Keys.KAFKA_PREFIX + "producer.metric.reporters", SentMeters.class.getName());
    settings.put(Keys.BOOTSTRAP_SERVERS, stack.bootstrapServers());
    settings.put(Keys.REGISTRY_URL, stack.registryUrl());
    settings.put(Keys.STATE_DIR, options.data().resolve("state").toString());
    return settings;
  }

  private long brokerPid() throws IOException {
    return new ObjectMapper()
        .readTree(options.data().resolve("pids.json").toFile())
        .at("/broker/pid")
        .asLong();
  }

  private Map<String, String> described() {
    BenchParameters p = options.load();
    Map<String, String> load = new LinkedHashMap<>();
    load.put("observations", String.format("%,d, seed %d", p.records(), options.seed()));
    load.put(
        "markets",
        String.format(
            "%,d: %,d roles in %d places, Zipf %s",
            p.roles() * p.places(), p.roles(), p.places(), p.zipf()));
    load.put("employers", String.format("%,d, Zipf %s", p.employers(), p.employerZipf()));
    load.put("skills per record", Integer.toString(p.skillsPerRecord()));
    load.put(
        "duplicates, corrections",
        String.format("%.1f %%, %.1f %%", p.duplicates() * 100, p.corrections() * 100));
    load.put("event days", Integer.toString(p.days()));
    load.put("disorder", String.format("%d min", p.disorderMillis() / 60_000));
    load.put(
        "partitions, stream threads",
        String.format("%d, %d", options.partitions(), options.threads()));
    load.put("settings given", options.set().isEmpty() ? "none" : options.set().toString());
    load.put(
        "topology",
        options.demand()
            ? "demand: a posting for each observation"
            : "trends" + (options.repricing() ? ", then repricing" : ""));
    load.put("stage", options.intakeOnly() ? "intake only: nothing is told" : "the whole job");
    load.put("profiled", options.profile() == null ? "no" : "yes, which costs some of the rate");
    return load;
  }

  private void say(String line) {
    console.println(line);
    console.flush();
  }
}
