package io.salarysignals.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code docker/compose.yaml} under the schema of the Compose specification, as dclint has it. */
@Tag("soak")
@Tag("operations")
class ComposeSchemaSoakTest {
  private static final String LINT = "dclint@3.1.0";
  private static final Path COMPOSE = Path.of("docker", "compose.yaml");

  @TempDir static Path folder;

  @BeforeEach
  void installs() throws Exception {
    Tools.need("npm", "npm");
    if (!Files.exists(folder.resolve("node_modules"))) {
      Tools.Said said =
          Tools.run(
              folder, "npm", "install", "--no-audit", "--no-fund", "--prefix=" + folder, LINT);
      assertThat(said.code()).as(said.text()).isZero();
    }
  }

  private static Tools.Said lint(Path compose) throws Exception {
    Path program = folder.resolve("node_modules/.bin/dclint");
    // Its rules of style (order of keys and services) are warnings, and not asked for.
    return Tools.run(folder, program.toString(), "--quiet", compose.toString());
  }

  @Test
  void theSpecificationAllowsEveryKey() throws Exception {
    Tools.Said said = lint(COMPOSE);

    assertThat(said.code()).as(said.text()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "read_only: true,readonly: true",
    "interval: 5s,interval: [5s]",
    "condition: service_healthy,condition: service_health",
    "stop_grace_period:,stop_grace:",
    "volumes: [keys:/keys],volume: [keys:/keys]"
  })
  void andRefusesATypo(String right, String wrong) throws Exception {
    String text = Files.readString(COMPOSE);
    assertThat(text).contains(right);
    Path spoilt = Files.writeString(folder.resolve("spoilt.yaml"), text.replace(right, wrong));

    Tools.Said said = lint(spoilt);

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text()).contains("ComposeValidationError");
  }
}
