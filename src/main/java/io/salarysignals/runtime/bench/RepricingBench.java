package io.salarysignals.runtime.bench;

import io.salarysignals.runtime.bench.BenchReport.Figure;
import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Measures what detection costs beside the trends: the repricing job, in a JVM of its own, reads
 * the strata that the trends job of the same bench has told, from the first to the last.
 */
final class RepricingBench {
  private static final String WHAT = "repricing: ";
  private static final double MICROS = 1e6;
  private static final double MEBI = 1 << 20;

  private final Map<String, String> given;
  private final Settings settings;
  private final EventCodecs codecs;
  private final Path folder;
  private final Path state;
  private final Consumer<String> say;
  private final List<Figure> figures = new ArrayList<>();

  RepricingBench(
      Map<String, String> trends, EventCodecs codecs, Path folder, Consumer<String> say) {
    this.codecs = codecs;
    this.folder = folder;
    this.state = folder.resolve("state-repricing");
    this.say = say;
    given = new LinkedHashMap<>(trends);
    given.put(Keys.STATE_DIR, state.toString());
    settings = Settings.of(given);
  }

  /**
   * Runs it.
   *
   * @param trends what the job found that told the panes
   * @throws IllegalStateException where the job failed, or watched other days than were told
   */
  List<Figure> run(Path profile, long brokerPid, CatchUp.Result trends)
      throws IOException, InterruptedException {
    say.accept("the repricing job, in a JVM of its own, over the strata that were told");
    JobResult job =
        new JobProcess(folder, profile, JobMode.REPRICING)
            .run(given, 0, brokerPid, (read, told) -> {});
    WatchedTotals kept = WatchedTotals.ofState(settings);
    WatchedTotals.check(kept, WatchedTotals.ofPanes(settings, codecs), trends.live());
    say.accept(
        String.format(
            "totals are those of the panes and the generator: %,d markets, %,d days of markets",
            kept.markets(), kept.days()));
    figures(job, trends, kept);
    return List.copyOf(figures);
  }

  private void figures(JobResult job, CatchUp.Result trends, WatchedTotals kept)
      throws IOException {
    double records = trends.records();
    double read =
        trends.topics().stream()
            .filter(topic -> topic.topic().endsWith(Topics.MARKET_STRATA.name()))
            .mapToLong(TopicBytes::recordsSent)
            .sum();
    add("records read", "records", read);
    add("markets watched", "markets", kept.markets());
    add("days of markets", "days", kept.days());
    add("running to all told", "s", job.toldSeconds());
    add("CPU per day of a market", "us", job.cpuSeconds() * MICROS / kept.days());
    add("CPU per observation", "us", job.cpuSeconds() * MICROS / records);
    new TreeMap<>(job.cpuByThread())
        .forEach((kind, cpu) -> add("of it " + kind, "us", cpu * MICROS / records));
    add("CPU to that of the trends job", "ratio", job.cpuSeconds() / trends.job().cpuSeconds());
    add("stream threads to those of the trends job", "ratio", streams(job) / streams(trends.job()));
    add("allocated per observation", "bytes", job.allocatedBytes() / records);
    add("peak resident memory", "MiB", job.peakResidentBytes() / MEBI);
    double bytes = stored();
    add("state on disk", "MiB", bytes / MEBI);
    add("state on disk per market", "bytes", bytes / kept.markets());
    new TreeMap<>(job.emitted())
        .forEach(
            (topic, byStatus) ->
                new TreeMap<>(byStatus)
                    .forEach((status, n) -> add(topic + ' ' + status, "events", n)));
  }

  private static double streams(JobResult job) {
    return job.cpuByThread().getOrDefault(ThreadCpu.STREAM, Double.NaN);
  }

  /** Bytes of all local files of the job's state, once it has closed. */
  private double stored() throws IOException {
    double bytes = 0;
    try (Stream<Path> files = Files.walk(state)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private void add(String name, String unit, double value) {
    figures.add(new Figure(WHAT + name, unit, value));
  }
}
