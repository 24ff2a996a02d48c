package io.salarysignals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketTableTest {
  @TempDir Path folder;

  @Test
  void showsEachMarketOnceInItsNewestWindowTheLargestFirst() throws IOException {
    // Given two windows of a small market, a large one, and what is not to be shown
    Path file =
        Files.write(
            folder.resolve("market-trends.jsonl"),
            List.of(
                event("small", "all", 28, "2026-03-02", 900, false),
                event("small", "all", 28, "2026-03-03", 40, false),
                event("large", "all", 28, "2026-03-01", 1234, false),
                event("large", "level:lead", 28, "2026-03-04", 5000, false),
                event("large", "all", 7, "2026-03-04", 5000, false),
                event("family:all", "all", 28, "2026-03-04", 5000, false),
                event("withheld", "all", 28, "2026-03-04", 5000, true)));
    // When
    List<String> lines = MarketTable.lines(file);
    // Then
    assertThat(lines).hasSize(5);
    assertThat(lines.get(1)).contains("largest of 2 published markets");
    assertThat(lines.get(3))
        .containsPattern(
            "large +US +PAID +1,234 +7 +100,500 +99,000 +98,000 .. - +USD +2026-03-01");
    assertThat(lines.get(4)).containsPattern("small +US +PAID +40 .* 2026-03-03");
  }

  @Test
  void saysNothingWhereNothingIsPublished() throws IOException {
    assertThat(MarketTable.lines(Files.createFile(folder.resolve("empty.jsonl")))).isEmpty();
  }

  private static String event(
      String role, String facet, int days, String end, long n, boolean suppressed) {
    return String.format(
        "{\"role\":\"%s\",\"region\":\"US\",\"basis\":\"PAID\",\"facet\":\"%s\",\"horizonDays\":%d,"
            + "\"windowEnd\":\"%sT00:00:00Z\",\"n\":%d,\"employers\":7,\"currency\":\"USD\","
            + "\"suppressed\":%s,\"mean\":{\"value\":100500.2},"
            + "\"p50\":{\"value\":99000.0,\"low\":98000.0,\"high\":null}}",
        role, facet, days, end, n, suppressed);
  }
}
