package io.salarysignals.runtime.bench;

import io.salarysignals.runtime.bench.BenchReport.Figure;
import io.salarysignals.runtime.bench.TopicBytes.Kind;
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

  private Figures() {}

  static List<Figure> of(long records, Floor floor, JobResult job, List<TopicBytes> topics) {
    Figures f = new Figures();
    f.add(OBSERVATIONS, "records", records);
    f.add(FLOOR_RATE, "records/s", floor.records() / floor.seconds());
    f.add("floor: warm-up, not measured", "records", floor.warmUpRecords());
    f.add("floor: CPU per record", "us", floor.cpuSeconds() * MICROS / floor.records());
    f.add(JOB_RATE, "records/s", records / job.toldSeconds());
    f.add("job/floor", "ratio", records / job.toldSeconds() * floor.seconds() / floor.records());
    f.add("job: second half of the input", "records/s", job.lastHalfRate());
    f.add("job: JVM start to first record", "s, not measured", job.startSeconds());
    f.add("job: first record to all read", "s", job.readSeconds());
    f.add("job: first record to all told", "s", job.toldSeconds());
    f.add("job: first record to closed", "s", job.closedSeconds());
    f.add("job: CPU per record", "us", job.cpuSeconds() * MICROS / records);
    new TreeMap<>(job.cpuByThread())
        .forEach((kind, cpu) -> f.add("  of it " + kind, "us", cpu * MICROS / records));
    f.add("broker: CPU per record", "us", job.brokerCpuSeconds() * MICROS / records);
    f.add(
        "job and broker: CPUs busy",
        "CPUs",
        (job.cpuSeconds() + job.brokerCpuSeconds()) / job.toldSeconds());
    f.add("job: allocated per record", "bytes", job.allocatedBytes() / (double) records);
    f.add("job: garbage collection", "s", job.gcSeconds());
    f.add(RESIDENT, "MiB", job.peakResidentBytes() / MEBI);
    topics.stream()
        .filter(topic -> topic.kind() == Kind.OUTPUT)
        .forEach(topic -> f.add(topic.topic() + " sent", "records", topic.recordsSent()));
    new TreeMap<>(job.emitted())
        .forEach((topic, byStatus) -> f.events(topic, new TreeMap<>(byStatus)));
    f.sent(topics, records);
    return f.figures;
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
