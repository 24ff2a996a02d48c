package io.salarysignals.runtime.bench;

import io.salarysignals.runtime.bench.BenchReport.Figure;
import io.salarysignals.runtime.bench.TopicBytes.Kind;
import io.salarysignals.streams.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Names the figures of a bench and makes them of what was measured. */
final class Figures {
  static final String OBSERVATIONS = "observations";
  static final String JOB_RATE = "job";
  static final String FLOOR_RATE = "floor: consume and decode";
  static final String RESIDENT = "peak resident memory of the job";

  private static final double MICROS = 1e6;
  private static final double MEBI = 1 << 20;

  private final List<Figure> figures = new ArrayList<>();

  /** All of them, in the order in which they were added. */
  List<Figure> all() {
    return List.copyOf(figures);
  }

  void addAll(List<Figure> more) {
    figures.addAll(more);
  }

  void catchUp(CatchUp.Result result) {
    long records = result.records();
    Floor floor = result.floor();
    JobResult job = result.job();
    List<TopicBytes> topics = result.topics();
    add(OBSERVATIONS, "records", records);
    add(FLOOR_RATE, "records/s", floor.records() / floor.seconds());
    add("floor: warm-up, not measured", "records", floor.warmUpRecords());
    add("floor: CPU per record", "us", floor.cpuSeconds() * MICROS / floor.records());
    add(JOB_RATE, "records/s", records / job.toldSeconds());
    add("job/floor", "ratio", records / job.toldSeconds() * floor.seconds() / floor.records());
    add("job: second half of the input", "records/s", job.lastHalfRate());
    add("job: JVM start to first record", "s, not measured", job.startSeconds());
    add("job: first record to all read", "s", job.readSeconds());
    add("job: first record to all told", "s", job.toldSeconds());
    add("job: first record to closed", "s", job.closedSeconds());
    add("job: CPU per record", "us", job.cpuSeconds() * MICROS / records);
    cpuByThread(job, records);
    add("broker: CPU per record", "us", job.brokerCpuSeconds() * MICROS / records);
    add(
        "job and broker: CPUs busy",
        "CPUs",
        (job.cpuSeconds() + job.brokerCpuSeconds()) / job.toldSeconds());
    add("job: allocated per record", "bytes", job.allocatedBytes() / (double) records);
    add("job: garbage collection", "s", job.gcSeconds());
    add(RESIDENT, "MiB", job.peakResidentBytes() / MEBI);
    topics.stream()
        .filter(topic -> topic.kind() == Kind.OUTPUT)
        .forEach(topic -> add(topic.topic() + " sent", "records", topic.recordsSent()));
    new TreeMap<>(job.emitted())
        .forEach((topic, byStatus) -> events(topic, new TreeMap<>(byStatus)));
    sent(topics, records);
    double panes =
        topics.stream()
            .filter(topic -> topic.topic().endsWith(Topics.MARKET_PANES.name()))
            .mapToLong(TopicBytes::recordsSent)
            .sum();
    double state =
        topics.stream()
            .filter(topic -> topic.kind() == Kind.CHANGELOG)
            .filter(topic -> !topic.topic().contains("identit"))
            .mapToLong(TopicBytes::bytesOnDisk)
            .sum();
    add("state: per cell and day told", "bytes, changelogs but for identities", state / panes);
  }

  /** What sending alone costs, and how near the job is to it. */
  void outputFloor(OutputFloor floor, CatchUp.Result of) {
    double rate = floor.records() / floor.seconds();
    add("floor with output: consume and send", "records/s", rate);
    add("floor with output: CPU per record", "us", floor.cpuSeconds() * MICROS / floor.records());
    add(
        "floor with output: broker's CPU per record",
        "us",
        floor.brokerCpuSeconds() * MICROS / floor.records());
    add("job/floor with output", "ratio", of.records() / of.job().toldSeconds() / rate);
  }

  /** What it took to get the state back that the catch-up has left. */
  void restore(JobResult job, CatchUp.Result of) {
    double seconds = job.restored().seconds();
    double bytes =
        of.topics().stream()
            .filter(topic -> topic.kind() == Kind.CHANGELOG)
            .mapToLong(TopicBytes::bytesOnDisk)
            .sum();
    add("restore: first to last record", "s", seconds);
    add("restore: start to running", "s", job.toldSeconds());
    add("restore: changelog records", "records", job.restored().records());
    add("restore: changelog records", "records/s", job.restored().records() / seconds);
    add("restore: observations' state", "observations/s", of.records() / seconds);
    add("restore: changelog on disk", "MiB/s", bytes / MEBI / seconds);
  }

  /** How late events are, and what telling them at once costs. */
  void steady(Steady.Result steady, Duration emitInterval) {
    Latency latency = steady.latency();
    add("steady: rate offered", "records/s", latency.offered());
    add("steady: rate read", "records/s", latency.read());
    add("steady: unread at the end", "records", latency.behind());
    JobResult job = steady.job();
    job.emitted()
        .forEach(
            (topic, byStatus) ->
                new TreeMap<>(byStatus)
                    .forEach(
                        (status, events) ->
                            add(
                                "steady: " + status + " per record",
                                "events",
                                events / (double) steady.read())));
    add("steady: job's CPU per record", "us", job.cpuSeconds() * MICROS / steady.read());
    cpuByThread(job, steady.read());
    add("steady: broker's CPU per record", "us", job.brokerCpuSeconds() * MICROS / steady.read());
    add("steady: emit interval", "s", emitInterval.toMillis() / 1e3);
    add("steady: probes", "observations", latency.probes());
    add("latency to visible trend, p50", "s", latency.p50());
    add("latency to visible trend, p99", "s", latency.p99());
    add("latency to visible trend, max", "s", latency.max());
  }

  private void cpuByThread(JobResult job, long records) {
    new TreeMap<>(job.cpuByThread())
        .forEach((kind, cpu) -> add("  of it " + kind, "us", cpu * MICROS / records));
  }

  void growth(String name, CatchUp.Result result, CatchUp.Result base) {
    double rate = result.records() / result.job().toldSeconds();
    double baseRate = base.records() / base.job().toldSeconds();
    String what = "growth, " + name + ": ";
    add(what + "observations", "records", result.records());
    add(what + "job", "records/s", rate);
    add(what + "job to base", "ratio", rate / baseRate);
    add(what + "CPU per record", "us", result.job().cpuSeconds() * MICROS / result.records());
    add(
        what + "allocated per record",
        "bytes",
        result.job().allocatedBytes() / (double) result.records());
    add(what + "peak resident", "MiB", result.job().peakResidentBytes() / MEBI);
  }

  private void events(String topic, Map<String, Long> byStatus) {
    byStatus.forEach((status, count) -> add(topic + " " + status, "events", count));
  }

  private void sent(List<TopicBytes> topics, long records) {
    for (Kind kind : Kind.values()) {
      List<TopicBytes> own = topics.stream().filter(topic -> topic.kind() == kind).toList();
      double sent = own.stream().mapToLong(TopicBytes::bytesSent).sum();
      double disk = own.stream().mapToLong(TopicBytes::bytesOnDisk).sum();
      String name = kind.name().toLowerCase(java.util.Locale.ROOT);
      if (kind != Kind.INPUT) {
        add(name + ": sent per observation", "bytes", sent / records);
      }
      add(name + ": on disk per observation", "bytes", disk / records);
    }
  }

  private void add(String name, String unit, double value) {
    figures.add(new Figure(name, unit, value));
  }
}
