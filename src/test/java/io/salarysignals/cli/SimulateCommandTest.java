package io.salarysignals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SimulateCommandTest {
  @TempDir Path folder;

  @Test
  void sameOptionsGiveSameBytesWithLabels() throws IOException {
    // When
    assertThat(
            run("--scenario", "messy", "--seed", "9", "--observations", "500", "--out", path("a")))
        .isZero();
    assertThat(
            run("--scenario", "messy", "--seed", "9", "--observations", "500", "--out", path("b")))
        .isZero();
    // Then
    for (String file : List.of("salary-observations.jsonl", "fx-rates.jsonl", "truth.json")) {
      assertThat(folder.resolve("a").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("b").resolve(file));
    }
    assertThat(Files.readString(folder.resolve("a/salary-observations.jsonl"))).endsWith("}\n");
    ObjectMapper mapper = new ObjectMapper();
    List<String> lines = Files.readAllLines(folder.resolve("a/salary-observations.jsonl"));
    assertThat(lines.size()).isGreaterThan(500);
    for (String line : lines) {
      JsonNode record = mapper.readTree(line);
      assertThat(record.get("observationId").asText()).startsWith("simulated-");
      assertThat(record.has("eventType")).isTrue();
      if (!record.get("eventType").asText().equals("RETRACTED")) {
        assertThat(record.get("sourceId").asText()).isEqualTo("simulated-mixed");
      }
    }
    JsonNode truth = mapper.readTree(folder.resolve("a/truth.json").toFile());
    assertThat(truth.get("simulated").asBoolean()).isTrue();
    assertThat(truth.get("records").get("observations").asInt()).isEqualTo(500);
    assertThat(truth.get("markets").size()).isGreaterThan(50);
    JsonNode rate = mapper.readTree(Files.readAllLines(folder.resolve("a/fx-rates.jsonl")).get(0));
    assertThat(rate.get("unitsPerUsd").asDouble()).isPositive();
  }

  @Test
  void postingsAndRepricingsComeWithTheirTruth() throws IOException {
    // When
    assertThat(
            run("--scenario", "demo", "--days", "70", "--observations", "100", "--out", path("p")))
        .isZero();
    // Then
    ObjectMapper mapper = new ObjectMapper();
    List<String> lines = Files.readAllLines(folder.resolve("p/job-postings.jsonl"));
    for (String line : lines) {
      JsonNode event = mapper.readTree(line);
      assertThat(event.get("postingId").asText()).startsWith("simulated-demo-");
      if (event.has("title")) {
        assertThat(event.get("sourceId").asText()).isEqualTo("simulated-demo-board");
        assertThat(event.get("employer").asText()).startsWith("Simulated Employer ");
        assertThat(event.has("region") ^ event.has("regions")).as(line).isTrue();
      }
    }
    JsonNode truth = mapper.readTree(folder.resolve("p/truth.json").toFile());
    assertThat(truth.get("postings").get("postings").asLong()).isBetween(8_000L, 9_500L);
    assertThat(truth.get("demand").findValuesAsText("driver"))
        .contains("VOLUME", "EVOLUTION", "NEITHER");
    JsonNode repricings = truth.get("repricings");
    assertThat(repricings.findValuesAsText("kind")).containsExactly("EPISODE", "SHIFT", "SPIKE");
    assertThat(repricings.findValuesAsText("role"))
        .containsExactly("data-engineer", "backend-engineer", "software-engineer");
    assertThat(repricings.findValuesAsText("onset"))
        .containsExactly("2026-02-09", "2026-03-11", "2026-03-06");
    assertThat(repricings.findValuesAsText("end")).containsExactly("2026-03-09", "2026-03-10");
  }

  @Test
  void wrongUsageEndsWithTwoAndSaysWhatToDo() {
    StringWriter errors = new StringWriter();
    CommandLine line = new CommandLine(new SimulateCommand()).setErr(new PrintWriter(errors));
    assertThat(line.execute("--scenario", "nowhere", "--out", path("c"))).isEqualTo(2);
    assertThat(errors.toString()).contains("choose one of").contains("steady");
    assertThat(line.execute("--scenario", "steady")).isEqualTo(2);
    assertThat(line.execute("--scenario", "steady", "--days", "0", "--out", path("c")))
        .isEqualTo(2);
  }

  @Test
  void listNamesEveryScenario() {
    StringWriter text = new StringWriter();
    CommandLine line = new CommandLine(new SimulateCommand()).setOut(new PrintWriter(text));
    assertThat(line.execute("--list")).isZero();
    assertThat(text.toString())
        .contains(
            "steady",
            "messy",
            "us-tech",
            "demo",
            "clustered",
            "protected",
            "postings",
            "repricing");
  }

  private int run(String... arguments) {
    return new CommandLine(new SimulateCommand()).execute(arguments);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
