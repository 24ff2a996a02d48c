package io.salarysignals.cli;

import io.salarysignals.runtime.feed.FeedPlan;
import io.salarysignals.runtime.feed.InputException;
import io.salarysignals.runtime.feed.InputSpec;
import io.salarysignals.runtime.replay.Replay;
import io.salarysignals.runtime.replay.ReplayOptions;
import io.salarysignals.runtime.replay.Summary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The production path over files, to their end. */
@Command(
    name = "replay",
    description = "Run the whole pipeline over files, on a broker of its own, to their end.",
    footer = {
      "",
      "Example: salary-signals replay --in rates.csv:fx-monthly --in pay.csv:ai-jobs --out OUT",
      "With --data, the same command goes on where a killed one stopped."
    })
public final class ReplayCommand implements Callable<Integer> {
  @Option(
      names = "--in",
      paramLabel = "FILE[:MAPPING]",
      required = true,
      description =
          "Input: CSV with a mapping, JSON Lines, or JSON-LD; also gzipped. May be repeated.")
  List<String> inputs;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Output folder.")
  Path out;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description = "Partitions of the input topics (default: ${DEFAULT-VALUE}).")
  int partitions;

  @Option(
      names = "--hold",
      paramLabel = "P",
      description = "Deliver the records of partition P last.")
  Integer hold;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder that survives; without it a folder in DIR is used and removed.")
  Path data;

  @Option(names = "--log", description = "Also write every event in order.")
  boolean log;

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description = "Reject observations after this instant; without it there is no such bound.")
  String asOf;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting of docs/configuration.md. May be repeated.")
  Map<String, String> set = new LinkedHashMap<>();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    if (partitions < 1 || partitions > 1000) {
      throw new ParameterException(spec.commandLine(), "--partitions must be from 1 to 1000");
    }
    if (hold != null && (hold < 0 || hold >= partitions)) {
      throw new ParameterException(
          spec.commandLine(), "--hold must name a partition from 0 to " + (partitions - 1));
    }
    FeedPlan plan;
    try {
      plan = FeedPlan.of(InputSpec.parseAll(inputs));
    } catch (InputException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    if (hold != null) {
      plan = plan.holding(hold);
    }
    PrintWriter err = spec.commandLine().getErr();
    ReplayOptions options =
        new ReplayOptions(out, data, partitions, log, asOf, set, String.join("\n", inputs) + hold);
    Summary summary = new Replay(options, plan, err).run();
    PrintWriter writer = spec.commandLine().getOut();
    summary.print(writer);
    MarketTable.lines(out.resolve("market-trends.jsonl")).forEach(writer::println);
    DemandTable.lines(out.resolve("demand-signals.jsonl")).forEach(writer::println);
    AlertTable.lines(out.resolve("repricing-alerts.jsonl")).forEach(writer::println);
    writer.flush();
    if (!summary.balanced()) {
      throw new CommandFailed("records are unaccounted for: see the table above and the logs");
    }
    return ExitCode.DONE;
  }
}
