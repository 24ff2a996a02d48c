package io.salarysignals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.runtime.embedded.EmbeddedStack;
import io.salarysignals.runtime.embedded.TestStack;
import io.salarysignals.streams.serde.RegistrySettings;
import io.salarysignals.streams.serde.SchemaRegistryClient;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TopicsCommandTest {
  private final EmbeddedStack stack = TestStack.shared();
  private final String prefix = TestStack.freshPrefix();
  private final StringWriter output = new StringWriter();

  private int run(String command) {
    CommandLine line = Main.commandLine();
    PrintWriter writer = new PrintWriter(output, true);
    line.setOut(writer).setErr(writer);
    return line.execute(
        "topics",
        command,
        "--set",
        "kafka.bootstrap.servers=" + stack.bootstrapServers(),
        "--set",
        "registry.url=" + stack.registryUrl(),
        "--set",
        "topic.prefix=" + prefix,
        "--set",
        "topics.replication.factor=1",
        "--set",
        "topics.min.insync.replicas=1");
  }

  @Test
  void createMakesTopicsAndSchemasAndCheckFindsThemOrSaysWhatIsMissing() {
    // Given nothing under this prefix, then check tells of topics and schemas both
    assertThat(run("check")).as(output.toString()).isEqualTo(ExitCode.FAILED);
    assertThat(output.toString())
        .contains(prefix + "market-trends: missing")
        .contains(prefix + "market-trends-value: this version of")
        .contains(prefix + "market-trends-value: compatibility is");
    // When they are created, twice
    assertThat(run("create")).as(output.toString()).isEqualTo(ExitCode.DONE);
    assertThat(run("create")).as(output.toString()).isEqualTo(ExitCode.DONE);
    // Then check is content, and writers need not register
    assertThat(run("check")).as(output.toString()).isEqualTo(ExitCode.DONE);
    try (SchemaRegistryClient registry =
        SchemaRegistryClient.open(RegistrySettings.of(stack.registryUrl()))) {
      assertThat(registry.subjects()).contains(prefix + "fx-rates-value");
      assertThat(registry.compatibility(prefix + "fx-rates-value")).contains("FULL_TRANSITIVE");
    }
  }
}
