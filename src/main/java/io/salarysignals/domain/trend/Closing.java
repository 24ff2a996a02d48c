package io.salarysignals.domain.trend;

import static io.salarysignals.domain.trend.Cursor.NOTHING;
import static io.salarysignals.domain.watermark.SourceProgress.CLOSED;

import io.salarysignals.domain.pane.PaneSummer.Room;
import io.salarysignals.domain.trend.TrendEvent.Status;
import io.salarysignals.domain.watermark.WatermarkVector;
import io.salarysignals.domain.window.DaySet;
import io.salarysignals.domain.window.FacetWindow;
import io.salarysignals.domain.window.FacetWindow.InRegion;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.domain.window.Horizon;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Closes grid ends one after the other, role by role; may stop between two. */
final class Closing {
  private final Grid grid;
  private final Roles roles;
  private final Teller teller;
  private final TrendSink sink;
  private final DaySet activeDays;
  private int closedThrough = NOTHING;
  private int closing = NOTHING;
  private String closedMarket = "";
  private long finals;
  private long suppressed;
  private boolean complete;
  private final FacetWindow window;
  private final Room room = new Room();

  Closing(Grid grid, Roles roles, Teller teller, TrendSink sink, DaySet activeDays, Cursor cursor) {
    this.grid = grid;
    this.roles = roles;
    this.teller = teller;
    this.sink = sink;
    this.activeDays = activeDays;
    this.window = teller.newWindow();
    if (cursor != null) {
      closedThrough = cursor.closedThrough();
      closing = cursor.closing();
      closedMarket = cursor.closedMarket();
      finals = cursor.finals();
      suppressed = cursor.suppressed();
      complete = cursor.complete();
    }
  }

  Cursor cursor(WatermarkVector watermarks) {
    return new Cursor(
        watermarks, closedThrough, closing, closedMarket, finals, suppressed, complete);
  }

  int closedThrough() {
    return closedThrough;
  }

  boolean isComplete() {
    return complete;
  }

  /** The grid end up to which a role is closed: one further in the part already done. */
  int closedThrough(RoleState role) {
    return closing != NOTHING && role.order.compareTo(closedMarket) <= 0 ? closing : closedThrough;
  }

  boolean isClosed(RoleState role, int day) {
    return day < closedThrough(role);
  }

  /**
   * Closes every grid end up to {@code target}.
   *
   * @param beforeRole called before a role's grid end is closed
   * @param afterwards what else must be told before everything is out; says whether it is
   * @return whether all are closed
   */
  boolean closeUpTo(
      int target,
      int[] lastEnds,
      Consumer<RoleState> beforeRole,
      BooleanSupplier afterwards,
      BooleanSupplier stop) {
    boolean closed = teller.watermark() == CLOSED;
    boolean moved = false;
    while (target != NOTHING) {
      if (closing == NOTHING) {
        int next = next();
        if (next > target) {
          if (closedThrough < target) {
            closedThrough = target;
            moved = true;
          }
          break;
        }
        closing = next;
        closedMarket = "";
        finals = 0;
        suppressed = 0;
      }
      if (!close(lastEnds, beforeRole, stop)) {
        if (moved) {
          sink.progress(closedThrough, teller.watermark(), complete);
        }
        return false;
      }
      sink.gridEnd(closing, finals, suppressed, 0);
      closedThrough = closing;
      closing = NOTHING;
      moved = true;
    }
    boolean done = afterwards.getAsBoolean();
    if (moved || (closed && done) != complete) {
      complete = closed && done;
      sink.progress(closedThrough, teller.watermark(), complete);
    }
    return done || !closed;
  }

  /** The next grid end that an active day can reach; days without any are passed over. */
  private int next() {
    if (closedThrough == NOTHING) {
      int first = activeDays.ceil(Integer.MIN_VALUE + 64);
      return first == Integer.MAX_VALUE ? first : first + 1;
    }
    int next = closedThrough + 1;
    int active = activeDays.ceil(next - 1 - grid.reach());
    return active == Integer.MAX_VALUE ? active : Math.max(next, active + 1);
  }

  private boolean close(int[] lastEnds, Consumer<RoleState> beforeRole, BooleanSupplier stop) {
    int seen = 0;
    for (RoleState role : roles.inOrder()) {
      if (role.order.compareTo(closedMarket) <= 0) {
        continue;
      }
      if (++seen > 1 && stop.getAsBoolean()) {
        return false;
      }
      close(role, lastEnds, beforeRole);
      closedMarket = role.order;
    }
    return true;
  }

  private void close(RoleState role, int[] lastEnds, Consumer<RoleState> beforeRole) {
    boolean ready = false;
    if (role.days.contains(closing - 1)) {
      beforeRole.accept(role);
      ready = true;
      tellPanes(role, closing - 1);
      roles.settle(role, closing - 1);
    }
    for (int h = 0; h < lastEnds.length; h++) {
      Horizon horizon = grid.horizons().get(h);
      if (horizon.isGridEnd(closing)
          && closing <= lastEnds[h]
          && teller.mayTell(role, h, closing)) {
        if (!ready) {
          beforeRole.accept(role);
          ready = true;
        }
        long[] counts = teller.tell(role, h, closing, Status.FINAL);
        finals += counts[0];
        suppressed += counts[1];
      }
    }
    if (role.provisionalEnds.remove(closing)) {
      role.markets.values().forEach(market -> market.provisionalEnds.remove(closing));
    }
  }

  private void tellPanes(RoleState role, int day) {
    roles.overDay(window, role, day);
    for (int facet : window.movedFacets()) {
      window.facet(facet, 1);
      String name = roles.names.facet(facet);
      for (int i = 0; i < window.nodes(); i++) {
        InRegion node = window.node(i);
        sink.pane(role.market(node.region()).market, name, day, node.sum(room));
      }
    }
  }
}
