package io.salarysignals.runtime.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Compares the settled view of a replay with that of the slow model, field by field. */
final class SettledFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> CELL = List.of("role", "region", "basis", "facet");
  private static final int MOST = 20;

  /** Relative tolerances: the stated error of a quantile, and rounding of logarithms. */
  private static final Map<String, Double> FIGURES =
      Map.of(
          "mean",
          1e-9,
          "geometricMean",
          1e-5,
          "p10",
          0.00251,
          "p25",
          0.00251,
          "p50",
          0.00251,
          "p75",
          0.00251,
          "p90",
          0.00251);

  /** Compared together: they depend on the reference, which is each currency's own. */
  private static final Set<String> LOGS = Set.of("logSum", "logSumOfSquares", "logReference");

  private final List<String> differences = new ArrayList<>();
  private int compared;

  /** The first differences of two folders; empty where they agree. */
  static List<String> differences(Path expected, Path actual) throws IOException {
    SettledFiles files = new SettledFiles();
    files.compare(expected, actual, "market-trends.jsonl", "horizonDays", "windowEnd");
    files.compare(expected, actual, "market-panes.jsonl", "day");
    System.out.println(files.compared + " lines compared with the slow model");
    if (files.compared < 1_000) {
      files.differences.add("hardly anything was compared: " + files.compared);
    }
    return files.differences;
  }

  private void compare(Path expected, Path actual, String file, String... more) throws IOException {
    Map<String, JsonNode> left = read(expected.resolve(file), more);
    Map<String, JsonNode> right = read(actual.resolve(file), more);
    for (Map.Entry<String, JsonNode> entry : left.entrySet()) {
      JsonNode found = right.remove(entry.getKey());
      if (found == null) {
        differ(file, entry.getKey(), "missing, expected " + entry.getValue());
      } else {
        compared++;
        fields(file + ' ' + entry.getKey(), (ObjectNode) entry.getValue(), found);
      }
    }
    right.forEach((key, value) -> differ(file, key, "must not be there: " + value));
  }

  private static Map<String, JsonNode> read(Path file, String... more) throws IOException {
    Map<String, JsonNode> lines = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode node = JSON.readTree(line);
      StringBuilder key = new StringBuilder();
      CELL.forEach(field -> key.append(node.get(field).asText()).append('|'));
      for (String field : more) {
        key.append(node.get(field).asText()).append('|');
      }
      if (lines.put(key.toString(), node) != null) {
        throw new IllegalStateException(file + " has two lines for " + key);
      }
    }
    return lines;
  }

  private void fields(String place, ObjectNode expected, JsonNode actual) {
    for (Map.Entry<String, JsonNode> field : expected.properties()) {
      String name = field.getKey();
      JsonNode want = field.getValue();
      JsonNode have = actual.path(name);
      boolean same;
      if (FIGURES.containsKey(name)) {
        same = near(want.get("value"), have.path("value"), FIGURES.get(name));
      } else if (LOGS.contains(name)) {
        same = logsAgree(expected, actual);
      } else if (want.isObject() && have.isObject()) {
        fields(place + '.' + name, (ObjectNode) want, have);
        same = name.equals("money") || name.equals("usd") || want.size() == have.size();
      } else if (name.equals("employerSums")) {
        same = counts(want).equals(counts(have));
      } else if (name.equals("change")) {
        same = changesAgree(want, have);
      } else if (name.equals("suppressionReasons")) {
        same = texts(want).equals(texts(have));
      } else {
        same = want.equals(have) || (want.isNumber() && want.asText().equals(have.asText()));
      }
      if (!same) {
        differ(place, name, have + ", not " + want);
      }
    }
    for (String figure : FIGURES.keySet()) {
      if (expected.has("horizonDays") && !expected.has(figure) && !actual.path(figure).isNull()) {
        if (actual.has(figure)) {
          differ(place, figure, "must be absent");
        }
      }
    }
  }

  private static boolean near(JsonNode want, JsonNode have, double relative) {
    return have.isNumber()
        && Math.abs(want.asDouble() - have.asDouble()) <= relative * Math.abs(want.asDouble());
  }

  /** Sums of k = 1e5 (ln y - ln reference), moved to one reference. */
  private static boolean logsAgree(JsonNode want, JsonNode have) {
    long n = 0;
    for (JsonNode bin : want.get("histogram")) {
      n += bin.get("count").asLong();
    }
    double shift =
        1e5
            * (Math.log(have.path("logReference").asDouble(Double.NaN))
                - Math.log(want.get("logReference").asDouble()));
    double sum = have.path("logSum").asDouble(Double.NaN);
    double squares = have.path("logSumOfSquares").asDouble(Double.NaN);
    // Each k is rounded once: moved by another amount, it may differ by one.
    double movedSum = sum + n * shift;
    double movedSquares = squares + 2 * shift * sum + n * shift * shift;
    double most = 2 * Math.sqrt(n * want.get("logSumOfSquares").asDouble()) + n + 1;
    return Math.abs(movedSum - want.get("logSum").asDouble()) <= n
        && Math.abs(movedSquares - want.get("logSumOfSquares").asDouble()) <= most;
  }

  /** The same days in the same order, each part within two of the units that logarithms have. */
  private static boolean changesAgree(JsonNode want, JsonNode have) {
    boolean same = want.size() == have.size();
    for (int i = 0; same && i < want.size(); i++) {
      for (Map.Entry<String, JsonNode> part : want.get(i).properties()) {
        double told = have.get(i).path(part.getKey()).asDouble(Double.NaN);
        same &= Math.abs(part.getValue().asDouble() - told) <= 2e-5;
      }
    }
    return same;
  }

  private static List<Integer> counts(JsonNode sums) {
    List<Integer> counts = new ArrayList<>();
    sums.forEach(sum -> counts.add(sum.get("count").asInt()));
    counts.sort(null);
    return counts;
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new java.util.TreeSet<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private void differ(String place, String what, String how) {
    if (differences.size() < MOST) {
      differences.add(place + ' ' + what + ": " + how);
    }
  }
}
