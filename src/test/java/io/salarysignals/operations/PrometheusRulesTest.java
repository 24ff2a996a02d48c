package io.salarysignals.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules under promtool; each alert has cases that fire, cases that stay silent, and a runbook. */
class PrometheusRulesTest {
  private static final Path CASES = Path.of("src", "test", "prometheus", "rules_test.yaml");
  private static final Pattern SERIES = Pattern.compile("\\b(salary_signals_[a-z_]+)");
  private static final Set<String> SEVERITIES = Set.of("page", "ticket", "notice");

  @TempDir Path folder;

  @BeforeAll
  static void needsPromtool() {
    Tools.need("promtool", "prometheus");
  }

  private static List<JsonNode> alerts() throws IOException {
    List<JsonNode> alerts = new ArrayList<>();
    for (JsonNode group : Prometheus.rules().get("groups")) {
      group.get("rules").forEach(rule -> addAlert(rule, alerts));
    }
    return alerts;
  }

  private static void addAlert(JsonNode rule, List<JsonNode> alerts) {
    if (rule.has("alert")) {
      alerts.add(rule);
    }
  }

  @Test
  void promtoolAcceptsTheRules() throws Exception {
    Prometheus.checkRules(folder, Prometheus.rules());
  }

  @Test
  void everyCaseHolds() throws Exception {
    Tools.Said said = Tools.run(folder, "promtool", "test", "rules", CASES.toString());
    assertThat(said.code()).as(said.text()).isZero();
  }

  static Stream<String> alertNames() throws IOException {
    return alerts().stream().map(alert -> alert.get("alert").asText());
  }

  /** The cases of an alert would notice if it never fired, and if it always did. */
  @ParameterizedTest
  @MethodSource("alertNames")
  void aSpoiltRuleFailsItsCases(String alert) throws Exception {
    for (String spoilt : List.of("vector(1) > 2", "vector(1)")) {
      JsonNode rules = Prometheus.rules();
      for (JsonNode group : rules.get("groups")) {
        for (JsonNode rule : group.get("rules")) {
          if (rule.path("alert").asText().equals(alert)) {
            ((ObjectNode) rule).put("expr", spoilt);
          }
        }
      }
      Chart.YAML.writeValue(folder.resolve("rules.yaml").toFile(), rules);
      ObjectNode cases = (ObjectNode) Chart.YAML.readTree(CASES.toFile());
      cases.putArray("rule_files").add("rules.yaml");
      ArrayNode own = Chart.YAML.createArrayNode();
      for (JsonNode test : cases.get("tests")) {
        if (test.get("name").asText().startsWith(alert + " ")) {
          own.add(test);
        }
      }
      cases.set("tests", own);
      Path file = folder.resolve("cases.yaml");
      Chart.YAML.writeValue(file.toFile(), cases);

      Tools.Said said = Tools.run(folder, "promtool", "test", "rules", file.toString());
      assertThat(said.code()).as(alert + " as " + spoilt).isNotZero();
      assertThat(said.text()).contains("FAILED");
    }
  }

  @Test
  void everyAlertFiresInACaseAndStaysSilentInAnother() throws IOException {
    Set<String> fires = new TreeSet<>();
    Set<String> silent = new TreeSet<>();
    for (JsonNode test : Chart.YAML.readTree(CASES.toFile()).get("tests")) {
      String[] words = test.get("name").asText().split(" ", 3);
      boolean expected =
          !test.findValues("exp_samples").stream().allMatch(JsonNode::isEmpty)
              || test.has("alert_rule_test");
      if (words[1].equals("fires")) {
        assertThat(expected).as(test.get("name").asText()).isTrue();
        fires.add(words[0]);
      } else if (words[1].equals("stays")) {
        assertThat(expected).as(test.get("name").asText()).isFalse();
        silent.add(words[0]);
      }
    }
    List<String> names = alerts().stream().map(alert -> alert.get("alert").asText()).toList();
    assertThat(names).hasSizeGreaterThanOrEqualTo(13).doesNotHaveDuplicates();
    assertThat(fires).containsExactlyInAnyOrderElementsOf(names);
    assertThat(silent).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void everyAlertHasASeverityAndARunbookThatIsWhole() throws IOException {
    String page = Files.readString(Path.of("docs", "operating.md"));
    for (JsonNode alert : alerts()) {
      String name = alert.get("alert").asText();
      assertThat(SEVERITIES).contains(alert.at("/labels/severity").asText());
      assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
      assertThat(alert.at("/annotations/description").asText()).isNotBlank();
      assertThat(alert.at("/annotations/runbook_url").asText())
          .isEqualTo("docs/operating.md#" + name.toLowerCase(Locale.ROOT));
      int heading = page.indexOf("### " + name + "\n");
      assertThat(heading).as("a runbook of " + name).isPositive();
      int end = page.indexOf("\n#", heading + 5);
      assertThat(page.substring(heading, end < 0 ? page.length() : end))
          .as("runbook of " + name)
          .contains("**Means.**", "**Confirm.**", "**Do.**", "**Over**");
    }
  }

  @Test
  void everySeriesThatIsNamedIsDocumented() throws IOException {
    String page = Files.readString(Path.of("docs", "operating.md"));
    Set<String> unknown = new TreeSet<>();
    for (JsonNode group : Prometheus.rules().get("groups")) {
      for (JsonNode rule : group.get("rules")) {
        SERIES
            .matcher(rule.get("expr").asText())
            .results()
            .map(match -> match.group(1).replaceFirst("_bucket$", ""))
            .filter(series -> !page.contains("`" + series + "`"))
            .forEach(unknown::add);
      }
    }
    assertThat(unknown).as("series of rules that docs/operating.md does not know").isEmpty();
  }
}
