package io.salarysignals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.runtime.app.Topologies;
import io.salarysignals.runtime.app.TopologyFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names of operators, stores and internal topics are a contract with running installations. */
class GoldenTopologyTest {
  static Iterable<String> topologies() {
    return Topologies.ALL.stream().map(TopologyFactory::name).toList();
  }

  @ParameterizedTest
  @MethodSource("topologies")
  void isWhatWasReleased(String name) throws IOException {
    Path golden = Path.of("src/test/resources/topologies", name + ".txt");
    Cli.Result now = Cli.run("describe", name);
    assertThat(now.code()).isZero();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(golden, now.out());
    }
    assertThat(now.out())
        .as(
            "The topology %s has changed, which breaks running installations: write down in"
                + " docs/upgrading.md what it means for them, then renew the golden file with"
                + " ./salary-signals describe %s > %s",
            name, name, golden)
        .isEqualTo(Files.readString(golden));
  }
}
