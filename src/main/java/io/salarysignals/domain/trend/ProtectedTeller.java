package io.salarysignals.domain.trend;

import static io.salarysignals.domain.watermark.SourceProgress.CLOSED;
import static io.salarysignals.domain.watermark.SourceProgress.NONE;

import io.salarysignals.domain.gate.SuppressionReason;
import io.salarysignals.domain.gate.protect.Cell;
import io.salarysignals.domain.gate.protect.Decision;
import io.salarysignals.domain.gate.protect.Node;
import io.salarysignals.domain.gate.protect.Outcome;
import io.salarysignals.domain.gate.protect.ProtectedRelease;
import io.salarysignals.domain.gate.protect.Protection;
import io.salarysignals.domain.gate.protect.Release;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.stats.Figures;
import io.salarysignals.domain.trend.ProtectedBook.Told;
import io.salarysignals.domain.trend.ProtectedBook.Window;
import io.salarysignals.domain.trend.ProtectedWindows.Due;
import io.salarysignals.domain.trend.TrendEvent.Fallback;
import io.salarysignals.domain.trend.TrendEvent.Status;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.domain.window.Horizon;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Tells what is published of windows that hold protected pay: final ones of 28 days that do not
 * overlap, a role's cells of {@link Cell} together. Their events come here alone; those of all
 * other windows with protected pay are withheld by {@link OpenJudge}.
 *
 * <p>While a window is too young its cells have at most a provisional event with the reason AGE;
 * its FINAL comes with the first judgement, CORRECTIONs with later ones.
 */
final class ProtectedTeller {
  private final int horizon;
  private final ProtectedRelease release;
  private final ProtectedWindows windows;
  private final ProtectedNodes nodes;
  private final Roles roles;
  private final Teller teller;
  private final TrendSink sink;

  ProtectedTeller(
      Grid grid,
      ProtectedRelease release,
      TrendState state,
      Roles roles,
      Teller teller,
      TrendSink sink) {
    this.horizon = horizonOf(grid);
    this.release = release;
    this.windows = new ProtectedWindows(state);
    this.nodes = new ProtectedNodes(roles, teller);
    this.roles = roles;
    this.teller = teller;
    this.sink = sink;
  }

  /** Position of the horizon of protected windows, or -1: then nothing protected is published. */
  private static int horizonOf(Grid grid) {
    for (int h = 0; h < grid.horizons().size(); h++) {
      if (grid.horizons().get(h).days() == ProtectedRelease.WINDOW_DAYS) {
        return h;
      }
    }
    return -1;
  }

  /** Whether the events of a cell's window come from here; a null sum is an empty window. */
  static boolean governs(Market market, Horizon horizon, int end, String facet, Pane sum) {
    return sum != null
        && horizon.days() == ProtectedRelease.WINDOW_DAYS
        && ProtectedRelease.isWindowEnd(end)
        && OpenJudge.holdsProtected(sum)
        && !market.isFamily()
        && Cell.belongs(market.region(), facet);
  }

  /** Takes note that a contribution was added or retracted. */
  void changed(String role, Contribution c) {
    boolean isProtected = Protection.isProtected(c.employer());
    if (horizon >= 0
        && (isProtected || !windows.isEmpty())
        && !role.startsWith(Market.FAMILY_PREFIX)) {
      windows.changed(new Market(role, Market.WORLD, c.basis()), endAfter(c.day()), isProtected);
    }
  }

  private static int endAfter(int day) {
    return new Horizon(ProtectedRelease.WINDOW_DAYS, ProtectedRelease.WINDOW_DAYS).after(day);
  }

  /** The last window end that data up to {@code maxDay} can reach, if a window ends there. */
  int lastEnd(int maxDay) {
    int end = endAfter(maxDay);
    return windows.hasOpen(end) ? end : Cursor.NOTHING;
  }

