package io.salarysignals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo as a person starts it: a broker, a registry, all topologies and 90 days of a simulated
 * market, up to the figures of one moment.
 */
@Tag("soak")
@Tag("broker")
class DemoSoakTest {
  @TempDir Path folder;

  @Test
  void oneMomentShowsPayDemandAndTheLifeOfAlerts() {
    Cli.Result result = Cli.run("demo", "--once", "--data", folder.toString());

    System.out.println(result.out());
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    String out = result.out();
    assertThat(out).contains("SIMULATED data, nobody's pay");
    // Pay with its interval, and demand beside it, whose drivers the scenario knows.
    assertThat(out)
        .containsPattern("Lead Backend Specialist +US +(29|30|31)\\d ")
        .containsPattern("Backend Engineer +US .* volume ")
        .containsPattern("Data Scientist +US .* evolution ");
    // Pay of data engineers went up for four weeks and came back; that of backend engineers stayed.
    List<String> alerts = out.lines().filter(line -> line.contains(" since ")).toList();
    assertThat(alerts)
        .anyMatch(
            line ->
                line.contains("Data Engineer, US, paid: cleared (was confirmed")
                    && line.contains(" up "))
        .anyMatch(line -> line.contains("Backend Engineer, US, ") && line.contains(": confirmed"));
    assertThat(out).contains("mean ", "95 % interval");
  }
}
