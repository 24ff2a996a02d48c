package io.salarysignals.domain.trend;

import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.pane.Change;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.pane.PaneSummer.Room;
import io.salarysignals.domain.trend.ProtectedBook.Told;
import io.salarysignals.domain.trend.TrendEvent.Status;
import io.salarysignals.domain.window.FacetWindow;
import io.salarysignals.domain.window.FacetWindow.InRegion;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.domain.window.Horizon;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Tells what changes to closed days mean. What was told is a pure function of the days as they
 * were, and those are the days as they are less the changes; so it is computed again and compared
 * with what should be told now.
 */
final class Corrections {
  private final Grid grid;
  private final Roles roles;
  private final Teller teller;
  private final ProtectedTeller protectedTeller;
  private final TrendSink sink;
  private final FacetWindow window;
  private final Room room = new Room();
  private final Room roomBefore = new Room();

  /** What changed in one cell, by day. */
  private record Affected(String region, TreeMap<Integer, List<Change>> changes) {}

  Corrections(
      Grid grid, Roles roles, Teller teller, ProtectedTeller protectedTeller, TrendSink sink) {
    this.protectedTeller = protectedTeller;
    this.grid = grid;
    this.roles = roles;
    this.teller = teller;
    this.sink = sink;
    this.window = teller.newWindow();
  }

  /** Tells the corrections of a role for grid ends up to {@code closedThrough}. */
  void tell(RoleState role, int closedThrough, int[] lastEnds) {
    TreeMap<String, TreeMap<String, Affected>> cells = affected(role);
    int first = role.changes.firstKey();
    int last = role.changes.lastKey() + grid.reach() + 1;
    tellPanes(role, cells);
    if (!cells.isEmpty()) {
      for (int h = 0; h < lastEnds.length; h++) {
        tell(role, h, first, Math.min(last, Math.min(closedThrough, lastEnds[h])), cells);
      }
    }
    for (int day : role.changes.keySet()) {
      roles.settle(role, day);
    }
    roles.dropChanges(role);
  }

  /** The cells in which something changed: by facet, then region. */
  private static TreeMap<String, TreeMap<String, Affected>> affected(RoleState role) {
    TreeMap<String, TreeMap<String, Affected>> cells = new TreeMap<>();
    role.changes.forEach(
        (day, changes) -> {
          for (Change change : changes) {
            Contribution c = change.contribution();
            RegionPath place = c.place();
            for (String facet : Roles.facets(c)) {
              for (String region :
                  new String[] {Market.WORLD, place.country(), place.subdivision()}) {
                if (region != null) {
                  cells
                      .computeIfAbsent(facet, f -> new TreeMap<>())
                      .computeIfAbsent(region, r -> new Affected(r, new TreeMap<>()))
                      .changes()
                      .computeIfAbsent(day, d -> new ArrayList<>())
                      .add(change);
                }
              }
            }
          }
        });
    return cells;
  }

  /** Tells the panes that differ, and leaves only the cells with such. */
  private void tellPanes(RoleState role, TreeMap<String, TreeMap<String, Affected>> cells) {
    for (int day : role.changes.keySet()) {
      roles.overDay(window, role, day);
      for (Map.Entry<String, TreeMap<String, Affected>> entry : cells.entrySet()) {
        String facet = entry.getKey();
        window.facet(roles.names.facet(facet), 1);
        for (Affected cell : entry.getValue().values()) {
          List<Change> changes = cell.changes().get(day);
          if (changes != null) {
            InRegion node = window.node(cell.region());
            Pane now = node == null ? null : node.sum(room);
            if (same(now, less(now, cell.region(), List.of(changes)))) {
              cell.changes().remove(day);
            } else {
              sink.pane(role.market(cell.region()).market, facet, day, now);
            }
          }
        }
      }
    }
    cells.values().forEach(regions -> regions.values().removeIf(c -> c.changes().isEmpty()));
    cells.values().removeIf(Map::isEmpty);
  }

  /** A sum as it was before {@code changes}; null where it was empty. */
  private static Pane less(Pane sum, String region, Iterable<List<Change>> changes) {
    Pane was = null;
    for (List<Change> ofDay : changes) {
      for (Change change : ofDay) {
        if (was == null) {
          was = sum == null ? new Pane() : sum.copy();
        }
        was.add(-change.sign(), change.contribution(), region);
      }
    }
    if (was == null) {
      return sum;
    }
    return was.isEmpty() ? null : was;
  }