  /** What stands for a cell's window by a judgement made here, or null. */
  Told told(Market market, int h, int end, String facet) {
    if (h != horizon || windows.isEmpty() || !Cell.belongs(market.region(), facet)) {
      return null;
    }
    Window window = windows.find(role(market), end);
    return window == null ? null : window.told().get(new Cell(market.region(), facet));
  }

  /** Notes what stands for a cell's window since somebody else told it; null: not this one's. */
  void tell(Market market, int end, String facet, Told told) {
    Cell cell = new Cell(market.region(), facet);
    Window window = windows.find(role(market), end);
    if (window != null) {
      if (told == null) {
        window.told().remove(cell);
      } else {
        window.told().put(cell, told);
      }
      windows.dirty(role(market));
    }
  }

  private static Market role(Market market) {
    return new Market(market.role(), Market.WORLD, market.basis());
  }

  /**
   * Judges the windows that became final, became old enough or changed, in the order of their ends,
   * until {@code stop} says so. What changed in closed days must have been told before.
   *
   * @return whether none is left
   */
  boolean tellDue(int closedThrough, BooleanSupplier stop) {
    if (windows.isEmpty()) {
      return true;
    }
    int day = watermarkDay();
    for (Due due : windows.due(closedThrough, end -> release.isOldEnough(end, day))) {
      if (stop.getAsBoolean()) {
        return false;
      }
      judge(due.role(), due.end(), day);
    }
    return true;
  }

  private int watermarkDay() {
    long watermark = teller.watermark();
    if (watermark == NONE) {
      return Integer.MIN_VALUE;
    }
    return watermark == CLOSED ? Integer.MAX_VALUE : Grid.dayOf(watermark);
  }

  private void judge(Market role, int end, int day) {
    Map<Cell, Pane> sums = nodes.sums(role, end);
    Map<Cell, Node> tree = nodes.of(role, sums);
    List<Release> history = windows.history(role);
    Outcome outcome = release.decide(end, day, List.copyOf(tree.values()), history);
    if (outcome.released()) {
      windows.history(role, outcome.history());
    }
    Window window = windows.find(role, end);
    boolean settled =
        release.isOldEnough(end, day) || window.phase() == ProtectedBook.Phase.CHANGED;
    Window previous = windows.find(role, end - ProtectedRelease.WINDOW_DAYS);
    Set<Cell> decided = new TreeSet<>();
    Map<Cell, Decision> published = new HashMap<>();
    for (Decision decision : outcome.decisions()) {
      Cell cell = decision.cell();
      decided.add(cell);
      Step step = new Step(role, end, cell, window, sums.get(cell));
      switch (decision.kind()) {
        case PUBLISH -> {
          published.put(cell, decision);
          publish(step, decision.figures());
        }
        case SUPPRESS -> {
          boolean shown = previous != null && previous.told().get(cell) == Told.FIGURES;
          if (step.stands() || shown || release.meetsMinima(tree.get(cell)) || step.wasOpen()) {
            Fallback fallback = fallback(step, published);
            suppress(step, decision.reasons(), fallback, settled);
          }
        }
        case KEEP -> {
          if (step.hasProvisional()) {
            suppress(step, decision.reasons(), null, settled);
          }
        }
      }
    }
    if (settled) {
      tellVacated(role, end, window, previous, decided, sums);
      retractLeftovers(role, end, decided);
    }
    windows.judged(role, end, settled);
  }

  private void publish(Step step, Figures figures) {
    Told before = step.told();
    Status status = before == null ? Status.FINAL : Status.CORRECTION;
    step.send(status, figures, List.of(), null);
    step.window.told().put(step.cell, Told.FIGURES);
    sink.gridEnd(
        step.end,
        before == null ? 1 : 0,
        before == Told.SUPPRESSED ? -1 : 0,
        before == null ? 0 : 1);
  }

