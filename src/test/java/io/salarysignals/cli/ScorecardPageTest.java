package io.salarysignals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** docs/scorecard.md and its plot are what the command says. */
class ScorecardPageTest {
  @TempDir private Path folder;

  @Test
  @Tag("soak")
  void thePageIsMadeByTheCommand() throws Exception {
    Path table = folder.resolve("table.md");
    Path plot = folder.resolve("plot.svg");
    int code =
        new CommandLine(new ScorecardCommand())
            .execute(
                "--seed",
                "1",
                "--markets",
                "200",
                "--markdown",
                table.toString(),
                "--svg",
                plot.toString());
    assertThat(code).isZero();
    assertThat(Files.readString(Path.of("docs/scorecard.md")))
        .as("docs/scorecard.md: run the command that it names")
        .contains(Files.readString(table));
    assertThat(Files.readString(Path.of("docs/scorecard.svg"))).isEqualTo(Files.readString(plot));
  }
}
