package io.salarysignals.cli;

import static io.salarysignals.cli.SettledLines.decimals;
import static io.salarysignals.cli.SettledLines.whole;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The markets with the most open postings: each in its newest published window of 28 days. */
final class DemandTable {
  private static final int ROWS = 10;
  private static final int HORIZON = 28;
  private static final int WIDTH = 140;

  private DemandTable() {}

  /**
   * A heading and a table, or nothing where no demand is published or the file is gone.
   *
   * @param signals the settled view of demand-signals, a JSON object per line
   */
  static List<String> lines(Path signals) {
    Map<String, JsonNode> newest =
        SettledLines.newest(
            signals,
            DemandTable::isShown,
            event -> event.path("role").asText() + '|' + event.path("region").asText());
    if (newest.isEmpty()) {
      return List.of();
    }
    TextColumns table =
        new TextColumns()
            .left("role")
            .left("region")
            .right("open")
            .right("opened")
            .right("closed")
            .right("expired")
            .right("moved")
            .right("vacancies")
            .right("index")
            .right("days to close")
            .left("driver")
            .left("window end");
    newest.entrySet().stream()
        .sorted(
            Comparator.comparingLong(
                    (Map.Entry<String, JsonNode> entry) -> -entry.getValue().path("open").asLong())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(ROWS)
        .forEach(entry -> row(table, entry.getValue()));
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "Demand: the %d with the most open postings of %,d published markets, newest %d days:",
            Math.min(ROWS, newest.size()),
            newest.size(),
            HORIZON));
    lines.addAll(table.lines(WIDTH));
    return lines;
  }

  private static boolean isShown(JsonNode event) {
    return event.path("horizonDays").asInt() == HORIZON
        && event.path("facet").asText().equals("all")
        && !event.path("role").asText().startsWith("family:")
        && !event.path("suppressed").asBoolean();
  }

  private static void row(TextColumns table, JsonNode event) {
    table.row(
        event.path("role").asText(),
        event.path("region").asText(),
        whole(event.path("open")),
        whole(event.path("opened")),
        whole(event.path("closed")),
        whole(event.path("expired")),
        whole(event.path("corrections")),
        whole(event.path("vacancies")),
        decimals(event.path("openIndex"), 1),
        decimals(event.path("timeToCloseMedianDays").path("value"), 0),
        event.path("driver").asText("-").replace("null", "-"),
        event.path("windowEnd").asText().substring(0, 10));
  }
}
