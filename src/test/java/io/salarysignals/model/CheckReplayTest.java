package io.salarysignals.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.cli.SimulateCommand;
import io.salarysignals.domain.simulate.Place;
import io.salarysignals.domain.simulate.PlaceCatalogue;
import io.salarysignals.domain.simulate.SalarySimulator;
import io.salarysignals.domain.simulate.Scenario;
import io.salarysignals.domain.simulate.Scenarios;
import io.salarysignals.domain.simulate.SimulatedObservation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Two models that share no line, one in Java and one in Python, must agree about a messy feed; and
 * the checker must see every kind of difference.
 */
class CheckReplayTest {
  private static final Path SCRIPT = Path.of("src/test/python/check_replay.py");

  @TempDir Path folder;

  @Test
  void bothModelsAgreeAndEveryDifferenceIsSeen() throws IOException, InterruptedException {
    Assumptions.assumeTrue(hasPython(), "skipped: python3 is not installed");
    // Given
    fabricate("messy", 11, 2_000, 35);
    // When, Then
    Outcome equal = check(true);
    assertThat(equal.text).contains("EQUAL").doesNotContain("FAIL");
    assertThat(equal.code).as(equal.text).isZero();

    differs(
        "market-trends.jsonl",
        lines -> lines.replaceFirst("(?m)^.*\"suppressed\":false.*\n", ""),
        "window is due");
    differs(
        "market-trends.jsonl",
        lines -> swapFirst(lines, "\"horizonDays\":28", "\"horizonDays\":91"),
        "must be due");
    differs("market-trends.jsonl", lines -> scale(lines, "mean", 1 + 1e-8), "mean");
    differs("market-trends.jsonl", lines -> scale(lines, "p50", 1.0026), "p50");
    differs("market-trends.jsonl", lines -> scale(lines, "p90", 0.9974), "p90");
    differs(
        "market-trends.jsonl",
        lines -> lines.replaceFirst("\"mix\":(-?)0\\.0", "\"mix\":$10.5"),
        "changes add up");
    differs(
        "market-trends.jsonl",
        lines -> lines.replaceFirst("\"change\":\\[\\{[^]]*]", "\"change\":[]"),
        "change is there");
    differs(
        "market-trends.jsonl",
        lines -> lines.replaceFirst("\"n\":(\\d)", "\"n\":1$1"),
        "n: 1 different");
    differs(
        "market-trends.jsonl",
        lines -> lines.replaceFirst("\"status\"", "\"revision\":1,\"status\""),
        "settled view");
    differs(
        "market-trends.jsonl",
        lines -> lines.replaceFirst("\"employers\":(\\d)", "\"employers\":1$1"),
        "contributors: 1 different");
    differs(
        "market-panes.jsonl", lines -> lines.substring(lines.indexOf('\n') + 1), "number of panes");
    differs(
        "market-panes.jsonl", lines -> lines.replaceFirst("\"sum\":\"", "\"sum\":\"1"), "pane sum");
    differs(
        "market-panes.jsonl",
        lines -> lines.replaceFirst("\"bin\":", "\"bin\":1"),
        "pane histogram");
    differs("summary.json", text -> text.replaceFirst("\"live\":", "\"live\":1"), "summary: live");
    differs("summary.json", text -> text.replaceFirst("\"read\":", "\"read\":1"), "conservation");
  }

