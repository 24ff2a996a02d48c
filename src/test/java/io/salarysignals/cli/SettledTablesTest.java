package io.salarysignals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replay prints of demand and of alerts. */
class SettledTablesTest {
  @TempDir Path folder;

  @Test
  void demandShowsTheNewestWindowOfTheLargestMarkets() throws IOException {
    // Given
    Path file =
        Files.write(
            folder.resolve("demand-signals.jsonl"),
            List.of(
                demand("small", "all", 28, "2026-03-02", 9_000, false),
                demand("small", "all", 28, "2026-03-03", 40, false),
                demand("large", "all", 28, "2026-03-01", 1_234, false),
                demand("large", "skill:sql", 28, "2026-03-04", 5_000, false),
                demand("large", "all", 7, "2026-03-04", 5_000, false),
                demand("family:data", "all", 28, "2026-03-04", 5_000, false),
                demand("withheld", "all", 28, "2026-03-04", 5_000, true)));
    // When
    List<String> lines = DemandTable.lines(file);
    // Then
    assertThat(lines).hasSize(5);
    assertThat(lines.get(1)).contains("the 2 with the most open postings of 2 published markets");
    assertThat(lines.get(3))
        .containsPattern("large +US +1,234 +12 +7 +3 +-2 +1,100 +104.3 +17 +VOLUME +2026-03-01");
    assertThat(lines.get(4)).containsPattern("small +US +40 .* 2026-03-03");
  }

  @Test
  void alertsAreCountedByVerdictAndConfirmedOnesAreListed() throws IOException {
    // Given
    Path file =
        Files.write(
            folder.resolve("repricing-alerts.jsonl"),
            List.of(
                alert("a1", "data-engineer", "CLEARED", "CONFIRMED_STRUCTURAL", "2026-03-01"),
                alert(
                    "a2",
                    "data-analyst",
                    "CONFIRMED_STRUCTURAL",
                    "CONFIRMED_STRUCTURAL",
                    "2026-04-01"),
                alert("a3", "data-analyst", "TRANSIENT", "TRANSIENT", "2026-04-01")));
    // When
    List<String> lines = AlertTable.lines(file);
    // Then
    assertThat(lines.get(1))
        .isEqualTo("Repricing alerts by verdict: 2 CONFIRMED_STRUCTURAL, 1 TRANSIENT.");
    assertThat(lines.get(3))
        .containsPattern(
            "data-analyst +US +PAID +UP +.10.5 % +.8.3 % .. .12.7 % +2026-04-01 +2026-04-09"
                + " +CONFIRMED_STRUCTURAL");
    assertThat(lines.get(4)).containsPattern("data-engineer .* CLEARED, history");
    assertThat(lines).hasSize(5);
  }

  @Test
  void moreThanFitsIsCutAndSaysSo() throws IOException {
    List<String> alerts = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      alerts.add(alert("a" + i, "role", "CLEARED", "CONFIRMED_STRUCTURAL", "2026-03-01"));
    }
    List<String> lines = AlertTable.lines(Files.write(folder.resolve("many.jsonl"), alerts));
    assertThat(lines).hasSize(14).contains("The 10 latest of 25 confirmed:");
  }

  @Test
  void saysNothingWhereThereIsNothing() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.jsonl"));
    assertThat(DemandTable.lines(empty)).isEmpty();
    assertThat(AlertTable.lines(empty)).isEmpty();
    assertThat(AlertTable.lines(folder.resolve("gone.jsonl"))).isEmpty();
  }

  private static String demand(
      String role, String facet, int days, String end, long open, boolean suppressed) {
    return String.format(
        "{\"role\":\"%s\",\"region\":\"US\",\"facet\":\"%s\",\"horizonDays\":%d,"
            + "\"windowEnd\":\"%sT00:00:00Z\",\"suppressed\":%s,\"open\":%d,\"opened\":12,"
            + "\"closed\":7,\"expired\":3,\"corrections\":-2,\"vacancies\":1100,"
            + "\"openIndex\":104.26,\"timeToCloseMedianDays\":{\"value\":17.0},"
            + "\"driver\":\"VOLUME\"}",
        role, facet, days, end, suppressed, open);
  }

  private static String alert(String id, String role, String state, String verdict, String onset) {
    return String.format(
        "{\"alertId\":\"%s\",\"role\":\"%s\",\"region\":\"US\",\"basis\":\"PAID\","
            + "\"state\":\"%s\",\"verdict\":\"%s\",\"direction\":\"UP\","
            + "\"onset\":\"%sT00:00:00Z\",\"detectedAt\":\"2026-04-09T00:00:00Z\","
            + "\"effect\":{\"value\":0.1,\"low\":0.08,\"high\":0.12},\"historical\":%s}",
        id, role, state, verdict, onset, state.equals("CLEARED"));
  }
}