  private void suppress(
      Step step, List<SuppressionReason> reasons, Fallback fallback, boolean settled) {
    Told before = step.told();
    if (!settled) {
      if (before == null) {
        step.send(Status.PROVISIONAL, null, reasons, fallback);
      }
      return;
    }
    if (before != Told.SUPPRESSED) {
      Status status = before == null ? Status.FINAL : Status.CORRECTION;
      step.send(status, null, reasons, fallback);
      step.window.told().put(step.cell, Told.SUPPRESSED);
      sink.gridEnd(step.end, before == null ? 1 : 0, 1, before == null ? 0 : 1);
    }
  }

  /** Cells with figures in the window before that now hold nothing protected, nor enough else. */
  private void tellVacated(
      Market role,
      int end,
      Window window,
      Window previous,
      Set<Cell> decided,
      Map<Cell, Pane> sums) {
    if (previous == null) {
      return;
    }
    for (Map.Entry<Cell, Told> entry : previous.told().entrySet()) {
      Cell cell = entry.getKey();
      if (entry.getValue() != Told.FIGURES || decided.contains(cell)) {
        continue;
      }
      Step step = new Step(role, end, cell, window, sums.get(cell));
      if (step.told() == null && !step.isOpenDue() && !step.isOpenPublishable()) {
        suppress(step, teller.reasons(step.state, step.sum), null, true);
      }
    }
  }

  /** Takes back provisional events of cells that hold nothing protected any more. */
  private void retractLeftovers(Market role, int end, Set<Cell> decided) {
    for (MarketState market : nodes.tree(role)) {
      if (!market.hasBook) {
        continue;
      }
      for (String facet : List.copyOf(roles.book(market).lines().keySet())) {
        String region = market.market.region();
        if (Cell.belongs(region, facet)
            && !decided.contains(new Cell(region, facet))
            && roles.book(market).hasProvisional(facet, horizon, end)) {
          teller.retract(market, horizon, end, facet);
        }
      }
    }
  }

  /** The nearest parent that is published now. */
  private Fallback fallback(Step step, Map<Cell, Decision> published) {
    for (Cell at = step.cell.parent(); at != null; at = at.parent()) {
      Decision parent = published.get(at);
      if (parent != null) {
        Market market = new Market(step.market.role(), at.region(), step.market.basis());
        Figures figures = parent.figures();
        return new Fallback(
            market,
            at.facet(),
            step.end,
            roles.book(roles.market(market)).revision(at.facet(), horizon),
            teller.currency(market),
            figures.n(),
            figures.mean().value(),
            figures.p50().value());
      }
    }
    return null;
  }

  void save() {
    windows.save();
  }

  /** Forgets the windows that end at {@code first} or before. */
  void expire(int first) {
    windows.expire(first);
  }

  /** A cell's window under judgement. */
  private final class Step {
    private final Market market;
    private final MarketState state;
    private final int end;
    private final Cell cell;
    private final Window window;
    private final Pane sum;

    Step(Market role, int end, Cell cell, Window window, Pane sum) {
      this.market = new Market(role.role(), cell.region(), role.basis());
      this.state = roles.market(market);
      this.end = end;
      this.cell = cell;
      this.window = window;
      this.sum = sum;
    }

    Told told() {
      return window.told().get(cell);
    }

    boolean hasProvisional() {
      return state.hasBook && roles.book(state).hasProvisional(cell.facet(), horizon, end);
    }

    boolean stands() {
      return told() != null || hasProvisional();
    }

    boolean wasOpen() {
      return teller.wasPublishable(state, horizon, end, cell.facet());
    }

    boolean isOpenDue() {
      return teller.isDue(state, horizon, end, cell.facet(), sum);
    }

    boolean isOpenPublishable() {
      return teller.isPublishable(state, sum);
    }

    void send(Status status, Figures figures, List<SuppressionReason> reasons, Fallback fallback) {
      Book book = roles.book(state);
      if (status == Status.PROVISIONAL) {
        book.addProvisional(cell.facet(), horizon, end);
      } else {
        book.removeProvisional(cell.facet(), horizon, end);
      }
      Pane held = sum == null ? new Pane() : sum;
      teller.send(
          state, horizon, end, cell.facet(), status, held, figures, reasons, fallback, List.of());
    }
  }
}
