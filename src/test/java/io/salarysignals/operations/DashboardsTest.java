package io.salarysignals.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every panel must have; their expressions are evaluated by {@link LiveChainTest}. */
class DashboardsTest {
  private static final Pattern RUNBOOK =
      Pattern.compile("\\$\\{runbooks}docs/operating\\.md#(salarysignals\\w+)");

  @Test
  void thereIsOneForOperatorsAndOneForTheMarket() throws IOException {
    assertThat(Dashboards.files())
        .extracting(file -> file.getFileName().toString())
        .containsExactly("market.json", "operator.json");
    Set<String> uids = new HashSet<>();
    for (Path file : Dashboards.files()) {
      JsonNode dashboard = Chart.YAML.readTree(file.toFile());
      assertThat(uids.add(dashboard.get("uid").asText())).isTrue();
      assertThat(dashboard.get("title").asText()).startsWith("salary-signals: ");
      assertThat(dashboard.at("/links/0/url").asText()).contains("docs/operating.md#runbooks");
    }
  }

  @Test
  void everyPanelSaysWhatItShowsAndInWhichUnit() throws IOException {
    for (Dashboards.Panel panel : Dashboards.panels()) {
      JsonNode json = panel.json();
      assertThat(json.path("description").asText()).as(panel.name()).isNotBlank();
      assertThat(json.at("/fieldConfig/defaults/unit").asText()).as(panel.name()).isNotBlank();
      assertThat(json.at("/fieldConfig/defaults/thresholds/steps")).as(panel.name()).isNotEmpty();
      assertThat(panel.expressions()).as(panel.name()).isNotEmpty().allMatch(e -> !e.isBlank());
      for (JsonNode target : json.get("targets")) {
        assertThat(target.at("/datasource/uid").asText()).isEqualTo("${datasource}");
      }
    }
  }

  @Test
  void panelsDoNotOverlap() throws IOException {
    for (Path file : Dashboards.files()) {
      Set<String> taken = new HashSet<>();
      Set<Integer> ids = new HashSet<>();
      for (JsonNode panel : Chart.YAML.readTree(file.toFile()).get("panels")) {
        assertThat(ids.add(panel.get("id").asInt())).isTrue();
        JsonNode at = panel.get("gridPos");
        assertThat(at.get("x").asInt() + at.get("w").asInt()).isLessThanOrEqualTo(24);
        for (int x = 0; x < at.get("w").asInt(); x++) {
          for (int y = 0; y < at.get("h").asInt(); y++) {
            String cell = (at.get("x").asInt() + x) + "," + (at.get("y").asInt() + y);
            assertThat(taken.add(cell)).as(file + " at " + cell).isTrue();
          }
        }
      }
    }
  }

  @Test
  void linksLeadToRunbooksThatAreThere() throws IOException {
    String page =
        Files.readString(Path.of("docs", "operating.md")).toLowerCase(java.util.Locale.ROOT);
    int links = 0;
    for (Dashboards.Panel panel : Dashboards.panels()) {
      for (JsonNode link : panel.json().path("links")) {
        var match = RUNBOOK.matcher(link.get("url").asText());
        assertThat(match.matches()).as(panel.name()).isTrue();
        assertThat(page).contains("### " + match.group(1) + "\n");
        links++;
      }
    }
    assertThat(links).isGreaterThan(15);
  }

  @Test
  void everyAlertOnSeriesHasAPanelThatLinksToIt() throws IOException {
    Set<String> linked = new HashSet<>();
    for (Dashboards.Panel panel : Dashboards.panels()) {
      RUNBOOK
          .matcher(panel.json().path("links").toString())
          .results()
          .forEach(match -> linked.add(match.group(1)));
    }
    List<String> alerts =
        Prometheus.rules().findValues("alert").stream()
            .map(name -> name.asText().toLowerCase(java.util.Locale.ROOT))
            // Whoever does not answer has no series to show.
            .filter(name -> !name.equals("salarysignalsinstancedown"))
            .toList();
    assertThat(linked).containsAll(alerts);
  }
}
