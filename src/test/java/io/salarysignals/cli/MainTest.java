package io.salarysignals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {
  @TempDir Path folder;

  @Test
  void helpNamesEveryVisibleCommand() {
    Cli.Result result = Cli.run("--help");

    assertThat(result.code()).isZero();
    for (Class<?> command : Main.COMMANDS) {
      Command about = command.getAnnotation(Command.class);
      if (!about.hidden()) {
        assertThat(result.out()).contains("\n  " + about.name());
      }
      assertThat(Cli.run(about.name(), "--help").code()).as(about.name()).isZero();
    }
    assertThat(result.out())
        .contains("Exit codes: 0 done, 1 the check or run failed, 2 wrong usage");
  }

  @Test
  void versionNamesTheParts() {
    assertThat(Cli.run("--version").out()).startsWith("salary-signals ").contains("Kafka 4.");
  }

  @Test
  void wrongUsageIsTwoAndSaysWhatToDo() {
    assertThat(Cli.run())
        .satisfies(
            r -> {
              assertThat(r.code()).isEqualTo(2);
              assertThat(r.err())
                  .contains("say which command")
                  .contains("Try: salary-signals --help");
            });
    assertThat(Cli.run("tpics").err()).contains("topics");
    assertThat(Cli.run("topics", "check", "--nonsense").code()).isEqualTo(2);
    assertThat(Cli.run("docs", "nothing").code()).isEqualTo(2);
  }

  @Test
  void settingsAreJudgedBeforeAnythingStarts() {
    Cli.Result result =
        Cli.run("topics", "check", "--set", "http.prt=1", "--set", "stream.threads=x");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().lines().toList()).hasSize(4);
    assertThat(result.err())
        .contains("did you mean http.port?")
        .contains("stream.threads")
        .contains("kafka.bootstrap.servers is not set")
        .contains("3 settings need mending");
  }

  @Test
  void aMissingStackIsToldInOneLine() {
    Cli.Result result = Cli.run("topics", "check", "--data", folder.toString());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err().lines().toList()).hasSize(1);
    assertThat(result.err()).contains("no stack has run on " + folder);
  }

  @Test
  void exitCodesAreThoseOfTheContract() {
    assertThat(ExitCode.USAGE).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(ExitCode.FAILED).isEqualTo(1);
    assertThat(ExitCode.DONE).isZero();
  }
}
