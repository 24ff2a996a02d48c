package io.salarysignals.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salarysignals.domain.simulate.PostingSimulator;
import io.salarysignals.domain.simulate.SalarySimulator;
import io.salarysignals.domain.simulate.Scenario;
import io.salarysignals.domain.simulate.Scenarios;
import io.salarysignals.domain.simulate.SimulatedRate;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code simulate}: writes a simulated feed and the truth behind it. The files depend on the
 * options alone: same options, same bytes, on every machine.
 */
@Command(
    name = "simulate",
    description = "Writes labelled synthetic markets: events, rates, and the truth behind them.",
    mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer> {
  /** File names within {@code --out}. */
  public static final String OBSERVATIONS = "salary-observations.jsonl";

  public static final String RATES = "fx-rates.jsonl";
  public static final String POSTINGS = "job-postings.jsonl";
  public static final String TRUTH = "truth.json";

  @Spec private CommandSpec spec;

  @Option(names = "--scenario", description = "Name of a scenario; --list shows them.")
  private String scenarioName;

  @Option(names = "--seed", defaultValue = "1", description = "Seed of all draws (default 1).")
  private long seed;

  @Option(names = "--out", description = "Folder to write to; made if it is missing.")
  private Path out;

  @Option(
      names = "--observations",
      description = "True observations, instead of the scenario's own.")
  private Integer observations;

  @Option(names = "--days", description = "Event days, instead of the scenario's own.")
  private Integer days;

  @Option(names = "--from", description = "First event day, e.g. 2026-01-05.")
  private LocalDate from;

  @Option(names = "--list", description = "Lists the scenarios and ends.")
  private boolean list;

  @Override
  public Integer call() throws IOException {
    if (list) {
      for (String name : Scenarios.names()) {
        spec.commandLine().getOut().printf("%-10s %s%n", name, Scenarios.meaning(name));
      }
      spec.commandLine().getOut().flush();
      return 0;
    }
    Scenario scenario = scenario();
    Files.createDirectories(out);
    SalarySimulator simulator = new SalarySimulator(scenario, seed);
    ObjectMapper mapper = SimulationJson.mapper();
    writeRates(mapper, simulator);
    long lines = writeObservations(mapper, simulator);
    PostingSimulator postings =
        scenario.postings() == null ? null : new PostingSimulator(scenario, seed);
    if (postings != null) {
      lines += writePostings(mapper, postings);
    }
    writeTruth(mapper, scenario, simulator, postings);
    spec.commandLine()
        .getOut()
        .printf(
            "simulated %,d records of scenario %s, seed %d, in %s%n",
            lines, scenario.name(), seed, out);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private Scenario scenario() {
    if (scenarioName == null || out == null) {
      throw wrong("simulate needs --scenario and --out; --list shows the scenarios");
    }
    Scenario scenario;
    try {
      scenario = Scenarios.named(scenarioName);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
    if (observations != null) {
      scenario = scenario.withObservations(atLeast(1, observations, "--observations"));
    }
    if (days != null) {
      scenario = scenario.withDays(atLeast(1, days, "--days"));
    }
    return from == null ? scenario : scenario.withStartDay(from.toEpochDay());
  }

  private int atLeast(int least, int value, String option) {
    if (value < least) {
      throw wrong(option + " must be at least " + least + ", not " + value);
    }
    return value;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void writeRates(ObjectMapper mapper, SalarySimulator simulator) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(out.resolve(RATES));
        JsonGenerator json = SimulationJson.lines(mapper, writer)) {
      for (SimulatedRate rate : simulator.rates()) {
        SimulationJson.write(json, rate);
      }
      SimulationJson.end(json, writer, !simulator.rates().isEmpty());
    }
  }

  private long writeObservations(ObjectMapper mapper, SalarySimulator simulator)
      throws IOException {
    long lines = 0;
    try (BufferedWriter writer = Files.newBufferedWriter(out.resolve(OBSERVATIONS));
        JsonGenerator json = SimulationJson.lines(mapper, writer)) {
      while (simulator.hasNext()) {
        SimulationJson.write(json, simulator.next().value());
        lines++;
      }
      SimulationJson.end(json, writer, lines > 0);
    }
    return lines;
  }

  private long writePostings(ObjectMapper mapper, PostingSimulator postings) throws IOException {
    long lines = 0;
    try (BufferedWriter writer = Files.newBufferedWriter(out.resolve(POSTINGS));
        JsonGenerator json = SimulationJson.lines(mapper, writer)) {
      while (postings.hasNext()) {
        SimulationJson.write(json, postings.next().value());
        lines++;
      }
      SimulationJson.end(json, writer, lines > 0);
    }
    return lines;
  }

  private void writeTruth(
      ObjectMapper mapper, Scenario scenario, SalarySimulator simulator, PostingSimulator postings)
      throws IOException {
    Map<String, Object> truth = new LinkedHashMap<>();
    truth.put("simulated", true);
    truth.put("scenario", scenario.name());
    truth.put("seed", seed);
    truth.put("from", LocalDate.ofEpochDay(scenario.startDay()).toString());
    truth.put("days", scenario.days());
    truth.put("records", simulator.counts());
    truth.put("pay", scenario.pay());
    truth.put("faults", scenario.faults());
    truth.put("employers", scenario.population().employers());
    truth.put("employerZipf", scenario.population().employerZipf());
    truth.put("roles", scenario.population().roles());
    truth.put("markets", simulator.markets());
    truth.put("repricings", SimulationJson.repricings(scenario));
    if (postings != null) {
      truth.put("postings", postings.counts());
      truth.put("postingRules", scenario.postings());
      truth.put("demand", SimulationJson.demand(postings));
    }
    mapper.writerWithDefaultPrettyPrinter().writeValue(out.resolve(TRUTH).toFile(), truth);
  }
}
