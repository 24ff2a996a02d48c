package io.salarysignals.domain.trend;

import static io.salarysignals.domain.trend.Cursor.NOTHING;
import static io.salarysignals.domain.watermark.SourceProgress.CLOSED;

import io.salarysignals.domain.change.PayChanges;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.MarketStrata;
import io.salarysignals.domain.pane.Names;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.pane.PaneSummer.Room;
import io.salarysignals.domain.pane.Strata;
import io.salarysignals.domain.watermark.WatermarkVector;
import io.salarysignals.domain.window.DaySet;
import io.salarysignals.domain.window.FacetWindow;
import io.salarysignals.domain.window.FacetWindow.InRegion;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.domain.window.Horizon;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Closes grid ends one after the other, role by role; may stop between two. */
final class Closing {
  /** Most grid ends that are closed in one go, role by role. */
  private static final int ROUND = 28;

  private final Grid grid;
  private final Roles roles;
  private final Teller teller;
  private final TrendSink sink;
  private final DaySet activeDays;
  private int closedThrough = NOTHING;
  private int closing = NOTHING;
  private String closedMarket = "";
  private boolean complete;
  private final FacetWindow window;
  private final Sweep sweep;
  private final Room room = new Room();

  Closing(
      Grid grid,
      Roles roles,
      Teller teller,
      MovingWindows moving,
      PayChanges changes,
      TrendSink sink,
      DaySet activeDays,
      Cursor cursor) {
    this.grid = grid;
    this.roles = roles;
    this.teller = teller;
    this.sink = sink;
    this.activeDays = activeDays;
    this.window = teller.newWindow();
    this.sweep = teller.newSweep(moving, changes);
    if (cursor != null) {
      closedThrough = cursor.closedThrough();
      closing = cursor.closing();
      closedMarket = cursor.closedMarket();
      complete = cursor.complete();
    }
  }

  Cursor cursor(WatermarkVector watermarks) {
    return new Cursor(watermarks, closedThrough, closing, closedMarket, complete);
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

  /** Whether a round is under way. */
  boolean isClosing() {
    return closing != NOTHING;
  }

  /** How many days up to {@code target} there are to close. */
  int waiting(int target) {
    int next = next();
    return target == NOTHING || next > target ? 0 : target - next + 1;
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
        closing = Math.min(target, next + ROUND - 1);
        closedMarket = "";
      }
      if (!close(lastEnds, beforeRole, stop)) {
        if (moved) {
          sink.progress(closedThrough, teller.watermark(), complete);
        }
        return false;
      }
      for (int end = next(); end <= closing; end = next(end)) {
        sink.gridEnd(end, 0, 0, 0);
      }
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
    return next(closedThrough);
  }

  private int next(int end) {
    int next = end + 1;
    int active = activeDays.ceil(next - 1 - grid.reach());
    return active == Integer.MAX_VALUE ? active : Math.max(next, active + 1);
  }

  private boolean close(int[] lastEnds, Consumer<RoleState> beforeRole, BooleanSupplier stop) {
    int seen = 0;
    int first = next();
    for (RoleState role : roles.inOrder()) {
      if (role.order.compareTo(closedMarket) <= 0) {
        continue;
      }
      if (++seen > 1 && stop.getAsBoolean()) {
        return false;
      }
      if (!roles.lookAt(role, closing, () -> close(role, first, lastEnds, beforeRole))) {
        return false;
      }
      closedMarket = role.order;
    }
    return true;
  }

  private void close(RoleState role, int first, int[] lastEnds, Consumer<RoleState> beforeRole) {
    Runnable ready = once(() -> beforeRole.accept(role));
    for (int day = role.days.ceil(first - 1); day < closing; day = role.days.ceil(day + 1)) {
      ready.run();
      tellPanes(role, day);
      roles.settle(role, day);
    }
    int[][] ends = new int[lastEnds.length][];
    for (int h = 0; h < lastEnds.length; h++) {
      ends[h] = ends(role, h, first, Math.min(closing, lastEnds[h]));
      if (ends[h].length > 0) {
        ready.run();
      }
    }
    sweep.tell(role, ends, (end, hidden) -> sink.gridEnd(end, 1, hidden ? 1 : 0, 0));
    role.provisionalEnds.removeIf(end -> end <= closing);
    role.markets.values().forEach(m -> m.provisionalEnds.removeIf(end -> end <= closing));
  }

  /** The grid ends of a horizon in [first, last] for which something may be due. */
  private int[] ends(RoleState role, int h, int first, int last) {
    Horizon horizon = grid.horizons().get(h);
    int[] ends = new int[last < first ? 0 : (last - first) / horizon.step() + 1];
    int size = 0;
    for (int end = horizon.ceil(first); end <= last; end += horizon.step()) {
      if (teller.mayTell(role, h, end)) {
        ends[size++] = end;
      }
    }
    return Arrays.copyOf(ends, size);
  }

  private static Runnable once(Runnable what) {
    boolean[] done = new boolean[1];
    return () -> {
      if (!done[0]) {
        done[0] = true;
        what.run();
      }
    };
  }

  /** Roles in a country or part of one: strata know neither role nor currency. */
  static boolean hasStrata(Market market) {
    return !market.isFamily() && !market.region().equals(Market.WORLD);
  }

  /** Cells whose changes are taken apart: a family's rows do not say the role. */
  static boolean hasChanges(Market market, String facet) {
    return facet.equals(Facet.ALL) && !market.isFamily();
  }

  private void tellPanes(RoleState role, int day) {
    roles.overDay(window, role, day);
    for (int facet : window.movedFacets()) {
      window.facet(facet, 1);
      List<MarketStrata> strata = new ArrayList<>();
      String name = roles.names.facet(facet);
      for (int i = 0; i < window.nodes(); i++) {
        InRegion node = window.node(i);
        Market market = role.market(node.region()).market;
        Pane pane = node.sum(room);
        if (facet == Names.ALL && hasStrata(market)) {
          Strata ofDay = window.strata(node);
          strata.add(new MarketStrata(market.region(), node.currency(), ofDay));
          pane = pane.with(ofDay);
        }
        sink.pane(market, name, day, pane);
      }
      if (!strata.isEmpty()) {
        sink.strata(role.role, day, strata);
      }
    }
  }
}
