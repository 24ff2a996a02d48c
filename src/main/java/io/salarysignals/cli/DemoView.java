package io.salarysignals.cli;

import io.salarysignals.cli.DemoSnapshot.Alert;
import io.salarysignals.cli.DemoSnapshot.Change;
import io.salarysignals.cli.DemoSnapshot.Demand;
import io.salarysignals.cli.DemoSnapshot.Figure;
import io.salarysignals.cli.DemoSnapshot.Load;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Renders the demo's terminal view: pure text, no terminal. Every line fits the width, the view
 * fits the height, and it always says that the data are simulated.
 */
public final class DemoView {
  /** The narrowest and the lowest view; a smaller terminal gets this. */
  public static final int MIN_WIDTH = 40;

  public static final int MIN_HEIGHT = 8;
  private static final int MAX_CHANGES = 6;
  private static final Demand NO_DEMAND = new Demand(null, null, null, null);
  private static final int MAX_ALERTS = 4;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final int width;
  private final int height;
  private final boolean ansi;

  /**
   * @param ansi whether the terminal understands ANSI styles
   */
  public DemoView(int width, int height, boolean ansi) {
    this.width = Math.max(MIN_WIDTH, width);
    this.height = Math.max(MIN_HEIGHT, height);
    this.ansi = ansi;
  }

  /** The lines of the view, top to bottom. */
  public List<String> render(DemoSnapshot snapshot) {
    List<String> lines = new ArrayList<>();
    lines.add(
        style(
            Ansi.BOLD,
            "salary-signals demo: SIMULATED data, nobody's pay; pay and demand of 28 days"));
    lines.add(style(Ansi.DIM, progress(snapshot)));
    lines.add("");
    int changes = Math.min(MAX_CHANGES, snapshot.changes().size());
    int alerts = Math.min(height < 24 ? 1 : MAX_ALERTS, snapshot.alerts().size());
    alerts = height < 16 ? 0 : alerts;
    // Title, progress, two blank lines, heads, "just changed", address; the alerts' head.
    int room = height - 7 - changes - (alerts > 0 ? alerts + 1 : 0);
    if (room < 1) {
      changes = Math.max(0, changes + room - 1);
      room = 1;
    }
    markets(snapshot.markets(), room, lines);
    lines.add("");
    if (alerts > 0) {
      String more =
          alerts < snapshot.alerts().size()
              ? String.format(Locale.ROOT, ", %d of %,d", alerts, snapshot.alerts().size())
              : "";
      lines.add(style(Ansi.BOLD, "repricing alerts" + more));
      for (Alert alert : snapshot.alerts().subList(0, alerts)) {
        lines.add(alert(alert));
      }
    }
    lines.add(style(Ansi.BOLD, changes == 0 ? "nothing has changed yet" : "just changed"));
    for (Change change : snapshot.changes().subList(0, changes)) {
      lines.add(change(change));
    }
    lines.add(
        style(
            Ansi.DIM, "page and metrics: " + TextColumns.clean(snapshot.address()) + "  ^C stops"));
    return lines;
  }

  private String progress(DemoSnapshot snapshot) {
    String rate = String.format(Locale.ROOT, "%,.0f records/s", snapshot.recordsPerSecond());
    Load load = snapshot.load();
    if (load != null && load.of() > 0 && load.done() < load.of()) {
      return loading(load, rate, snapshot.recordsPerSecond());
    }
    String until =
        snapshot.watermark() == null ? "" : "  up to " + TIME.format(snapshot.watermark());
    return String.format(
        Locale.ROOT, "live  %,d simulated records  %s%s", snapshot.records(), rate, until);
  }

  private String loading(Load load, String rate, double perSecond) {
    int percent = (int) (100 * load.done() / load.of());
    int cells = Math.min(20, Math.max(5, width - 60));
    int full = (int) (cells * load.done() / load.of());
    String left =
        perSecond > 0
            ? "  "
                + clock(Duration.ofSeconds((long) ((load.of() - load.done()) / perSecond)))
                + " left"
            : "";
    return String.format(
        Locale.ROOT,
        "loading [%s%s] %d %%  %,d of %,d  %s%s",
        "#".repeat(full),
        ".".repeat(cells - full),
        percent,
        load.done(),
        load.of(),
        rate,
        left);
  }

