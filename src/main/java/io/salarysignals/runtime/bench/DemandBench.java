package io.salarysignals.runtime.bench;

import io.salarysignals.domain.simulate.BenchLoad;
import io.salarysignals.runtime.audit.IntakeCounters;
import io.salarysignals.runtime.bench.BenchReport.Figure;
import io.salarysignals.runtime.feed.FeedSettings;
import io.salarysignals.runtime.feed.Feeder;
import io.salarysignals.runtime.feed.mapping.FeedTopic;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.runtime.topics.TopicAdmin;
import io.salarysignals.runtime.topics.TopicCatalogue;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.topics.Topics;
import io.salarysignals.topology.demand.DemandTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** Measures how fast the demand job catches up with a topic of postings, and what it keeps. */
final class DemandBench {
  /** Bytes on disk of all stores per open posting. */
  static final String STATE = "state per open posting";

  private static final double MICROS = 1e6;
  private static final double MEBI = 1 << 20;

  private final Map<String, String> given;
  private final Settings settings;
  private final BenchLoad load;
  private final EventCodecs codecs;
  private final Path folder;
  private final Path state;
  private final Consumer<String> say;
  private final List<Figure> figures = new ArrayList<>();

  /** What it has found. */
  record Result(List<Figure> figures, List<TopicBytes> topics) {}

  /**
   * @param state where the job keeps its local state
   */
  DemandBench(
      Map<String, String> given,
      BenchLoad load,
      EventCodecs codecs,
      Path folder,
      Path state,
      Consumer<String> say) {
    this.given = given;
    this.settings = Settings.of(given);
    this.load = load;
    this.codecs = codecs;
    this.folder = folder;
    this.state = state;
    this.say = say;
  }

  /**
   * Runs it.
   *
   * @throws IllegalStateException where the job failed, or counted other than the generator
   */
  Result run(Path profile, long brokerPid) throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("logs"));
    long records = load.parameters().records();
    try (Admin admin = Admin.create(settings.kafka().admin())) {
      new TopicAdmin(admin, new TopicCatalogue(settings)).createMissing(Topics.ALL);
    }
    say.accept(String.format("producing %,d posting events (not measured)", records));
    new LoadProducer(load, settings, codecs).postings(written -> {});
    new Feeder(FeedSettings.of(settings, folder), (read, bytes, all) -> {})
        .closePartitions(FeedTopic.JOB_POSTINGS);
    ExpectedPostings expected = ExpectedPostings.of(load);
    say.accept("the job, in a JVM of its own");
    JobResult job =
        new JobProcess(folder, profile, JobMode.DEMAND)
            .run(
                given,
                records,
                brokerPid,
                (read, told) ->
                    say.accept(String.format("  job: %,d read, %,d signals told", read, told)));
    expected.check(
        IntakeCounters.read(settings, DemandTopology.NAME).total(Topics.JOB_POSTINGS.name()));
    say.accept(String.format("counts are the generator's: %,d postings live", expected.live()));
    List<TopicBytes> topics = topics(job);
    figures(job, expected, topics);
    return new Result(List.copyOf(figures), topics);
  }

  private List<TopicBytes> topics(JobResult job) {
    List<String> inputs =
        List.of(settings.topic(Topics.JOB_POSTINGS.name()), settings.topic(Topics.FX_RATES.name()));
    try (Admin admin = Admin.create(settings.kafka().admin())) {
      return TopicBytes.read(admin, job.sent(), inputs);
    }
  }

  private void figures(JobResult job, ExpectedPostings expected, List<TopicBytes> topics)
      throws IOException {
    double records = expected.records();
    add("posting events", "records", records);
    add("job", "records/s", records / job.toldSeconds());
    add("job: second half of the input", "records/s", job.lastHalfRate());
    add("job: first record to all read", "s", job.readSeconds());
    add("job: first record to all told", "s", job.toldSeconds());
    add("job: first record to closed", "s", job.closedSeconds());
    add("job: CPU per record", "us", job.cpuSeconds() * MICROS / records);
    new TreeMap<>(job.cpuByThread())
        .forEach((kind, cpu) -> add("  of it " + kind, "us", cpu * MICROS / records));
    add("broker: CPU per record", "us", job.brokerCpuSeconds() * MICROS / records);
    add("job: allocated per record", "bytes", job.allocatedBytes() / records);
    add(Figures.RESIDENT, "MiB", job.peakResidentBytes() / MEBI);
    topics.stream()
        .filter(topic -> topic.kind() == TopicBytes.Kind.OUTPUT)
        .forEach(topic -> add(topic.topic() + " sent", "records", topic.recordsSent()));
    add("postings live", "postings", expected.live());
    add("postings open at the end", "postings", expected.open());
    Map<String, Double> stored = stored();
    double all = stored.values().stream().mapToDouble(Double::doubleValue).sum();
    add(STATE, "bytes", all / expected.open());
    stored.forEach(
        (store, bytes) ->
            add("state: " + store + " per open posting", "bytes", bytes / expected.open()));
  }

  /** Bytes of the tables of every store that is kept on disk, once the job has closed. */
  private Map<String, Double> stored() throws IOException {
    Map<String, Double> stored = new TreeMap<>();
    try (Stream<Path> files = Files.walk(state)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".sst")).toList()) {
        stored.merge(
            file.getParent().getFileName().toString(), (double) Files.size(file), Double::sum);
      }
    }
    return stored;
  }

  private void add(String name, String unit, double value) {
    figures.add(new Figure(name, unit, value));
  }
}
