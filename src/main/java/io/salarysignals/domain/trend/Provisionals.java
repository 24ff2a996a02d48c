package io.salarysignals.domain.trend;

import io.salarysignals.domain.gate.SuppressionReason;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.pane.Names;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.pane.WindowSum;
import io.salarysignals.domain.stats.Figures;
import io.salarysignals.domain.trend.TrendEvent.Fallback;
import io.salarysignals.domain.trend.TrendEvent.Status;
import io.salarysignals.domain.window.FacetRows.Cell;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.domain.window.Horizon;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tells the newest window of each horizon, of the cells in which something changed since they were
 * told last. The newest windows of all horizons end after the newest observation, so the longer
 * ones hold the shorter ones: a cell's sum grows from horizon to horizon, and each row is added
 * once.
 */
final class Provisionals {
  private final Grid grid;
  private final Roles roles;
  private final Teller teller;
  private final Judge judge;
  private final MovingWindows moving;
  private final WindowSum window;

  /** One horizon of the role at hand. */
  private record Newest(int h, Horizon horizon, int end, boolean mayStand) {}

  Provisionals(Grid grid, Roles roles, Teller teller, Judge judge, MovingWindows moving) {
    this.grid = grid;
    this.roles = roles;
    this.teller = teller;
    this.judge = judge;
    this.moving = moving;
    this.window = moving.window;
  }

  /**
   * Tells what changed in a role.
   *
   * @param ends per horizon the end of its newest window, or {@link Cursor#NOTHING} where that is
   *     not to be told
   */
  void tell(RoleState role, int[] ends) {
    List<Newest> newest = newest(role, ends);
    if (newest.isEmpty()) {
      return;
    }
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    boolean mayStand = false;
    for (Newest each : newest) {
      first = Math.min(first, each.end - each.horizon.step() - each.horizon.days());
      last = Math.max(last, each.end);
      mayStand |= each.mayStand;
    }
    moving.gather(roles.days(role), first, last, List.of());
    SweptHeadlines headlines = new SweptHeadlines(ends);
    int least = mayStand ? 1 : (int) Math.min(Integer.MAX_VALUE, judge.minObservations());
    for (Map.Entry<Integer, BitSet> touched : touched(role).entrySet()) {
      int facet = touched.getKey();
      if (moving.facets.over(moving.rows, facet, least) || mayStand) {
        headlines.facet(facet == Names.ALL);
        String name = roles.names.facet(facet);
        for (String region : regions(touched.getValue())) {
          tell(role.market(region), moving.facets.cell(region), name, newest, headlines);
        }
      }
    }
    moving.release();
  }

  private List<Newest> newest(RoleState role, int[] ends) {
    List<Newest> newest = new ArrayList<>(ends.length);
    for (int h = 0; h < ends.length; h++) {
      Horizon horizon = grid.horizons().get(h);
      if (ends[h] != Cursor.NOTHING) {
        boolean mayStand = role.provisionalEnds.contains(ends[h]);
        if (mayStand || role.mayHold(judge.minObservations(), horizon, ends[h])) {
          newest.add(new Newest(h, horizon, ends[h], mayStand));
        }
      }
    }
    return newest;
  }

  /** The places that changed, by facet; the facet all comes first. */
  private static Map<Integer, BitSet> touched(RoleState role) {
    Map<Integer, BitSet> touched = new TreeMap<>();
    for (long each : role.touched.sorted()) {
      touched.computeIfAbsent((int) each, f -> new BitSet()).set((int) (each >>> 32));
    }
    return touched;
  }

  /** The regions that hold some of the places, the larger ones first. */
  private Set<String> regions(BitSet places) {
    Set<String> regions = new LinkedHashSet<>();
    regions.add(Market.WORLD);
    places.stream().forEach(place -> regions.add(roles.names.place(place).country()));
    places.stream()
        .mapToObj(roles.names::place)
        .map(RegionPath::subdivision)
        .filter(subdivision -> subdivision != null)
        .forEach(regions::add);
    return regions;
  }

  private void tell(
      MarketState market, Cell cell, String facet, List<Newest> newest, SweptHeadlines headlines) {
    boolean turned = false;
    for (Newest each : newest) {
      int end = each.end;
      int previous = end - each.horizon.step();
      int low = moving.at(cell, end - each.horizon.days());
      int high = moving.at(cell, end);
      int lowBefore = moving.at(cell, previous - each.horizon.days());
      int highBefore = moving.at(cell, previous);
      int n = high - low;
      int before = highBefore - lowBefore;
      int stayed = Math.max(0, highBefore - low);
      boolean moved = n + before != 2 * stayed;
      boolean due = false;
      if (moved && Math.max(n, before) >= judge.minObservations()) {
        if (!turned) {
          window.over(moving.rows, moving.facets.refs(), cell.start(), cell.end(), cell.isWorld());
          turned = true;
        }
        due = tell(market, facet, each, headlines, low, high, lowBefore, highBefore);
      }
      if (!due && each.mayStand && stands(market, facet, each)) {
        teller.retract(market, each.h, end, facet);
      }
    }
  }

  private boolean stands(MarketState market, String facet, Newest newest) {
    return market.provisionalEnds.contains(newest.end)
        && roles.book(market).hasProvisional(facet, newest.h, newest.end);
  }

  /** Tells one window if that is due. */
  private boolean tell(
      MarketState market,
      String facet,
      Newest newest,
      SweptHeadlines headlines,
      int low,
      int high,
      int lowBefore,
      int highBefore) {
    Pane sum = null;
    if (high > low) {
      window.moveTo(low, high);
      sum = window.pane(moving.room);
    }
    List<SuppressionReason> reasons = teller.reasons(market, sum);
    boolean publishable = sum != null && reasons.isEmpty();
    if (!publishable) {
      if (highBefore - lowBefore < judge.minObservations()) {
        return false;
      }
      window.moveTo(lowBefore, highBefore);
      if (!teller.isPublishable(market, window.pane(moving.aside))) {
        return false;
      }
    }
    Pane held = sum == null ? new Pane() : sum;
    String currency = teller.currency(market);
    Figures figures = publishable ? judge.figures(held, currency) : null;
    Fallback fallback =
        publishable ? null : headlines.nearest(market.market.region(), facet, newest.h);
    int end = newest.end;
    long revision =
        teller.send(
            market,
            newest.h,
            end,
            facet,
            Status.PROVISIONAL,
            held,
            figures,
            reasons,
            fallback,
            List.of());
    if (publishable) {
      headlines.note(market.market, facet, newest.h, revision, currency, figures);
    }
    roles.book(market).addProvisional(facet, newest.h, end);
    market.provisionalEnds.add(end);
    market.role.provisionalEnds.add(end);
    return true;
  }
}
