package io.salarysignals.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads a settled view, a JSON object per line, for the tables that a replay prints. */
final class SettledLines {
  private SettledLines() {}

  /** All events; none where the file is gone. */
  static void each(Path file, Consumer<JsonNode> taker) {
    if (!Files.exists(file)) {
      return;
    }
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        taker.accept(json.readTree(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of the events that are shown, the one with the latest window of each cell. */
  static Map<String, JsonNode> newest(
      Path file, Predicate<JsonNode> shown, Function<JsonNode, String> cell) {
    Map<String, JsonNode> newest = new HashMap<>();
    each(
        file,
        event -> {
          if (shown.test(event)) {
            newest.merge(cell.apply(event), event, SettledLines::later);
          }
        });
    return newest;
  }

  /** Times of one form compare as their texts. */
  private static JsonNode later(JsonNode one, JsonNode other) {
    String end = "windowEnd";
    return one.path(end).asText().compareTo(other.path(end).asText()) < 0 ? other : one;
  }

  static String whole(JsonNode number) {
    return decimals(number, 0);
  }

  static String decimals(JsonNode number, int digits) {
    return number.isNumber()
        ? String.format(Locale.ROOT, "%,." + digits + "f", number.asDouble())
        : "-";
  }
}
