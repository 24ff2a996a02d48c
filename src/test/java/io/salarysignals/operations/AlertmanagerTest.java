package io.salarysignals.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example routing under amtool. */
class AlertmanagerTest {
  static final Path CONFIG = Path.of("docker", "alertmanager", "alertmanager.yml");
  private static final Pattern ALERT = Pattern.compile("SalarySignals(\\w+|\\([\\w|]+\\))");

  @TempDir Path folder;

  @BeforeAll
  static void needsAmtool() {
    Tools.need("amtool", "prometheus-alertmanager");
  }

  @Test
  void amtoolAcceptsIt() throws Exception {
    Tools.Said said = Tools.run(folder, "amtool", "check-config", CONFIG.toString());
    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).contains("SUCCESS");
  }

  @ParameterizedTest
  @CsvSource({"page,pager", "ticket,tickets", "notice,markets"})
  void eachSeverityHasItsReceiver(String severity, String receiver) throws Exception {
    Tools.Said said =
        Tools.run(
            folder,
            "amtool",
            "config",
            "routes",
            "test",
            "--config.file=" + CONFIG,
            "--verify.receivers=" + receiver,
            "severity=" + severity);
    assertThat(said.code()).as(said.text()).isZero();
  }

  @Test
  void whatItInhibitsExists() throws Exception {
    Set<String> alerts = new TreeSet<>();
    Prometheus.rules().findValues("alert").forEach(name -> alerts.add(name.asText()));
    Set<String> named = new TreeSet<>();
    for (JsonNode rule : Chart.YAML.readTree(CONFIG.toFile()).get("inhibit_rules")) {
      ALERT
          .matcher(rule.toString())
          .results()
          .forEach(
              match -> {
                for (String part : match.group(1).replaceAll("[()]", "").split("\\|")) {
                  named.add("SalarySignals" + part);
                }
              });
    }
    assertThat(named).hasSizeGreaterThan(5);
    assertThat(alerts).containsAll(named);
  }

  @Test
  void aStormDoesNotSendOneMessagePerMarket() throws Exception {
    JsonNode routes = Chart.YAML.readTree(CONFIG.toFile()).at("/route/routes");
    for (JsonNode route : routes) {
      for (JsonNode label : route.path("group_by")) {
        assertThat(label.asText()).isNotIn("role", "region", "...");
      }
    }
  }
}
