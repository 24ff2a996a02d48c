package io.salarysignals.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.runtime.bench.BenchReport.Figure;
import io.salarysignals.runtime.bench.TopicBytes.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a record costs, in figures that do not depend on how fast the machine is. */
@Tag("bench-guard")
class BenchGuardTest {
  private static final int RECORDS = 100_000;

  @TempDir Path folder;

  @Test
  void aRecordCostsNoMoreThanItsBounds() throws Exception {
    // Given the bounds that are kept in the repository
    Properties bounds = new Properties();
    try (InputStream in = getClass().getResourceAsStream("/bench-bounds.properties")) {
      bounds.load(in);
    }
    // When a load of 400 markets over 20 days is caught up with
    BenchOptions options =
        new BenchOptions(
            Loads.of(RECORDS, 400, 500, 4, 20, 2, 2, 30),
            1,
            4,
            2,
            folder,
            null,
            false,
            true,
            false,
            false,
            false,
            null,
            Map.of());
    PrintWriter console = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    BenchReport report = new Bench(options, console).run();
    report.print(console);
    // Then each figure lies below its bound
    double cpu = value(report, "job: CPU per record") + value(report, "broker: CPU per record");
    Map<String, Double> figures =
        Map.of(
            "cpu.job.to.floor.max", cpu / value(report, "floor: CPU per record"),
            "allocated.per.record.max", value(report, "job: allocated per record"),
            "changelog.per.record.max", value(report, "changelog: sent per observation"),
            "repartition.per.record.max", value(report, "repartition: sent per observation"),
            "output.per.record.max", value(report, "output: sent per observation"),
            "changelog.records.per.record.max", changelogRecords(report) / RECORDS);
    assertThat(bounds.stringPropertyNames()).isEqualTo(figures.keySet());
    SoftAssertions softly = new SoftAssertions();
    figures.forEach(
        (name, value) ->
            softly
                .assertThat(value)
                .as(name)
                .isPositive()
                .isLessThan(Double.parseDouble(bounds.getProperty(name))));
    softly.assertAll();
  }

  private static double changelogRecords(BenchReport report) throws IOException {
    return report.topics().stream()
        .filter(topic -> topic.kind() == Kind.CHANGELOG)
        .mapToLong(TopicBytes::recordsSent)
        .sum();
  }

  private static double value(BenchReport report, String name) {
    return report.figure(name).map(Figure::value).orElseThrow();
  }
}
