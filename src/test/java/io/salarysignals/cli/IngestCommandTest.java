package io.salarysignals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.runtime.embedded.EmbeddedStack;
import io.salarysignals.runtime.embedded.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestCommandTest {
  @TempDir Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void feedsAndCountsTheRejected() throws Exception {
    EmbeddedStack stack = TestStack.shared();
    String prefix = TestStack.freshPrefix();
    TestStack.createTopic(prefix + "fx-rates", 1, Map.of());
    String rates = file("r.csv", "Date,Country,Exchange rate\n2024-01-01,Euro,0.9\nx,Euro,1\n");

    String[] command = {
      "ingest",
      "--topic",
      "fx-rates",
      "--mapping",
      "fx-monthly",
      "--quiet",
      "--side",
      folder.toString(),
      "--set",
      "kafka.bootstrap.servers=" + stack.bootstrapServers(),
      "--set",
      "registry.url=" + stack.registryUrl(),
      "--set",
      "topic.prefix=" + prefix,
      rates
    };

    Cli.Result result = Cli.run(command);
    Cli.Result repeated = Cli.run(command);

    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("fx-rates: 2 read, 1 produced, 1 rejected", "BAD_VALUE 1");
    assertThat(repeated.code()).isZero();
    assertThat(repeated.out()).contains("2 read, 1 produced", "nothing was left to do");
    assertThat(Files.readAllLines(folder.resolve("r.rejected.csv")))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("3,BAD_VALUE,\"effectiveAt\",")
        .endsWith(",\"x,Euro,1\"");
  }

  @Test
  void refusesWrongUsageInOneLine() throws Exception {
    String csv = file("a.csv", "x\n");
    Cli.Result noMapping = Cli.run("ingest", "--topic", "fx-rates", csv);
    Cli.Result otherTopic =
        Cli.run(
            "ingest",
            "--topic",
            "job-postings",
            "--mapping",
            "fx-monthly",
            file("b.csv", "Date,Country,Exchange rate\n"));
    Cli.Result nothing = Cli.run("ingest", "--topic", "fx-rates", folder + "/none.jsonl");

    assertThat(noMapping.code()).isEqualTo(2);
    assertThat(noMapping.err()).contains("CSV needs a mapping");
    assertThat(otherTopic.code()).isEqualTo(2);
    assertThat(otherTopic.err()).contains("goes to fx-rates, not to --topic job-postings");
    assertThat(nothing.code()).isEqualTo(2);
    assertThat(nothing.err()).contains("no such file");
  }
}
