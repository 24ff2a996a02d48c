package io.salarysignals.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The table of values in the chart's README is made from {@code values.yaml}: {@code
 * -Ddocs.write=true} writes it anew.
 */
class ChartReadmeTest {
  private static final Path README = Chart.FOLDER.resolve("README.md");
  private static final String BEGIN = "<!-- values: made from values.yaml -->\n";
  private static final String END = "<!-- end of values -->\n";
  private static final Pattern LINE = Pattern.compile("^( *)([A-Za-z]+):(.*)$");

  private record Value(String path, String meaning) {}

  @Test
  void theTableIsThatOfTheValues() throws IOException {
    String page = Files.readString(README);
    String made =
        page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
            + table()
            + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(README, made);
    }
    assertThat(Files.readString(README)).as("run this test with -Ddocs.write=true").isEqualTo(made);
  }

  @Test
  void everyValueIsExplained() throws IOException {
    List<String> explained = values().stream().map(Value::path).toList();
    List<String> silent = new ArrayList<>();
    leaves("", Chart.YAML.readTree(Chart.FOLDER.resolve("values.yaml").toFile()), silent);
    silent.removeIf(
        leaf -> explained.stream().anyMatch(p -> leaf.equals(p) || leaf.startsWith(p + ".")));

    assertThat(silent).as("values without a line that begins with # --").isEmpty();
  }

  private static void leaves(String path, JsonNode node, List<String> leaves) {
    if (!node.isObject() || node.isEmpty()) {
      leaves.add(path);
      return;
    }
    node.properties()
        .forEach(
            field ->
                leaves(
                    path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                    field.getValue(),
                    leaves));
  }

  private static String table() throws IOException {
    JsonNode defaults = Chart.YAML.readTree(Chart.FOLDER.resolve("values.yaml").toFile());
    ObjectMapper json = new ObjectMapper();
    StringBuilder table = new StringBuilder("| value | default | meaning |\n|---|---|---|\n");
    for (Value value : values()) {
      JsonNode node = defaults.at("/" + value.path.replace('.', '/'));
      String shown =
          value.path.equals("groups") ? "below" : "`" + json.writeValueAsString(node) + "`";
      table.append("| `").append(value.path).append("` | ").append(shown).append(" | ");
      table.append(value.meaning).append(" |\n");
    }
    return table.toString();
  }

  private static List<Value> values() throws IOException {
    List<Value> values = new ArrayList<>();
    Deque<String> path = new ArrayDeque<>();
    String meaning = null;
    for (String line : Files.readAllLines(Chart.FOLDER.resolve("values.yaml"))) {
      Matcher matcher = LINE.matcher(line);
      if (line.strip().startsWith("# -- ")) {
        meaning = line.strip().substring(5);
      } else if (matcher.matches()) {
        int depth = matcher.group(1).length() / 2;
        while (path.size() > depth) {
          path.removeLast();
        }
        path.addLast(matcher.group(2));
        if (meaning != null) {
          values.add(new Value(String.join(".", path), meaning));
          meaning = null;
        }
      }
    }
    return values;
  }
}
