package io.salarysignals.cli;

import io.salarysignals.cli.DemoSnapshot.Figure;
import io.salarysignals.cli.DemoSnapshot.Load;
import io.salarysignals.runtime.console.Terminal;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the view is shown: drawn in place on a terminal, a line from time to time elsewhere. What
 * draws and what ends it may be two threads.
 */
final class DemoScreen implements AutoCloseable {
  private static final Terminal.Size USUAL = new Terminal.Size(120, 32);
  private static final int SIZE_EVERY = 8;
  private static final int LOAD_STEPS = 4;
  private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();
  private static final String HOME = "\u001b[H";
  private static final String CLEAR = "\u001b[2J";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";

  private final PrintWriter out;
  private final boolean terminal;
  private Terminal.Size size = USUAL;
  private long drawn;
  private long step = -1;
  private boolean told;
  private long lastLine = System.nanoTime() - LINE_NANOS;
  private boolean closed;

  DemoScreen(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Shows the view anew; does nothing once closed. */
  synchronized void show(DemoSnapshot snapshot) {
    if (closed) {
      return;
    }
    if (terminal) {
      draw(snapshot);
    } else {
      tell(snapshot);
    }
    out.flush();
  }

  private void draw(DemoSnapshot snapshot) {
    boolean first = drawn == 0;
    if (drawn++ % SIZE_EVERY == 0) {
      Terminal.Size now = Terminal.size(USUAL);
      first |= !now.equals(size);
      size = now;
    }
    // The last line stays free: a line feed there would scroll.
    List<String> lines = new DemoView(size.columns(), size.rows() - 1, true).render(snapshot);
    StringBuilder frame = new StringBuilder(first ? HIDE_CURSOR + CLEAR : "").append(HOME);
    for (String line : lines) {
      frame.append(line).append(CLEAR_LINE).append("\r\n");
    }
    out.print(frame.append(CLEAR_BELOW));
  }

  /** A few lines while loading, then one every few seconds. */
  private void tell(DemoSnapshot snapshot) {
    if (!told) {
      tellFirst(snapshot);
    }
    Load load = snapshot.load();
    if (load != null) {
      long now = Math.min(LOAD_STEPS, LOAD_STEPS * load.done() / load.of());
      if (now > step) {
        step = now;
        out.printf(
            Locale.ROOT,
            "loading simulated history: %,d of %,d records%n",
            Math.min(load.done(), load.of()),
            load.of());
      }
      return;
    }
    if (System.nanoTime() - lastLine < LINE_NANOS) {
      return;
    }
    lastLine = System.nanoTime();
    out.printf(
        Locale.ROOT,
        "live, SIMULATED: %,d records, %,.0f/s%s%n",
        snapshot.records(),
        snapshot.recordsPerSecond(),
        snapshot.markets().isEmpty() ? "" : "; " + line(snapshot.markets().get(0)));
  }

  private void tellFirst(DemoSnapshot snapshot) {
    Optional<Figure> first =
        snapshot.markets().stream().filter(figure -> figure.median() != null).findFirst();
    if (first.isPresent()) {
      told = true;
      double seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
      out.printf(
          Locale.ROOT, "first trend %.1f s after the start: %s%n", seconds, line(first.get()));
    }
  }

  private static String line(Figure figure) {
    return figure.median() == null
        ? figure.name() + ", " + figure.region() + ": withheld"
        : String.format(
            Locale.ROOT,
            "%s, %s: n %,d, median %,.0f %s, %s",
            figure.name(),
            figure.region(),
            figure.n(),
            figure.median(),
            figure.currency(),
            figure.status().toLowerCase(Locale.ROOT));
  }

  /** Leaves the last view as it is and gives the cursor back. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (terminal && drawn > 0) {
      out.print(SHOW_CURSOR + "\r\n");
    }
    out.flush();
  }
}