  private void tell(
      RoleState role,
      int h,
      int first,
      int last,
      TreeMap<String, TreeMap<String, Affected>> cells) {
    Horizon horizon = grid.horizons().get(h);
    int end = horizon.after(first);
    while (end <= last) {
      // What is told at an end depends on these days only; where none changed, nothing did.
      Integer changed = role.changes.ceilingKey(end - horizon.step() - horizon.days());
      if (changed == null) {
        return;
      }
      if (changed >= end) {
        end = horizon.after(changed);
        continue;
      }
      teller.forgetHeadlines();
      window.over(roles.days(role), horizon, end);
      for (Map.Entry<String, TreeMap<String, Affected>> entry : cells.entrySet()) {
        window.facet(roles.names.facet(entry.getKey()), 1);
        for (Affected cell : entry.getValue().values()) {
          tell(role.market(cell.region()), h, end, entry.getKey(), cell.changes());
        }
      }
      end += horizon.step();
    }
  }

  private void tell(
      MarketState market,
      int h,
      int end,
      String facet,
      NavigableMap<Integer, List<Change>> changes) {
    Horizon horizon = grid.horizons().get(h);
    int previous = end - horizon.step();
    if (changes.subMap(previous - horizon.days(), end).isEmpty()) {
      return;
    }
    String region = market.market.region();
    InRegion node = window.node(region);
    var entered = changes.subMap(Math.max(previous, end - horizon.days()), end).values();
    var left = changes.subMap(previous - horizon.days(), Math.min(previous, end - horizon.days()));
    long movedNow = node == null ? 0 : node.moved();
    long movedBefore = movedNow - signs(entered) - signs(left.values());
    long mostNow = node == null ? 0 : Math.max(node.n(), node.nBefore());
    var inWindow = changes.subMap(end - horizon.days(), end).values();
    var inPrevious = changes.subMap(previous - horizon.days(), previous).values();
    long mostBefore =
        Math.max(
            (node == null ? 0 : node.n()) - signs(inWindow),
            (node == null ? 0 : node.nBefore()) - signs(inPrevious));
    if (!teller.mayBePublishable(Math.max(mostNow, mostBefore))) {
      return;
    }
    Pane current = node == null ? null : node.sum(room);
    Pane currentBefore = node == null ? null : node.sumBefore(roomBefore);
    Pane old = less(current, region, inWindow);
    Pane oldBefore = less(currentBefore, region, inPrevious);
    boolean oldPublishable = teller.isPublishable(market, old);
    boolean publishable = teller.isPublishable(market, current);
    boolean stood =
        movedBefore > 0
            && (oldPublishable || teller.isPublishable(market, oldBefore))
            && !ProtectedTeller.governs(market.market, horizon, end, facet, old);
    if (ProtectedTeller.governs(market.market, horizon, end, facet, current)) {
      if (stood) {
        handOver(market, h, end, facet, current, oldPublishable);
      }
      return;
    }
    Told told = protectedTeller.told(market.market, h, end, facet);
    boolean due = movedNow > 0 && (publishable || teller.isPublishable(market, currentBefore));
    if (due && !(stood && told == null && same(old, current))) {
      teller.send(market, h, end, facet, Status.CORRECTION, current);
      long more = stood || told != null ? 0 : 1;
      int suppressedNow = publishable ? 0 : 1;
      int suppressedBefore = told == Told.SUPPRESSED || (stood && !oldPublishable) ? 1 : 0;
      sink.gridEnd(end, more, suppressedNow - suppressedBefore, 1);
      if (told != null) {
        protectedTeller.tell(market.market, end, facet, null);
      }
      roles.book(market).removeProvisional(facet, h, end);
    } else if (stood && !due) {
      teller.retract(market, h, end, facet);
      sink.gridEnd(end, -1, oldPublishable ? 0 : -1, 1);
    }
  }

  private static long signs(Iterable<List<Change>> changes) {
    long sum = 0;
    for (List<Change> ofDay : changes) {
      for (Change change : ofDay) {
        sum += change.sign();
      }
    }
    return sum;
  }

  /** Protected pay came into a window with an open event: its figures no longer stand. */
  private void handOver(
      MarketState market, int h, int end, String facet, Pane current, boolean hadFigures) {
    if (hadFigures) {
      teller.send(market, h, end, facet, Status.CORRECTION, current);
      sink.gridEnd(end, 0, 1, 1);
    }
    protectedTeller.tell(market.market, end, facet, Told.SUPPRESSED);
  }

  private static boolean same(Pane a, Pane b) {
    return a == null ? b == null : b != null && a.sameAs(b);
  }
}
