package io.salarysignals.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.Meter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
  private final Metrics metrics = new Metrics("1.2.3");
  private final AtomicLong now = new AtomicLong(1_000_000);
  private final TopologyMeters meters = new TopologyMeters(metrics.registry(), "trends", now::get);

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void whatTopologiesReportIsShown() {
    meters.counted("salary-observations", "accepted", "");
    meters.counted("salary-observations", "accepted", "");
    meters.counted("salary-observations", "rejected", "TOO_LATE");
    meters.sourceWatermark("salary-observations", 0, 940_000);
    meters.sourceWatermark("salary-observations", 1, Long.MAX_VALUE);
    meters.sourceWatermark("salary-observations", 2, Long.MIN_VALUE);
    meters.paneProgress(0, 940_000, 20_000);
    meters.emitted("market-trends", "FINAL", "MIN_N");
    meters.emitLag(700);
    meters.revisionSize(-0.03);
    meters.ignoredRates(4);
    meters.held(0, 7, 9);
    meters.unmappedTitle();
    meters.skillsCut();

    assertThat(metrics.text(Metrics.TEXT))
        .contains(
            "salary_signals_records_total{outcome=\"accepted\",reason=\"\","
                + "topic=\"salary-observations\",topology=\"trends\"} 2.0")
        .contains("reason=\"TOO_LATE\",topic=\"salary-observations\",topology=\"trends\"} 1.0")
        .contains(
            "salary_signals_watermark_lag_seconds{partition=\"0\",topic=\"salary-observations\","
                + "topology=\"trends\"} 60.0")
        .contains("partition=\"1\",topic=\"salary-observations\",topology=\"trends\"} 0.0")
        .contains("partition=\"2\",topic=\"salary-observations\",topology=\"trends\"} NaN")
        .contains(
            "salary_signals_pane_watermark_lag_seconds{partition=\"0\",topology=\"trends\"} 60.0")
        .contains(
            "salary_signals_closed_through_seconds{partition=\"0\",topology=\"trends\"} 1.728E9")
        .contains("salary_signals_events_total{status=\"FINAL\",suppression=\"MIN_N\"")
        .contains("salary_signals_emit_lag_seconds_bucket{topology=\"trends\",le=\"0.5\"} 0")
        .contains("salary_signals_emit_lag_seconds_bucket{topology=\"trends\",le=\"1.0\"} 1")
        .contains(
            "salary_signals_revision_size_basis_points_bucket{topology=\"trends\",le=\"200.0\"} 0")
        .contains(
            "salary_signals_revision_size_basis_points_bucket{topology=\"trends\",le=\"500.0\"} 1")
        .contains("salary_signals_ignored_rates_total{topology=\"trends\"} 4.0")
        .contains("salary_signals_held_markets{partition=\"0\",topology=\"trends\"} 7.0")
        .contains("salary_signals_unmapped_titles_total{topology=\"trends\"} 1.0")
        .contains("salary_signals_negative_counts_total{topology=\"trends\"} 0.0")
        .contains("salary_signals_build{version=\"1.2.3\"} 1.0")
        .contains("jvm_memory_used_bytes");
    assertThat(metrics.text(Metrics.OPEN_METRICS)).endsWith("# EOF\n");
  }

  @Test
  void peopleSeeTheSameFacts() {
    now.set(5_000);
    meters.counted("salary-observations", "accepted", "");
    meters.counted("salary-observations", "rejected", "TOO_LATE");
    now.set(6_000);
    meters.emitted("market-trends", "PROVISIONAL", "");
    meters.sourceWatermark("salary-observations", 0, 86_400_000);
    meters.sourceWatermark("salary-observations", 1, Long.MAX_VALUE);
    meters.paneProgress(0, 86_400_000, 3);
    meters.paneProgress(1, 86_400_000, 2);

    Activity activity = meters.activity();

    assertThat(activity.read()).isEqualTo(2);
    assertThat(activity.events()).isEqualTo(1);
    assertThat(activity.reasons()).containsOnly(java.util.Map.entry("TOO_LATE", 1L));
    assertThat(activity.watermark()).isEqualTo(Instant.parse("1970-01-02T00:00:00Z"));
    assertThat(activity.watermarks()).containsEntry("salary-observations/1", "closed");
    assertThat(activity.closedThrough()).isEqualTo(Instant.parse("1970-01-03T00:00:00Z"));
    assertThat(activity.lastInput()).isEqualTo(Instant.ofEpochMilli(5_000));
    assertThat(activity.lastEmission()).isEqualTo(Instant.ofEpochMilli(6_000));
  }

  @Test
  void aPartitionWithoutWatermarkLeavesNone() {
    meters.sourceWatermark("salary-observations", 0, 86_400_000);
    meters.sourceWatermark("salary-observations", 1, Long.MIN_VALUE);

    assertThat(meters.activity().watermark()).isNull();
    assertThat(meters.activity().closedThrough()).isNull();
  }

  @Test
  void seriesStayBoundedWhateverTheReasons() {
    for (int i = 0; i < 1_000; i++) {
      meters.counted("salary-observations", "rejected", "REASON_" + i);
    }

    long series =
        metrics.registry().getMeters().stream()
            .filter(meter -> meter.getId().getName().equals("salary_signals.records"))
            .count();
    assertThat(series).isEqualTo(TopologyMeters.MAX_REASONS + 1);
    assertThat(metrics.text(Metrics.TEXT)).contains("reason=\"OTHER\"");
    assertThat(meters.activity().read()).isEqualTo(1_000);
  }

  @Test
  void noSeriesNamesAMarket() {
    whatTopologiesReportIsShown();
    for (Meter meter : metrics.registry().getMeters()) {
      assertThat(meter.getId().getTags())
          .noneMatch(tag -> tag.getKey().matches("role|region|skill|facet|employer|source"));
    }
  }

  @Test
  void kafkaMetersOutsideTheListAreDenied() {
    metrics.registry().counter("kafka.stream.task.process.rate", "task.id", "0_1").increment();
    metrics.registry().gauge("kafka.stream.alive.stream.threads", 2);

    assertThat(metrics.text(Metrics.TEXT))
        .contains("kafka_stream_alive_stream_threads 2.0")
        .doesNotContain("task_id");
  }

  @Test
  void promtoolFindsNothingToSay(@TempDir Path folder) throws Exception {
    Optional<Path> promtool = onPath("promtool");
    assumeTrue(promtool.isPresent(), "promtool is not installed: install the prometheus package");
    whatTopologiesReportIsShown();
    Path series = folder.resolve("metrics.txt");
    Files.writeString(series, metrics.text(Metrics.TEXT));
    Path said = folder.resolve("said.txt");

    Process process =
        new ProcessBuilder(promtool.get().toString(), "check", "metrics")
            .redirectInput(series.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    int code = process.waitFor();

    assertThat(Files.readString(said).lines().filter(line -> line.contains("salary_signals")))
        .isEmpty();
    // 3 is promtool's code for remarks on style, which meters of other projects may earn.
    assertThat(code).isIn(0, 3);
  }

  private static Optional<Path> onPath(String program) throws IOException {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
