package io.salarysignals.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** What became of the repricing alerts: how many of each verdict, and the confirmed ones. */
final class AlertTable {
  private static final int ROWS = 10;
  private static final int WIDTH = 140;

  private AlertTable() {}

  /**
   * A heading and a table, or nothing where there is no alert or the file is gone.
   *
   * @param alerts the settled view of repricing-alerts, a JSON object per line
   */
  static List<String> lines(Path alerts) {
    TreeMap<String, Integer> states = new TreeMap<>();
    List<JsonNode> confirmed = new ArrayList<>();
    SettledLines.each(
        alerts,
        event -> {
          states.merge(event.path("verdict").asText(), 1, Integer::sum);
          if (event.path("verdict").asText().equals("CONFIRMED_STRUCTURAL")) {
            confirmed.add(event);
          }
        });
    if (states.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    List<String> counts = new ArrayList<>();
    states.forEach((state, count) -> counts.add(count + " " + state));
    lines.add("Repricing alerts by verdict: " + String.join(", ", counts) + ".");
    if (confirmed.isEmpty()) {
      return lines;
    }
    if (confirmed.size() > ROWS) {
      lines.add(
          String.format(Locale.ROOT, "The %d latest of %,d confirmed:", ROWS, confirmed.size()));
    }
    TextColumns table =
        new TextColumns()
            .left("role")
            .left("region")
            .left("basis")
            .left("direction")
            .right("like for like")
            .right("95 % interval")
            .left("onset")
            .left("detected")
            .left("state");
    confirmed.stream()
        .sorted(
            Comparator.comparing((JsonNode event) -> event.path("onset").asText())
                .reversed()
                .thenComparing(event -> event.path("alertId").asText()))
        .limit(ROWS)
        .forEach(event -> row(table, event));
    lines.addAll(table.lines(WIDTH));
    return lines;
  }

  private static void row(TextColumns table, JsonNode event) {
    JsonNode effect = event.path("effect");
    table.row(
        event.path("role").asText(),
        event.path("region").asText(),
        event.path("basis").asText(),
        event.path("direction").asText(),
        percent(effect.path("value")),
        percent(effect.path("low")) + " .. " + percent(effect.path("high")),
        event.path("onset").asText().substring(0, 10),
        event.path("detectedAt").asText().substring(0, 10),
        event.path("state").asText() + (event.path("historical").asBoolean() ? ", history" : ""));
  }

  /** Log points as per cent. */
  private static String percent(JsonNode logPoints) {
    return logPoints.isNumber()
        ? String.format(Locale.ROOT, "%+.1f %%", 100 * Math.expm1(logPoints.asDouble()))
        : "-";
  }
}
