package io.salarysignals.cli;

import io.salarysignals.domain.simulate.BenchParameters;
import io.salarysignals.runtime.bench.Bench;
import io.salarysignals.runtime.bench.BenchOptions;
import io.salarysignals.runtime.bench.BenchReport;
import io.salarysignals.runtime.bench.Folders;
import io.salarysignals.runtime.bench.Loads;
import io.salarysignals.runtime.bench.TopFrames;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures rate, memory and cost of the trends topology. */
@Command(
    name = "bench",
    description = {
      "Measure the trends topology under a standard load, on a broker of its own.",
      "A topic is filled (not measured), read and decoded bare (the floor), and then processed by"
          + " the whole job in a JVM of its own, exactly-once, from the beginning until all is"
          + " told. Then it restores its lost state, and then runs at half its rate while single"
          + " observations are followed to their events."
    },
    footer = {
      "",
      "The job's time runs from its first record to the last progress told: the JVM's start is not"
          + " in it, the warm-up of its code is. The floor is measured in a JVM that is warm.",
      "What each run counted and told is checked against the generator; a difference is an error.",
      "Example: salary-signals bench --observations 300000 --markets 2000 --json now.json"
    })
public final class BenchCommand implements Callable<Integer> {
  @Option(
      names = "--observations",
      paramLabel = "N",
      defaultValue = "5000000",
      description = "Records, duplicates and corrections included (default: ${DEFAULT-VALUE}).")
  long observations;

  @Option(
      names = "--markets",
      paramLabel = "M",
      defaultValue = "20000",
      description = "Markets, with Zipf 1.0 popularity (default: ${DEFAULT-VALUE}).")
  int markets;

  @Option(
      names = "--employers",
      paramLabel = "E",
      defaultValue = "5000",
      description = "Employers (default: ${DEFAULT-VALUE}).")
  int employers;

  @Option(
      names = "--skills",
      paramLabel = "K",
      defaultValue = "4",
      description = "Skills per record (default: ${DEFAULT-VALUE}).")
  int skills;

  @Option(
      names = "--days",
      paramLabel = "D",
      defaultValue = "60",
      description = "Event days (default: ${DEFAULT-VALUE}).")
  int days;

  @Option(
      names = "--duplicates",
      paramLabel = "PERCENT",
      defaultValue = "2",
      description = "Records that repeat an earlier one (default: ${DEFAULT-VALUE}).")
  double duplicates;

  @Option(
      names = "--corrections",
      paramLabel = "PERCENT",
      defaultValue = "2",
      description = "Records that correct an earlier one (default: ${DEFAULT-VALUE}).")
  double corrections;

  @Option(
      names = "--disorder",
      paramLabel = "MINUTES",
      defaultValue = "30",
      description =
          "Records are out of event order by up to this; over 60 is late under the default settings"
              + " (default: ${DEFAULT-VALUE}).")
  long disorder;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of the load (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--partitions",
      paramLabel = "P",
      defaultValue = "4",
      description = "Partitions of the topics (default: ${DEFAULT-VALUE}).")
  int partitions;

  @Option(
      names = "--threads",
      paramLabel = "T",
      defaultValue = "2",
      description = "Stream threads, and threads of the floor (default: ${DEFAULT-VALUE}).")
  int threads;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Empty folder that is kept; without it a temporary one is removed.")
  Path data;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON.")
  Path json;

  @Option(
      names = "--compare",
      paramLabel = "OLD.json",
      description = "Also print the figures beside those of an earlier report.")
  Path compare;

  @Option(
      names = "--profile",
      paramLabel = "FILE.jfr",
      description = "Record the job's JVM with the Java Flight Recorder.")
  Path profile;

  @Option(
      names = "--intake-only",
      description = "Measure the intake alone: contributions go into their topic, nothing is told.")
  boolean intakeOnly;

  @Option(
      names = "--demand",
      description =
          "Measure the demand topology instead, with a posting in place of each observation: its"
              + " rate, and its state per open posting.")
  boolean demand;

  @Option(
      names = "--repricing",
      description =
          "After the trends have caught up, measure the repricing topology over the panes they"
              + " told, and what it costs beside them. A complete bench does so, too.")
  boolean repricing;

  @Option(names = "--only-catch-up", description = "Leave out restoring and the steady state.")
  boolean onlyCatchUp;

  @Option(
      names = "--steady",
      paramLabel = "RATE",
      description =
          "Measure the steady state alone, at so many records a second: how late events are.")
  Double steady;

  @Option(
      names = "--growth",
      description =
          "Also measure a tenth of the load, with 10 times its markets, skills and history, and with"
              + " one thread.")
  boolean growth;

  @Option(
      names = "--top",
      paramLabel = "FILE.jfr",
      description = "Run nothing; print where a recording's stream threads spent time and memory.")
  Path top;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting of docs/configuration.md for the job. May be repeated.")
  Map<String, String> set = new LinkedHashMap<>();

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (top != null) {
      TopFrames.read(top).print(out);
      return ExitCode.DONE;
    }
    BenchParameters load = load();
    if (repricing && (demand || intakeOnly || growth || onlyCatchUp)) {
      throw usage(
          "--repricing is a run of its own: leave out --demand, --intake-only, --growth and"
              + " --only-catch-up");
    }
    if (demand && (intakeOnly || growth)) {
      throw usage("--demand measures its own job: leave out --intake-only and --growth");
    }
    if (steady != null
        && (demand || repricing || intakeOnly || growth || onlyCatchUp || !(steady > 0))) {
      throw usage(
          "--steady is a run of its own, at more than 0 records a second: leave out --demand,"
              + " --repricing, --intake-only, --growth and --only-catch-up");
    }
    BenchReport old = compare == null ? null : BenchReport.read(compare);
    Path folder = data != null ? emptyData() : Files.createTempDirectory("salary-signals-bench");
    PrintWriter err = spec.commandLine().getErr();
    BenchOptions options =
        new BenchOptions(
            load,
            seed,
            partitions,
            threads,
            folder,
            profile,
            intakeOnly,
            onlyCatchUp,
            demand,
            repricing,
            growth,
            steady,
            set);
    BenchReport report;
    try {
      report = new Bench(options, err).run();
    } catch (IOException | RuntimeException e) {
      err.println("what there is to look at is kept in " + folder);
      throw e;
    }
    if (data == null) {
      Folders.delete(folder);
    }
    report.print(out);
    if (json != null) {
      report.write(json);
    }
    if (old != null) {
      report.printAgainst(old, out);
    }
    return ExitCode.DONE;
  }

  private BenchParameters load() {
    if (partitions < 1 || partitions > 1000 || threads < 1 || threads > partitions) {
      throw usage("--partitions must be from 1 to 1000, and --threads from 1 to as many");
    }
    try {
      return Loads.of(
          observations, markets, employers, skills, days, duplicates, corrections, disorder);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private Path emptyData() throws IOException {
    if (Files.exists(data)) {
      try (Stream<Path> files = Files.list(data)) {
        if (files.findAny().isPresent()) {
          throw usage(data + " is not empty; a bench begins with nothing");
        }
      }
    }
    return data;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
