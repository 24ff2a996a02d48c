package io.salarysignals.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prometheus's own tools over the files of this project. */
final class Prometheus {
  static final Path RULES = Path.of("helm", "salary-signals", "files", "rules.yaml");

  private Prometheus() {}

  /** Fails with what promtool says unless these are good rules. */
  static void checkRules(Path folder, JsonNode groups) throws Exception {
    Path file = Files.createTempFile(folder, "rules", ".yaml");
    Chart.YAML.writeValue(file.toFile(), groups);
    Tools.Said said = Tools.run(folder, "promtool", "check", "rules", file.toString());
    assertThat(said.code()).as(said.text()).isZero();
  }

  static JsonNode rules() throws IOException {
    return Chart.YAML.readTree(RULES.toFile());
  }
}
