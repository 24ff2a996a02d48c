package io.salarysignals.cli;

import io.salarysignals.domain.repricing.scorecard.Scorecard;
import java.util.List;
import java.util.Locale;

/** The figures of scorecards, as text and as Markdown. */
final class ScorecardTable {
  private static final String FORMAT = "%-7s %-27s %9s %7s %6s %6s %7s %12s %9s %13s";
  private static final String[] HEADS = {
    "design",
    "markets",
    "precision",
    "recall",
    "delay",
    "shifts",
    "false",
    "per 1000 m-d",
    "per 10k w",
    "verdict right"
  };

  private ScorecardTable() {}

  record Row(String design, String mix, Scorecard card) {}

  static String head() {
    return String.format(Locale.ROOT, FORMAT, (Object[]) HEADS);
  }

  static String line(Row row) {
    return String.format(Locale.ROOT, FORMAT, (Object[]) cells(row));
  }

  private static String[] cells(Row row) {
    Scorecard c = row.card();
    boolean shifts = c.shifts() > 0;
    return new String[] {
      row.design(),
      row.mix(),
      shifts ? number("%.3f", c.precision()) : "-",
      shifts ? number("%.3f", c.recall()) : "-",
      shifts ? number("%.1f", c.medianDelay()) : "-",
      Integer.toString(c.shifts()),
      Integer.toString(c.falseAlarms()),
      number("%.4f", c.falseAlarmsPerThousandMarketDays()),
      number("%.2f", ScorecardCommand.perTenThousandMarketWeeks(c)),
      c.decoyCandidates() == 0
          ? "-"
          : number("%.3f", c.decoyAccuracy()) + " of " + c.decoyCandidates()
    };
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  static String markdown(List<Row> rows) {
    StringBuilder text = new StringBuilder("| " + String.join(" | ", HEADS) + " |\n|");
    text.append("---|".repeat(HEADS.length)).append('\n');
    for (Row row : rows) {
      text.append("| ").append(String.join(" | ", cells(row))).append(" |\n");
    }
    return text.toString();
  }
}
