package io.salarysignals.runtime.replay;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.salarysignals.runtime.app.Topologies;
import io.salarysignals.runtime.app.TopologyFactory;
import io.salarysignals.runtime.audit.IntakeCounters;
import io.salarysignals.runtime.feed.FeedResult;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.topics.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came in and what became of it.
 *
 * @param topics by input topic
 * @param outputs lines written, by output topic
 * @param watermark the greatest admitted event time, ISO-8601, or null without any
 * @param durationSeconds how long this run took, start and end included
 * @param recordsPerSecond records read over that time
 */
public record Summary(
    Map<String, Counts> topics,
    Map<String, Long> outputs,
    String watermark,
    double durationSeconds,
    double recordsPerSecond) {
  static final String FILE = "summary.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * The records of one input topic. Each is exactly one of the parts, so they add up to {@code
   * read}.
   *
   * @param live observations or postings that count in panes; no part of the sum
   */
  public record Counts(
      long read,
      long accepted,
      long duplicate,
      long superseded,
      Map<String, Long> rejected,
      long deadLettered,
      long live) {
    @JsonIgnore
    long sum() {
      long rejections = rejected.values().stream().mapToLong(Long::longValue).sum();
      return accepted + duplicate + superseded + rejections + deadLettered;
    }
  }

  static Summary of(
      Settings settings,
      FeedResult fed,
      Map<String, Long> outputs,
      String watermark,
      double seconds) {
    Map<String, IntakeCounters.Counts> counted = new TreeMap<>();
    for (TopologyFactory topology : Topologies.ALL) {
      if (!topology.hasIntake()) {
        continue;
      }
      IntakeCounters counters = IntakeCounters.read(settings, topology.name());
      for (Topic input : topology.inputs()) {
        counted.put(input.name(), counters.total(input.name()));
      }
    }
    Map<String, Counts> topics = new TreeMap<>();
    long read = 0;
    for (Map.Entry<String, FeedResult.Counts> entry : fed.topics().entrySet()) {
      FeedResult.Counts lines = entry.getValue();
      topics.put(
          entry.getKey(),
          counted.containsKey(entry.getKey())
              ? processed(lines, counted.get(entry.getKey()))
              : loaded(lines));
      read += lines.read();
    }
    return new Summary(topics, outputs, watermark, seconds, read / seconds);
  }

  private static Counts processed(FeedResult.Counts lines, IntakeCounters.Counts counts) {
    Map<String, Long> rejected = new TreeMap<>(lines.rejected());
    counts.rejected().forEach((reason, n) -> rejected.merge(reason, n, Long::sum));
    return new Counts(
        lines.read(),
        counts.accepted(),
        counts.duplicate(),
        counts.superseded(),
        rejected,
        counts.deadLettered(),
        counts.live());
  }

  /** Records that no intake counts: they are in their topic. */
  private static Counts loaded(FeedResult.Counts lines) {
    return new Counts(lines.read(), lines.produced(), 0, 0, new TreeMap<>(lines.rejected()), 0, 0);
  }

  /** Whether every record is accounted for. */
  @JsonIgnore
  public boolean balanced() {
    return topics.values().stream().allMatch(counts -> counts.sum() == counts.read());
  }

  void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), this);
  }

  static Summary read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), Summary.class);
  }

  /** Prints the conservation table. */
  public void print(PrintWriter out) {
    out.printf(
        "%n%-22s %12s %12s %12s %12s %12s %12s %12s%n",
        "topic", "read", "accepted", "duplicate", "superseded", "rejected", "dead", "live");
    topics.forEach(
        (topic, c) -> {
          long rejections = c.rejected.values().stream().mapToLong(Long::longValue).sum();
          out.printf(
              "%-22s %,12d %,12d %,12d %,12d %,12d %,12d %,12d%s%n",
              topic,
              c.read,
              c.accepted,
              c.duplicate,
              c.superseded,
              rejections,
              c.deadLettered,
              c.live,
              c.sum() == c.read ? "" : "   UNBALANCED by " + (c.read - c.sum()));
          c.rejected.forEach(
              (reason, n) -> out.printf("%-22s %64s %,12d%n", "", "rejected " + reason, n));
        });
    out.printf("%noutput lines: %s%n", outputs);
    out.printf("%.1f s, %,.0f records/s%n", durationSeconds, recordsPerSecond);
  }
}