  static String clock(Duration left) {
    long seconds = Math.max(0, left.toSeconds());
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  private void markets(List<Figure> figures, int room, List<String> lines) {
    TextColumns table =
        new TextColumns()
            .left("market")
            .right("region")
            .right("n")
            .right("median")
            .right("cur")
            .right("95 % interval")
            .left("status")
            .right("open")
            .right("+opened")
            .right("-ended")
            .left("driver")
            .right("mean");
    // Where not all fit, one line says how many more there are.
    int shown = figures.size() <= room ? figures.size() : room - 1;
    for (Figure figure : figures.subList(0, Math.max(0, shown))) {
      boolean told = figure.median() != null;
      Demand demand = figure.demand() == null ? NO_DEMAND : figure.demand();
      String why =
          figure.suppression().isEmpty()
              ? "withheld"
              : String.join(" ", figure.suppression()).toLowerCase(Locale.ROOT);
      table.row(
          figure.name(),
          figure.region(),
          String.format(Locale.ROOT, "%,d", figure.n()),
          money(figure.median()),
          figure.currency(),
          told ? money(figure.low()) + " .. " + money(figure.high()) : "",
          told ? figure.status().toLowerCase(Locale.ROOT) : "suppressed: " + why,
          count(demand.open()),
          count(demand.opened()),
          count(demand.ended()),
          demand.driver() == null ? "" : demand.driver().toLowerCase(Locale.ROOT),
          money(figure.mean()));
    }
    List<String> text = table.lines(width);
    lines.add(style(Ansi.DIM, text.get(0)));
    lines.addAll(text.subList(1, text.size()));
    if (shown < figures.size()) {
      lines.add(style(Ansi.DIM, "and " + (figures.size() - Math.max(0, shown)) + " more"));
    }
  }

  private String change(Change change) {
    String where =
        String.format(
            Locale.ROOT, "%s, %s, %d days: ", change.name(), change.region(), change.horizonDays());
    String what;
    Ansi style = Ansi.NOTE;
    if (change.after() == null) {
      what = "withheld";
    } else if (change.before() == null || change.before() == 0) {
      what = "median " + money(change.after()) + " " + change.currency() + ", new";
    } else {
      double percent = 100 * (change.after() / change.before() - 1);
      style = percent < 0 ? Ansi.DOWN : Ansi.UP;
      what =
          String.format(
              Locale.ROOT,
              "median %s -> %s %s (%+.1f %%)",
              money(change.before()),
              money(change.after()),
              change.currency(),
              percent);
    }
    String tail =
        String.format(
            Locale.ROOT,
            ", n %,d, revision %d, %s",
            change.n(),
            change.revision(),
            change.status().toLowerCase(Locale.ROOT));
    return style(style, TextColumns.clean("  " + where + what + tail));
  }

  private String alert(Alert alert) {
    String effect =
        alert.effect() == null
            ? ""
            : String.format(
                Locale.ROOT, " %+.1f %% like for like", 100 * Math.expm1(alert.effect()));
    String text =
        String.format(
            Locale.ROOT,
            "  %s, %s, %s: %s %s%s since %s, as of %s%s",
            alert.name(),
            alert.region(),
            alert.basis().toLowerCase(Locale.ROOT),
            alert.state().toLowerCase(Locale.ROOT).replace('_', ' '),
            alert.direction().toLowerCase(Locale.ROOT),
            effect,
            alert.onset(),
            alert.asOf(),
            alert.historical() ? ", history" : "");
    Ansi style =
        !alert.state().startsWith("CONFIRMED")
            ? Ansi.NOTE
            : alert.direction().equals("UP") ? Ansi.UP : Ansi.DOWN;
    return style(style, TextColumns.clean(text));
  }

  private static String count(Long value) {
    return value == null ? "" : String.format(Locale.ROOT, "%,d", value);
  }

  private static String money(Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%,.0f", value);
  }

  private String style(Ansi style, String text) {
    return style.on(TextColumns.cut(text, width), ansi);
  }
}
