package io.salarysignals.cli;

import io.salarysignals.domain.repricing.Verdict;
import io.salarysignals.domain.repricing.WatchRules;
import io.salarysignals.domain.repricing.scorecard.Design;
import io.salarysignals.domain.repricing.scorecard.Event;
import io.salarysignals.domain.repricing.scorecard.Scorecard;
import io.salarysignals.domain.repricing.scorecard.Scorecard.Shares;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code scorecard}: how good the detection is, on simulated markets whose truth is known. The same
 * options give the same figures on every machine.
 */
@Command(
    name = "scorecard",
    description =
        "Runs the detection of repricing over simulated markets and counts what it gets right.",
    mixinStandardHelpOptions = true)
public final class ScorecardCommand implements Callable<Integer> {
  private static final double SHIFTING = 0.3;
  private static final double DECOY_SHARE = 0.5;
  private static final double MARKET_WEEKS = 10_000 * 7.0;

  @Spec private CommandSpec spec;

  @Option(names = "--seed", defaultValue = "1", description = "Seed of all draws (default 1).")
  private long seed;

  @Option(
      names = "--markets",
      defaultValue = "300",
      description = "Markets of each run (default 300).")
  private int markets;

  @Option(
      names = "--design",
      description = "plain, rough or sparse; all of them where it is left out.")
  private List<String> designs = new ArrayList<>();

  @Option(names = "--markdown", description = "Also writes the tables to this file.")
  private Path markdown;

  @Option(names = "--svg", description = "Also draws precision, recall and delay to this file.")
  private Path svg;

  @Override
  public Integer call() throws IOException {
    if (markets < 10) {
      throw new ParameterException(spec.commandLine(), "--markets must be at least 10");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<ScorecardTable.Row> rows = new ArrayList<>();
    StringBuilder tables = new StringBuilder();
    for (Design design : chosen()) {
      for (Mix mix : Mix.values()) {
        Scorecard card = Scorecard.run(WatchRules.standard(), design, mix.of(markets), seed);
        ScorecardTable.Row row = new ScorecardTable.Row(design.name(), mix.words, card);
        rows.add(row);
        out.println(rows.size() == 1 ? ScorecardTable.head() : ScorecardTable.line(row));
        if (rows.size() == 1) {
          out.println(ScorecardTable.line(row));
        }
        if (mix == Mix.DECOYS) {
          tables.append(confusion(design.name(), card));
        }
        out.flush();
      }
    }
    out.println();
    out.print(tables);
    out.flush();
    if (markdown != null) {
      Files.writeString(markdown, ScorecardTable.markdown(rows) + '\n' + fenced(tables));
    }
    if (svg != null) {
      Files.writeString(svg, ScorecardPlot.of(rows));
    }
    return ExitCode.DONE;
  }

  private static String fenced(CharSequence text) {
    return "```\n" + text + "```\n";
  }

  private enum Mix {
    SHIFTS("30 % shift, the rest quiet"),
    DECOYS("30 % shift, half are decoys"),
    QUIET("nothing happens anywhere");

    private final String words;

    Mix(String words) {
      this.words = words;
    }

    Shares of(int count) {
      return switch (this) {
        case SHIFTS -> Shares.mixed(count, SHIFTING, 0);
        case DECOYS -> Shares.mixed(count, SHIFTING, DECOY_SHARE);
        case QUIET -> Shares.none(count);
      };
    }
  }

  private List<Design> chosen() {
    List<Design> all = List.of(Design.plain(), Design.rough(), Design.sparse());
    List<Design> chosen =
        all.stream().filter(d -> designs.isEmpty() || designs.contains(d.name())).toList();
    for (String name : designs) {
      if (all.stream().noneMatch(d -> d.name().equals(name))) {
        throw new ParameterException(
            spec.commandLine(), "no design " + name + ": plain, rough or sparse");
      }
    }
    return chosen;
  }

  /** Verdicts by event, of alerts raised after the event. */
  private static String confusion(String design, Scorecard card) {
    StringBuilder text =
        new StringBuilder("verdicts, design " + design + " (rows: what happened in the market)\n");
    text.append(String.format(Locale.ROOT, "%-16s", ""));
    List<Verdict> verdicts =
        List.of(Verdict.values()).stream().filter(v -> v != Verdict.RETRACTED).toList();
    verdicts.forEach(v -> text.append(String.format(Locale.ROOT, "%11s", shortName(v))));
    text.append('\n');
    for (Event event : Event.values()) {
      Map<Verdict, Integer> counts = card.confusion().getOrDefault(event, Map.of());
      if (counts.isEmpty()) {
        continue;
      }
      text.append(String.format(Locale.ROOT, "%-16s", event.name().toLowerCase(Locale.ROOT)));
      verdicts.forEach(
          v -> text.append(String.format(Locale.ROOT, "%11d", counts.getOrDefault(v, 0))));
      text.append('\n');
    }
    return text.append('\n').toString();
  }

  private static String shortName(Verdict verdict) {
    return switch (verdict) {
      case CANDIDATE -> "open";
      case CONFIRMED_STRUCTURAL -> "confirmed";
      case SINGLE_EMPLOYER -> "employer";
      case DATA_ARTEFACT -> "artefact";
      case MIX_DRIVEN -> "mix";
      case SOURCE_MIX -> "source";
      default -> verdict.name().toLowerCase(Locale.ROOT);
    };
  }

  static double perTenThousandMarketWeeks(Scorecard card) {
    return card.falseAlarms() * MARKET_WEEKS / card.marketDays();
  }
}
