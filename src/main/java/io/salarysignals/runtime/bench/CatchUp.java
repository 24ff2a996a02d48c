package io.salarysignals.runtime.bench;

import io.salarysignals.domain.intake.title.Role;
import io.salarysignals.domain.intake.title.TaxonomyTitleNormaliser;
import io.salarysignals.domain.simulate.BenchLoad;
import io.salarysignals.domain.simulate.BenchParameters;
import io.salarysignals.runtime.audit.IntakeCounters;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;

/** Fills a topic, reads it bare, has the job catch up with it, and checks what it counted. */
final class CatchUp {
  private static final long SAY_EVERY_NANOS = 5_000_000_000L;

  private final Map<String, String> given;
  private final Settings settings;
  private final BenchLoad load;
  private final EventCodecs codecs;
  private final Path folder;
  private final Consumer<String> say;

  /** What one of them has found. */
  record Result(long records, long live, Floor floor, JobResult job, List<TopicBytes> topics) {}

  CatchUp(
      Map<String, String> given,
      BenchParameters parameters,
      long seed,
      EventCodecs codecs,
      Path folder,
      Consumer<String> say) {
    this.given = given;
    this.settings = Settings.of(given);
    this.load = load(parameters, seed);
    this.codecs = codecs;
    this.folder = folder;
    this.say = say;
  }

  /** A load over the titles of the shipped taxonomy. */
  static BenchLoad load(BenchParameters parameters, long seed) {
    List<String> titles =
        TaxonomyTitleNormaliser.shipped().taxonomy().roles().stream().map(Role::title).toList();
    return new BenchLoad(parameters, seed, titles);
  }

  /**
   * Runs it.
   *
   * @throws IllegalStateException where the job failed, or counted other than the generator
   */
  Result run(JobMode mode, Path profile, long brokerPid) throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("logs"));
    long records = load.parameters().records();
    fill();
    Expected expected = Expected.of(load);
    say.accept("the floor: reading and decoding the topic, nothing else");
    Floor floor = Floor.measure(settings, codecs, settings.integer(Keys.STREAM_THREADS));
    if (floor.records() != records) {
      throw new IllegalStateException(
          floor.records() + " records are in the topic, not " + records);
    }
    say.accept("the job, in a JVM of its own");
    JobResult job =
        new JobProcess(folder, profile, mode).run(given, records, brokerPid, watch(records));
    check(expected, mode);
    return new Result(records, expected.live(), floor, job, topics(job));
  }

  private void fill() {
    try (Admin admin = Admin.create(settings.kafka().admin())) {
      new TopicAdmin(admin, new TopicCatalogue(settings)).createMissing(Topics.ALL);
    }
    long records = load.parameters().records();
    say.accept(String.format("producing %,d observations (not measured)", records));
    new LoadProducer(load, settings, codecs).run(rate(records));
    FeedSettings feed = FeedSettings.of(settings, folder);
    new Feeder(feed, (read, bytes, all) -> {}).closePartitions(FeedTopic.SALARY_OBSERVATIONS);
  }

  private void check(Expected expected, JobMode mode) {
    IntakeCounters.Counts counts =
        IntakeCounters.read(settings, TrendsTopology.NAME).total(Topics.SALARY_OBSERVATIONS.name());
    say.accept(
        String.format(
            "read %,d: accepted %,d, duplicate %,d, superseded %,d, rejected %s, dead %,d",
            counts.read(),
            counts.accepted(),
            counts.duplicate(),
            counts.superseded(),
            counts.rejected(),
            counts.deadLettered()));
    expected.check(counts);
    if (mode == JobMode.CATCH_UP) {
      List<String> wrong = new ArrayList<>();
      Expected.check(
          "observations in panes",
          expected.live(),
          PaneTotals.observations(settings, codecs),
          wrong);
      if (!wrong.isEmpty()) {
        throw new IllegalStateException("THE FIGURES MEAN NOTHING: " + wrong.get(0));
      }
      say.accept(String.format("counts and panes are the generator's: %,d live", expected.live()));
    }
  }

  private List<TopicBytes> topics(JobResult job) {
    List<String> inputs =
        List.of(
            settings.topic(Topics.SALARY_OBSERVATIONS.name()),
            settings.topic(Topics.FX_RATES.name()));
    String prefix = settings.topic("");
    try (Admin admin = Admin.create(settings.kafka().admin())) {
      return TopicBytes.read(admin, job.sent(), inputs).stream()
          .filter(topic -> topic.topic().startsWith(prefix))
          .toList();
    }
  }

  private LongConsumer rate(long total) {
    long begun = System.nanoTime();
    Often often = new Often();
    return records -> {
      if (often.isTime()) {
        say.accept(String.format("  producing: %,d of %,d after %s", records, total, since(begun)));
      }
    };
  }

  private JobProcess.Progress watch(long total) {
    long begun = System.nanoTime();
    Often often = new Often();
    return (read, events) -> {
      if (often.isTime()) {
        say.accept(
            String.format(
                "  job: %,d of %,d read, %,d events told after %s",
                read, total, events, since(begun)));
      }
    };
  }

  private static String since(long nanos) {
    return String.format("%.0f s", (System.nanoTime() - nanos) / 1e9);
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
}
