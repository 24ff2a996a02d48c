package io.salarysignals.domain.trend;

import io.salarysignals.domain.change.PayChange;
import io.salarysignals.domain.change.PayChanges;
import io.salarysignals.domain.gate.SuppressionReason;
import io.salarysignals.domain.pane.Names;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.pane.RoleRows;
import io.salarysignals.domain.pane.WindowSum;
import io.salarysignals.domain.stats.Figures;
import io.salarysignals.domain.trend.TrendEvent.Fallback;
import io.salarysignals.domain.trend.TrendEvent.Status;
import io.salarysignals.domain.window.FacetRows;
import io.salarysignals.domain.window.FacetRows.Cell;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.domain.window.Horizon;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Tells the events that are due at several grid ends of one role, cell by cell and horizon by
 * horizon: a cell's window moves from one end to the next, so that each row is added and taken off
 * once, however long the window. Provisional events that stand at these ends are replaced or taken
 * back.
 */
final class Sweep {
  private final Grid grid;
  private final Roles roles;
  private final Teller teller;
  private final Judge judge;
  private final MovingWindows moving;
  private final PayChanges changes;
  private final RoleRows rows;
  private final FacetRows facets;
  private final WindowSum window;

  Sweep(
      Grid grid,
      Roles roles,
      Teller teller,
      Judge judge,
      MovingWindows moving,
      PayChanges changes) {
    this.changes = changes;
    this.grid = grid;
    this.roles = roles;
    this.teller = teller;
    this.judge = judge;
    this.moving = moving;
    this.rows = moving.rows;
    this.facets = moving.facets;
    this.window = moving.window;
  }

  /** Takes what was told for a grid end. */
  interface Counter {
    void told(int end, boolean suppressed);
  }

  /** The ends of one horizon. */
  private record Ends(
      int h, Horizon horizon, int[] ends, BitSet mayStand, SweptHeadlines headlines) {
    static Ends of(RoleState role, int h, Horizon horizon, int[] ends) {
      // Positions of the ends at which provisional events may stand.
      BitSet mayStand = new BitSet();
      for (int i = 0; i < ends.length; i++) {
        mayStand.set(i, role.provisionalEnds.contains(ends[i]));
      }
      return new Ends(h, horizon, ends, mayStand, new SweptHeadlines(ends));
    }

    int firstDay() {
      return ends[0] - horizon.step() - horizon.days();
    }

    int last() {
      return ends[ends.length - 1];
    }
  }

  /**
   * Tells a role's windows as FINAL. Rows are gathered and sorted into cells once for all horizons.
   *
   * @param ends for each horizon grid ends, ascending
   */
  void tell(RoleState role, int[][] ends, Counter counter) {
    List<Ends> horizons = new ArrayList<>(ends.length);
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    for (int h = 0; h < ends.length; h++) {
      if (ends[h].length > 0) {
        Ends of = Ends.of(role, h, grid.horizons().get(h), ends[h]);
        horizons.add(of);
        first = Math.min(first, of.firstDay());
        last = Math.max(last, of.last());
      }
    }
    if (horizons.isEmpty()) {
      return;
    }
    moving.gather(roles.days(role), first, last, role.days.sum(first, last), List.of());
    changes.over(roles.days(role), role.days, ends);
    int least = (int) Math.min(Integer.MAX_VALUE, judge.minObservations());
    for (int facet : rows.facets()) {
      if (facets.over(rows, facet, least)) {
        String name = roles.names.facet(facet);
        for (Ends of : horizons) {
          of.headlines.facet(facet == Names.ALL);
        }
        for (int i = 0; i < facets.cells(); i++) {
          Cell cell = facets.cell(i);
          if (cell.size() >= least) {
            MarketState market = role.market(cell.region());
            moving.turnTo(cell);
            window.over(rows, facets.refs(), cell.start(), cell.end(), cell.isWorld());
            for (Ends of : horizons) {
              tell(market, name, of, counter);
            }
          }
        }
      }
    }
    moving.release();
    changes.release();
    for (Ends of : horizons) {
      for (int i = of.mayStand.nextSetBit(0); i >= 0; i = of.mayStand.nextSetBit(i + 1)) {
        teller.retractProvisional(role, of.h, of.ends[i]);
      }
    }
  }

  private void tell(MarketState market, String facet, Ends of, Counter counter) {
    int h = of.h;
    int[] ends = of.ends;
    Horizon horizon = of.horizon;
    String currency = teller.currency(market);
    int knownEnd = Integer.MIN_VALUE;
    boolean known = false;
    for (int i = 0; i < ends.length; i++) {
      int end = ends[i];
      int previous = end - horizon.step();
      int low = moving.at(end - horizon.days());
      int high = moving.at(end);
      int lowBefore = moving.at(previous - horizon.days());
      int highBefore = moving.at(previous);
      int n = high - low;
      int before = highBefore - lowBefore;
      int stayed = Math.max(0, highBefore - low);
      if (n + before == 2 * stayed || Math.max(n, before) < judge.minObservations()) {
        continue;
      }
      Pane sum = null;
      List<SuppressionReason> reasons = null;
      if (n > 0) {
        window.moveTo(low, high);
        sum = window.pane(moving.room);
      }
      if (sum != null && ProtectedTeller.governs(market.market, horizon, end, facet, sum)) {
        continue;
      }
      reasons = teller.reasons(market, sum);
      boolean publishable = reasons.isEmpty();
      if (!publishable) {
        if (before < judge.minObservations()) {
          known = false;
        } else if (knownEnd != previous) {
          window.moveTo(lowBefore, highBefore);
          known = teller.isPublishable(market, window.pane(moving.room));
          if (known && n > 0) {
            window.moveTo(low, high);
            sum = window.pane(moving.room);
          }
        }
      }
      boolean due = publishable || known;
      knownEnd = end;
      known = publishable;
      if (due) {
        Pane held = sum == null ? new Pane() : sum;
        Figures figures = publishable ? judge.figures(held, currency) : null;
        Fallback fallback =
            publishable ? null : of.headlines.nearest(market.market.region(), facet, i);
        List<PayChange> since =
            publishable && Closing.hasChanges(market.market, facet)
                ? changes.of(market.market.region(), h, end)
                : List.of();
        long revision =
            teller.send(
                market, h, end, facet, Status.FINAL, held, figures, reasons, fallback, since);
        if (publishable) {
          of.headlines.note(market.market, facet, i, revision, currency, figures);
        }
        counter.told(end, !publishable);
        if (of.mayStand.get(i) && market.provisionalEnds.contains(end)) {
          roles.book(market).removeProvisional(facet, h, end);
        }
      }
    }
  }
}
