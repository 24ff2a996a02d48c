package io.salarysignals.runtime.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.salarysignals.domain.intake.title.Role;
import io.salarysignals.domain.intake.title.TaxonomyTitleNormaliser;
import io.salarysignals.domain.simulate.BenchLoad;
import io.salarysignals.domain.simulate.BenchParameters;
import io.salarysignals.runtime.audit.IntakeCounters;
import io.salarysignals.runtime.embedded.EmbeddedStack;
import io.salarysignals.runtime.embedded.StackException;
import io.salarysignals.runtime.embedded.StackOptions;
import io.salarysignals.runtime.feed.FeedSettings;
import io.salarysignals.runtime.feed.Feeder;
import io.salarysignals.runtime.feed.mapping.FeedTopic;
import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.runtime.topics.TopicAdmin;
import io.salarysignals.runtime.topics.TopicCatalogue;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.topics.Topics;
import io.salarysignals.topology.trends.TrendsTopology;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * Measures the trends job on the embedded stack: loads a topic, reads it bare for comparison, then
 * has the whole job catch up with it from the beginning until everything due is told.
 */
public final class Bench {
  /**
   * What a record may cost on disk. With 100,000 records in 1,000 markets over 60 days it was 3.4
   * KB on the broker; the rest is an allowance for the state stores, which was not measured.
   */
  private static final long DISK_BYTES_PER_RECORD = 5_000;

  private static final long DISK_BYTES_ALWAYS = 1L << 30;
  private static final long SAY_EVERY_NANOS = 5_000_000_000L;

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
    long needed = DISK_BYTES_ALWAYS + options.load().records() * DISK_BYTES_PER_RECORD;
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
      Floor floor;
      try (EventCodecs codecs = EventCodecs.open(settings.registry())) {
        load(settings, codecs);
        say("the floor: reading and decoding the topic, nothing else");
        floor = Floor.measure(settings, codecs, options.threads());
      }
      long records = options.load().records();
      if (floor.records() != records) {
        throw new IllegalStateException(
            floor.records() + " records are in the topic, not " + records);
      }
      say("the job, in a JVM of its own");
      JobResult job =
          new JobProcess(options.data(), options.profile(), options.intakeOnly())
              .run(given, records, brokerPid(), watch(records));
      balance(settings, records);
      List<TopicBytes> topics = topics(settings, job);
      return new BenchReport(
          described(), Machine.describe(), Figures.of(records, floor, job, topics), topics);
    }
  }

  private Map<String, String> settings(EmbeddedStack stack) {
    Map<String, String> settings = new LinkedHashMap<>();
    // The load's days are fixed, so today may lie before them.
    settings.put(Keys.MAX_AHEAD, "unbounded");
    settings.put(Keys.STREAM_THREADS, Integer.toString(options.threads()));
    settings.put(Keys.TOPICS_PARTITIONS, Integer.toString(options.partitions()));
    settings.put(Keys.CONTRIBUTIONS_PARTITIONS, Integer.toString(options.partitions()));
    settings.putAll(options.set());
    settings.put(Keys.KAFKA_PREFIX + "producer.metric.reporters", SentMeters.class.getName());
    settings.put(Keys.BOOTSTRAP_SERVERS, stack.bootstrapServers());
    settings.put(Keys.REGISTRY_URL, stack.registryUrl());
    settings.put(Keys.STATE_DIR, options.data().resolve("state").toString());
    return settings;
  }

  private void load(Settings settings, EventCodecs codecs) {
    try (Admin admin = Admin.create(settings.kafka().admin())) {
      new TopicAdmin(admin, new TopicCatalogue(settings)).createMissing(Topics.ALL);
    }
    BenchParameters p = options.load();
    say(String.format("producing %,d observations (not measured)", p.records()));
    List<String> titles =
        TaxonomyTitleNormaliser.shipped().taxonomy().roles().stream().map(Role::title).toList();
    BenchLoad load = new BenchLoad(p, options.seed(), titles);
    new LoadProducer(load, settings, codecs).run(rate("producing", p.records()));
    FeedSettings feed = FeedSettings.of(settings, options.data());
    new Feeder(feed, (records, bytes, all) -> {}).closePartitions(FeedTopic.SALARY_OBSERVATIONS);
  }

  private long brokerPid() throws IOException {
    return new ObjectMapper()
        .readTree(options.data().resolve("pids.json").toFile())
        .at("/broker/pid")
        .asLong();
  }

  private void balance(Settings settings, long records) {
    IntakeCounters.Counts counts =
        IntakeCounters.read(settings, TrendsTopology.NAME).total(Topics.SALARY_OBSERVATIONS.name());
    say(
        String.format(
            "read %,d: accepted %,d, duplicate %,d, superseded %,d, rejected %s, dead %,d",
            counts.read(),
            counts.accepted(),
            counts.duplicate(),
            counts.superseded(),
            counts.rejected(),
            counts.deadLettered()));
    if (counts.read() != records) {
      throw new IllegalStateException(
          "the job counted " + counts.read() + " records of " + records + ": it measures nothing");
    }
  }

  private List<TopicBytes> topics(Settings settings, JobResult job) {
    List<String> inputs =
        List.of(
            settings.topic(Topics.SALARY_OBSERVATIONS.name()),
            settings.topic(Topics.FX_RATES.name()));
    try (Admin admin = Admin.create(settings.kafka().admin())) {
      return TopicBytes.read(admin, job.sent(), inputs);
    }
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
    load.put(
        "partitions, stream threads",
        String.format("%d, %d", options.partitions(), options.threads()));
    load.put("settings given", options.set().isEmpty() ? "none" : options.set().toString());
    load.put("stage", options.intakeOnly() ? "intake only: nothing is told" : "the whole job");
    load.put("profiled", options.profile() == null ? "no" : "yes, which costs some of the rate");
    return load;
  }

  private LongConsumer rate(String what, long total) {
    long begun = System.nanoTime();
    Often often = new Often();
    return records -> {
      if (often.isTime()) {
        say(String.format("  %s: %,d of %,d after %s", what, records, total, seconds(begun)));
      }
    };
  }

  private JobProcess.Progress watch(long total) {
    long begun = System.nanoTime();
    Often often = new Often();
    return (read, events) -> {
      if (often.isTime()) {
        say(
            String.format(
                "  job: %,d of %,d read, %,d events told after %s",
                read, total, events, seconds(begun)));
      }
    };
  }

  private static String seconds(long sinceNanos) {
    return String.format("%.0f s", (System.nanoTime() - sinceNanos) / 1e9);
  }

  /** Says when it is time for the next line. */
  private static final class Often {
    private long said = System.nanoTime();

    boolean isTime() {
      boolean time = System.nanoTime() - said > SAY_EVERY_NANOS;
      said = time ? System.nanoTime() : said;
      return time;
    }
  }

  private void say(String line) {
    console.println(line);
    console.flush();
  }
}
