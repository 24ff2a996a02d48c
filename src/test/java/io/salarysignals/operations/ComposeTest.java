package io.salarysignals.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.salarysignals.runtime.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What can be known of {@code docker/} without a container engine. */
class ComposeTest {
  private static final Path FOLDER = Path.of("docker");
  private static JsonNode services;

  @TempDir Path folder;

  @BeforeAll
  static void read() throws IOException {
    // SnakeYAML resolves the merge keys, as Compose does.
    Object tree = new Yaml().load(Files.readString(FOLDER.resolve("compose.yaml")));
    services = Chart.YAML.valueToTree(tree).get("services");
  }

  @Test
  void everyImageIsPinnedByVersion() throws IOException {
    for (JsonNode service : services) {
      assertThat(service.get("image").asText()).matches("[\\w./-]+:v?[0-9]+\\.[0-9]+\\.[0-9]+.*");
    }
    List<String> bases =
        Files.readAllLines(FOLDER.resolve("Dockerfile")).stream()
            .filter(line -> line.startsWith("ARG DEBIAN="))
            .toList();
    assertThat(bases).hasSize(1).allMatch(line -> line.matches(".*:[0-9]+\\.[0-9]+-slim"));
  }

  @Test
  void eachWaitsForWhatCanBeWaitedFor() {
    int waits = 0;
    for (JsonNode service : services) {
      for (Map.Entry<String, JsonNode> need : service.path("depends_on").properties()) {
        JsonNode other = services.get(need.getKey());
        assertThat(other).as(need.getKey()).isNotNull();
        String condition = need.getValue().get("condition").asText();
        if (condition.equals("service_healthy")) {
          boolean ours = other.get("image").asText().startsWith("salary-signals:");
          boolean disabled = other.at("/healthcheck/disable").asBoolean();
          assertThat(disabled).as(need.getKey() + " has a health check").isFalse();
          assertThat(ours || other.at("/healthcheck/test").isArray()).as(need.getKey()).isTrue();
        }
        waits++;
      }
    }
    assertThat(waits).isGreaterThan(8);
  }

  @Test
  void everyMountedFileIsThere() {
    int mounts = 0;
    for (JsonNode service : services) {
      for (JsonNode volume : service.path("volumes")) {
        String from = volume.asText().split(":")[0];
        if (from.startsWith(".")) {
          assertThat(FOLDER.resolve(from)).exists();
          mounts++;
        }
      }
    }
    assertThat(mounts).isGreaterThanOrEqualTo(6);
  }

  @Test
  void portsAreBoundToLoopback() {
    for (JsonNode service : services) {
      service.path("ports").forEach(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
    }
  }

  @Test
  void theInstancesHaveSettingsThatTheApplicationAccepts() {
    for (String name : List.of("app-1", "app-2")) {
      JsonNode instance = services.get(name);
      assertThat(instance.get("read_only").asBoolean()).isTrue();
      Map<String, String> environment = new HashMap<>();
      instance
          .get("environment")
          .properties()
          .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asText()));
      Settings settings = Settings.load(null, environment, Map.of());
      assertThat(settings.text("group.instance.id")).isEqualTo(name);
    }
  }

  @Test
  void promtoolAcceptsTheConfigurationOfPrometheus() throws Exception {
    Tools.need("promtool", "prometheus");
    Path config = folder.resolve("prometheus.yml");
    String rules = Prometheus.RULES.toAbsolutePath().toString();
    Files.writeString(
        config,
        Files.readString(FOLDER.resolve("prometheus/prometheus.yml"))
            .replace("/etc/prometheus/rules.yaml", rules));

    Tools.Said said = Tools.run(folder, "promtool", "check", "config", config.toString());
    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).contains("21 rules found");
  }

  @Test
  void theImageHasNoSecretAndNoRoot() throws IOException {
    String dockerfile = Files.readString(FOLDER.resolve("Dockerfile"));
    assertThat(dockerfile).contains("\nUSER 10001:10001\n").contains("\nHEALTHCHECK ");
    assertThat(dockerfile.toLowerCase(java.util.Locale.ROOT)).doesNotContain("password", "secret");
    // Only what is named gets into the build at all.
    assertThat(Files.readAllLines(Path.of(".dockerignore")).get(0)).isEqualTo("*");
  }
}