  /** Writes a feed, shuffled, and what a faultless replay would say of it. */
  private void fabricate(String name, long seed, int observations, int days) throws IOException {
    System.out.printf("scenario %s, seed %d%n", name, seed);
    new CommandLine(new SimulateCommand())
        .execute(
            "--scenario",
            name,
            "--seed",
            "" + seed,
            "--observations",
            "" + observations,
            "--days",
            "" + days,
            "--out",
            folder.toString());
    Path feed = folder.resolve("salary-observations.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(feed));
    Collections.shuffle(lines, new Random(seed));
    Files.write(feed, lines);

    Scenario scenario = Scenarios.named(name).withObservations(observations).withDays(days);
    SalarySimulator simulator = new SalarySimulator(scenario, seed);
    SlowFeed reader = new SlowFeed(true);
    Map<String, SlowEvent> byLine = new HashMap<>();
    List<SlowEvent> events = new ArrayList<>();
    long read = 0;
    Map<String, Long> rejected = new LinkedHashMap<>();
    while (simulator.hasNext()) {
      SimulatedObservation o = simulator.next().value();
      read++;
      SlowEvent event = reader.event(o);
      if (event == null) {
        String why =
            o.title() == null || (o.region() == null && o.location() == null)
                ? "MISSING_FIELD"
                : o.currency().equals("XXQ") ? "BAD_CURRENCY" : "PAY_OUT_OF_RANGE";
        rejected.merge(why, 1L, Long::sum);
      } else {
        events.add(event);
        byLine.put(event.id() + '#' + event.version() + '#' + event.type(), event);
      }
    }
    SlowModel model = new SlowModel(SlowFeed.currencies(), SlowFeed.rates(simulator.rates()));
    SlowModel.Result result = model.run(events);
    assertThat(result.windows().size()).isGreaterThan(500);
    Files.writeString(folder.resolve("titles.tsv"), titles(reader));
    Files.writeString(folder.resolve("locations.tsv"), locations());
    SlowFiles.write(
        folder.resolve("out"), result, counts(lines, byLine, read, rejected, result.live().size()));
  }

  /**
   * The split between accepted, duplicate and superseded depends on the order: that of the lines.
   */
  private static Map<String, Object> counts(
      List<String> lines,
      Map<String, SlowEvent> admitted,
      long read,
      Map<String, Long> rejected,
      int live) {
    Pattern identity =
        Pattern.compile(
            "\"observationId\":\"([^\"]*)\",\"version\":(\\d+),\"eventType\":\"(\\w+)\"");
    Map<String, Integer> known = new HashMap<>();
    long[] split = new long[3];
    for (String line : lines) {
      MatchResult match = identity.matcher(line).results().findFirst().orElseThrow();
      if (admitted.containsKey(match.group(1) + '#' + match.group(2) + '#' + match.group(3))) {
        int version = Integer.parseInt(match.group(2));
        int before = known.getOrDefault(match.group(1), 0);
        split[version > before ? 0 : version == before ? 1 : 2]++;
        known.put(match.group(1), Math.max(before, version));
      }
    }
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("read", read);
    counts.put("accepted", split[0]);
    counts.put("duplicate", split[1]);
    counts.put("superseded", split[2]);
    counts.put("rejected", rejected);
    counts.put("deadLettered", 0);
    counts.put("live", live);
    return counts;
  }

  private static String titles(SlowFeed reader) {
    StringBuilder text = new StringBuilder();
    reader.titles.forEach(
        (raw, named) ->
            text.append(
                String.join("\t", raw, named[0], named[1], named[2] == null ? "" : named[2])
                    + "\n"));
    return text.toString();
  }

  private static String locations() {
    StringBuilder text = new StringBuilder();
    for (Place place : PlaceCatalogue.all()) {
      text.append(
          String.join(
                  "\t",
                  place.location(),
                  place.country(),
                  place.isSubdivision() ? place.region() : "")
              + "\n");
    }
    return text.toString();
  }

  private void differs(String file, UnaryOperator<String> change, String kind)
      throws IOException, InterruptedException {
    Path path = folder.resolve("out").resolve(file);
    String original = Files.readString(path);
    String changed = change.apply(original);
    assertThat(changed).as(kind).isNotEqualTo(original);
    Files.writeString(path, changed);
    Outcome outcome = check(file.equals("market-panes.jsonl"));
    assertThat(outcome.code).as(outcome.text).isEqualTo(1);
    assertThat(outcome.text).contains(kind).contains("DIFFERENT");
    Files.writeString(path, original);
  }

  private static String swapFirst(String text, String from, String to) {
    int at = text.indexOf(from);
    return text.substring(0, at) + to + text.substring(at + from.length());
  }

  private static String scale(String text, String field, double factor) {
    MatchResult match =
        Pattern.compile("\"" + field + "\":\\{\"value\":([0-9.E]+)")
            .matcher(text)
            .results()
            .findFirst()
            .orElseThrow();
    double value = Double.parseDouble(match.group(1)) * factor;
    return text.substring(0, match.start(1)) + value + text.substring(match.end(1));
  }

  private record Outcome(int code, String text) {}

  private Outcome check(boolean panes) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "python3",
                SCRIPT.toString(),
                "--in",
                folder.resolve("fx-rates.jsonl").toString(),
                "--in",
                folder.resolve("salary-observations.jsonl").toString(),
                "--titles",
                folder.resolve("titles.tsv").toString(),
                "--locations",
                folder.resolve("locations.tsv").toString(),
                "--employer-key",
                "",
                "--out",
                folder.resolve("out").toString()));
    if (!panes) {
      command.add("--no-panes");
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), text);
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder("python3", "--version").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
