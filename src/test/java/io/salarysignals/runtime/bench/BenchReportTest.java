package io.salarysignals.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.runtime.bench.BenchReport.Figure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchReportTest {
  @TempDir Path folder;

  private static BenchReport report(String days, Figure... figures) {
    return new BenchReport(
        Map.of("event days", days),
        Map.of("cores", "2"),
        List.of(figures),
        List.of(
            new TopicBytes("market-trends", TopicBytes.Kind.OUTPUT, 7_000, 70_000, 7_004, 71_000)));
  }

  @Test
  void comesBackFromItsFileAsItWas() throws IOException {
    // Given a figure that could not be measured, too
    BenchReport report =
        report("60", new Figure("job", "records/s", 1234.5), new Figure("gone", "s", Double.NaN));
    // When
    Path file = folder.resolve("report.json");
    report.write(file);
    // Then
    assertThat(BenchReport.read(file)).isEqualTo(report);
    assertThat(Files.readString(file)).contains("\"market-trends\"", "1234.5");
  }

  @Test
  void ratiosAreNewToOldAndOtherConditionsAreNamed() {
    // Given
    BenchReport old =
        report("60", new Figure("job", "records/s", 20_000), new Figure("gc", "s", 0.5));
    BenchReport now =
        report(
            "30",
            new Figure("job", "records/s", 50_000),
            new Figure("gc", "s", 0.25),
            new Figure("added since", "s", 1));
    // When
    StringWriter text = new StringWriter();
    now.printAgainst(old, new PrintWriter(text));
    // Then
    String shown = text.toString().replaceAll(" +", " ");
    assertThat(shown)
        .contains("not the same load: event days was 60, is 30")
        .doesNotContain("not the same machine")
        .contains("job 20,000 50,000 2.500 records/s")
        .contains("gc 0.500 0.250 0.500 s")
        .contains("added since - 1 - s");
  }

  @Test
  void printsBytesPerRecord() {
    BenchReport report = report("60", new Figure(Figures.OBSERVATIONS, "records", 1_000));
    StringWriter text = new StringWriter();
    report.print(new PrintWriter(text));
    assertThat(text.toString().replaceAll(" +", " "))
        .contains("market-trends output 7,000 70,000 70.0 71,000");
  }
}
