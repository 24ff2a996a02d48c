package io.salarysignals.cli;

import static io.salarysignals.cli.SettledLines.whole;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The largest markets of a settled view: each in its newest published window of 28 days. */
final class MarketTable {
  private static final int ROWS = 10;
  private static final int HORIZON = 28;
  private static final int WIDTH = 140;

  private MarketTable() {}

  /**
   * A heading and a table, or nothing where no market is published or the file is gone.
   *
   * @param trends the settled view of market-trends, a JSON object per line
   */
  static List<String> lines(Path trends) {
    Map<String, JsonNode> newest =
        SettledLines.newest(trends, MarketTable::isShown, MarketTable::market);
    return newest.isEmpty() ? List.of() : table(newest);
  }

  private static boolean isShown(JsonNode event) {
    return event.path("horizonDays").asInt() == HORIZON
        && event.path("facet").asText().equals("all")
        && !event.path("role").asText().startsWith("family:")
        && !event.path("suppressed").asBoolean();
  }

  private static String market(JsonNode event) {
    return event.path("role").asText()
        + '|'
        + event.path("region").asText()
        + '|'
        + event.path("basis").asText();
  }

  private static List<String> table(Map<String, JsonNode> newest) {
    TextColumns table =
        new TextColumns()
            .left("role")
            .left("region")
            .left("basis")
            .right("n")
            .right("employers")
            .right("mean")
            .right("median")
            .right("95 % interval")
            .left("cur")
            .left("window end");
    newest.entrySet().stream()
        .sorted(
            Comparator.comparingLong(
                    (Map.Entry<String, JsonNode> entry) -> -entry.getValue().path("n").asLong())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(ROWS)
        .forEach(entry -> row(table, entry.getValue()));
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "The largest of %,d published markets, each in its newest window of %d days:",
            newest.size(),
            HORIZON));
    lines.addAll(table.lines(WIDTH));
    return lines;
  }

  private static void row(TextColumns table, JsonNode event) {
    JsonNode median = event.path("p50");
    table.row(
        event.path("role").asText(),
        event.path("region").asText(),
        event.path("basis").asText(),
        whole(event.path("n")),
        whole(event.path("employers")),
        whole(event.path("mean").path("value")),
        whole(median.path("value")),
        whole(median.path("low")) + " .. " + whole(median.path("high")),
        event.path("currency").asText(),
        event.path("windowEnd").asText().substring(0, 10));
  }
}
