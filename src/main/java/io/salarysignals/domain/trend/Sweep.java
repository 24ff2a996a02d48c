package io.salarysignals.domain.trend;

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
import io.salarysignals.domain.window.Horizon;
import java.util.BitSet;
import java.util.List;

/**
 * Tells the events that are due at several grid ends of one role and horizon, cell by cell: a
 * cell's window moves from one end to the next, so that each row is added and taken off once,
 * however long the window. Provisional events that stand at these ends are replaced or taken back.
 */
final class Sweep {
  private final Roles roles;
  private final Teller teller;
  private final Judge judge;
  private final MovingWindows moving;
  private final RoleRows rows;
  private final FacetRows facets;
  private final WindowSum window;
  private final SweptHeadlines headlines;

  /** Positions of the ends at which provisional events may stand. */
  private final BitSet mayStand = new BitSet();

  Sweep(Roles roles, Teller teller, Judge judge, MovingWindows moving) {
    this.roles = roles;
    this.teller = teller;
    this.judge = judge;
    this.moving = moving;
    this.rows = moving.rows;
    this.facets = moving.facets;
    this.window = moving.window;
    this.headlines = new SweptHeadlines();
  }

  /** Takes what was told for a grid end. */
  interface Counter {
    void told(int end, boolean suppressed);
  }

  /**
   * Tells a role's windows as FINAL.
   *
   * @param h position of the horizon
   * @param ends grid ends, ascending
   */
  void tell(RoleState role, Horizon horizon, int h, int[] ends, Counter counter) {
    int first = ends[0] - horizon.step() - horizon.days();
    moving.gather(roles.days(role), first, ends[ends.length - 1], List.of());
    headlines.over(ends);
    mayStand.clear();
    for (int i = 0; i < ends.length; i++) {
      mayStand.set(i, role.provisionalEnds.contains(ends[i]));
    }
    int least = (int) Math.min(Integer.MAX_VALUE, judge.minObservations());
    for (int facet : rows.facets()) {
      if (facets.over(rows, facet, least)) {
        headlines.facet(facet == Names.ALL);
        String name = roles.names.facet(facet);
        for (int i = 0; i < facets.cells(); i++) {
          Cell cell = facets.cell(i);
          if (cell.size() >= least) {
            tell(role.market(cell.region()), cell, name, horizon, h, ends, counter);
          }
        }
      }
    }
    for (int i = mayStand.nextSetBit(0); i >= 0; i = mayStand.nextSetBit(i + 1)) {
      teller.retractProvisional(role, h, ends[i]);
    }
  }

  private void tell(
      MarketState market,
      Cell cell,
      String facet,
      Horizon horizon,
      int h,
      int[] ends,
      Counter counter) {
    window.over(rows, facets.refs(), cell.isWorld());
    String currency = teller.currency(market);
    int knownEnd = Integer.MIN_VALUE;
    boolean known = false;
    for (int i = 0; i < ends.length; i++) {
      int end = ends[i];
      int previous = end - horizon.step();
      int low = moving.at(cell, end - horizon.days());
      int high = moving.at(cell, end);
      int lowBefore = moving.at(cell, previous - horizon.days());
      int highBefore = moving.at(cell, previous);
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
            publishable ? null : headlines.nearest(market.market.region(), facet, i);
        long revision =
            teller.send(market, h, end, facet, Status.FINAL, held, figures, reasons, fallback);
        if (publishable) {
          headlines.note(market.market, facet, i, revision, currency, figures);
        }
        counter.told(end, !publishable);
        if (mayStand.get(i) && market.provisionalEnds.contains(end)) {
          roles.book(market).removeProvisional(facet, h, end);
        }
      }
    }
  }
}
