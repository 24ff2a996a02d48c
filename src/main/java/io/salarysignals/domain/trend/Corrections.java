package io.salarysignals.domain.trend;

import io.salarysignals.domain.change.ChangeGrid;
import io.salarysignals.domain.change.PayChange;
import io.salarysignals.domain.change.PayChanges;
import io.salarysignals.domain.gate.SuppressionReason;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.Change;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.MarketStrata;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.pane.RoleRows;
import io.salarysignals.domain.pane.WindowSum;
import io.salarysignals.domain.stats.Figures;
import io.salarysignals.domain.trend.ProtectedBook.Told;
import io.salarysignals.domain.trend.TrendEvent.Status;
import io.salarysignals.domain.window.FacetRows;
import io.salarysignals.domain.window.FacetRows.Cell;
import io.salarysignals.domain.window.FacetWindow;
import io.salarysignals.domain.window.FacetWindow.InRegion;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.domain.window.Horizon;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells what changes to closed days mean. What was told is a pure function of the days as they
 * were, and those are the days as they are less the changes; so it is computed again and compared
 * with what should be told now. Windows move from end to end, cell by cell, as in {@link Sweep}.
 */
final class Corrections {
  /** Most grid ends that are looked at with the rows of one range of days. */
  private static final int RANGE = 64;

  private final Grid grid;
  private final ChangeGrid changeGrid;
  private final PayChanges payChanges;
  private final Roles roles;
  private final Teller teller;
  private final ProtectedTeller protectedTeller;
  private final TrendSink sink;
  private final FacetWindow panes;
  private final MovingWindows moving;
  private final RoleRows rows;
  private final FacetRows facets;
  private final WindowSum window;

  Corrections(
      ChangeGrid changeGrid,
      Roles roles,
      Teller teller,
      MovingWindows moving,
      PayChanges payChanges,
      ProtectedTeller protectedTeller,
      TrendSink sink) {
    this.protectedTeller = protectedTeller;
    this.changeGrid = changeGrid;
    this.payChanges = payChanges;
    this.grid = changeGrid.grid();
    this.roles = roles;
    this.teller = teller;
    this.sink = sink;
    this.panes = teller.newWindow();
    this.moving = moving;
    this.rows = moving.rows;
    this.facets = moving.facets;
    this.window = moving.window;
  }

  /** Tells the corrections of a role for grid ends up to {@code closedThrough}. */
  void tell(RoleState role, int closedThrough, int[] lastEnds) {
    TreeMap<String, TreeMap<String, Lateness>> cells = changedCells(role);
    int first = role.changes.firstKey();
    int last = role.changes.lastKey() + changeGrid.reach() + 1;
    tellPanes(role, cells);
    teller.forgetHeadlines();
    if (!cells.isEmpty()) {
      for (int h = 0; h < lastEnds.length; h++) {
        tell(role, h, first, Math.min(last, Math.min(closedThrough, lastEnds[h])), cells);
      }
    }
    moving.release();
    for (int day : role.changes.keySet()) {
      roles.settle(role, day);
    }
    roles.dropChanges(role);
  }

  /** The cells in which something changed: by facet, then region. */
  private static TreeMap<String, TreeMap<String, Lateness>> changedCells(RoleState role) {
    TreeMap<String, TreeMap<String, Lateness>> cells = new TreeMap<>();
    for (List<Change> changes : role.changes.values()) {
      for (Change change : changes) {
        Contribution c = change.contribution();
        String[] regions = Lateness.regions(c);
        for (String facet : Roles.facets(c)) {
          TreeMap<String, Lateness> ofFacet = cells.computeIfAbsent(facet, f -> new TreeMap<>());
          for (String region : regions) {
            ofFacet.computeIfAbsent(region, Lateness::new).add(change);
          }
        }
      }
    }
    return cells;
  }

  /** Tells the panes that differ, and leaves only the cells with such. */
  private void tellPanes(RoleState role, TreeMap<String, TreeMap<String, Lateness>> cells) {
    cells.values().forEach(regions -> regions.values().forEach(Lateness::dropCancelled));
    cells.values().forEach(regions -> regions.values().removeIf(Lateness::isEmpty));
    cells.values().removeIf(Map::isEmpty);
    for (int day : role.changes.keySet()) {
      roles.overDay(panes, role, day);
      cells.forEach(
          (facet, regions) -> {
            if (regions.values().stream().anyMatch(cell -> cell.has(day))) {
              panes.facet(roles.names.facet(facet), 1);
              regions.forEach(
                  (region, cell) -> {
                    if (cell.has(day)) {
                      InRegion node = panes.node(region);
                      Pane now = node == null ? null : node.sum(moving.room);
                      Market market = role.market(region).market;
                      boolean strata =
                          now != null && facet.equals(Facet.ALL) && Closing.hasStrata(market);
                      sink.pane(market, facet, day, strata ? now.with(panes.strata(node)) : now);
                    }
                  });
              if (facet.equals(Facet.ALL) && !role.role.isFamily()) {
                tellStrata(role, day);
              }
            }
          });
    }
  }

  /** The strata of all markets that have something on the day, changed or not. */
  private void tellStrata(RoleState role, int day) {
    List<MarketStrata> markets = new ArrayList<>();
    for (int i = 0; i < panes.nodes(); i++) {
      InRegion node = panes.node(i);
      if (node.n() > 0 && Closing.hasStrata(role.market(node.region()).market)) {
        markets.add(new MarketStrata(node.region(), node.currency(), panes.strata(node)));
      }
    }
    sink.strata(role.role, day, markets);
  }

  /** The ends of one horizon, range by range: where no day changed, nothing did. */
  private void tell(
      RoleState role,
      int h,
      int first,
      int last,
      TreeMap<String, TreeMap<String, Lateness>> cells) {
    BitSet windows = new BitSet();
    BitSet compared = new BitSet();
    Horizon horizon = grid.horizons().get(h);
    for (int day : role.changes.keySet()) {
      windows.set(day + 1 - first, day + horizon.days() + horizon.step() + 1 - first);
      changeGrid.affected(h, day, first, compared);
    }
    compared.andNot(windows);
    ranges(role, h, first, last, windows, cells);
    // Windows that did not change, of which only what they are compared with did.
    TreeMap<String, Lateness> all = cells.get(Facet.ALL);
    if (all != null && !role.role.isFamily()) {
      ranges(role, h, first, last, compared, new TreeMap<>(Map.of(Facet.ALL, all)));
    }
  }

  private void ranges(
      RoleState role,
      int h,
      int first,
      int last,
      BitSet wanted,
      TreeMap<String, TreeMap<String, Lateness>> cells) {
    Horizon horizon = grid.horizons().get(h);
    int[] ends = new int[RANGE];
    int size = 0;
    for (int i = wanted.nextSetBit(0); i >= 0 && first + i <= last; i = wanted.nextSetBit(i + 1)) {
      int end = first + i;
      if (!horizon.isGridEnd(end)) {
        continue;
      }
      if (size == RANGE || (size > 0 && end - ends[0] > RANGE * horizon.step())) {
        tellRange(role, h, Arrays.copyOf(ends, size), cells);
        size = 0;
      }
      ends[size++] = end;
    }
    if (size > 0) {
      tellRange(role, h, Arrays.copyOf(ends, size), cells);
    }
  }

  private void tellRange(
      RoleState role, int h, int[] ends, TreeMap<String, TreeMap<String, Lateness>> cells) {
    Horizon horizon = grid.horizons().get(h);
    int first = ends[0] - horizon.step() - horizon.days();
    int last = ends[ends.length - 1];
    moving.gather(roles.days(role), first, last, role.days.sum(first, last), role.changes.values());
    int[][] compared = new int[grid.horizons().size()][];
    Arrays.fill(compared, new int[0]);
    compared[h] = ends;
    payChanges.over(
        roles.days(role),
        role.days,
        compared,
        role.changes.values().stream().flatMap(List::stream).toList());
    cells.forEach(
        (facet, regions) -> {
          facets.over(rows, roles.names.facet(facet), 1);
          regions.forEach(
              (region, late) -> {
                Cell cell = facets.cell(region);
                MarketState market = role.market(region);
                window.over(
                    rows,
                    facets.refs(),
                    cell == null ? 0 : cell.start(),
                    cell == null ? 0 : cell.end(),
                    region.equals(Market.WORLD));
                for (int end : ends) {
                  tell(market, facet, cell, late, h, end);
                }
              });
        });
    payChanges.release();
  }

  private void tell(MarketState market, String facet, Cell cell, Lateness late, int h, int end) {
    Horizon horizon = grid.horizons().get(h);
    int previous = end - horizon.step();
    int changedFrom = late.at(end - horizon.days());
    int changedTo = late.at(end);
    int leftFrom = late.at(previous - horizon.days());
    int leftTo = late.at(previous);
    boolean compared = isCompared(market.market, facet, late, h, end);
    if (leftFrom == changedTo && !compared) {
      return;
    }
    int low = moving.at(cell, end - horizon.days());
    int high = moving.at(cell, end);
    int lowBefore = moving.at(cell, previous - horizon.days());
    int highBefore = moving.at(cell, previous);
    long n = (long) high - low;
    long before = (long) highBefore - lowBefore;
    long oldN = n - late.growth(changedFrom, changedTo);
    long oldBefore = before - late.growth(leftFrom, leftTo);
    if (!teller.mayBePublishable(Math.max(Math.max(n, before), Math.max(oldN, oldBefore)))) {
      return;
    }
    long stayed = Math.max(0, highBefore - low);
    long moved = n + before - 2 * stayed;
    long oldStayed = stayed - late.growth(Math.min(changedFrom, leftTo), leftTo);
    long oldMoved = oldN + oldBefore - 2 * oldStayed;

    window.moveTo(low, high);
    Pane current = window.pane(moving.room);
    List<SuppressionReason> reasons = teller.reasons(market, current);
    boolean publishable = reasons.isEmpty();
    boolean governed = ProtectedTeller.governs(market.market, horizon, end, facet, current);
    boolean oldPublishable = publishable;
    boolean oldGoverned = governed;
    boolean same = changedFrom == changedTo || late.cancel(changedFrom, changedTo);
    double oldMedian = Double.NaN;
    if (!same) {
      apply(-1, late, changedFrom, changedTo);
      Pane old = window.pane(moving.aside);
      oldPublishable = teller.isPublishable(market, old);
      if (publishable && oldPublishable) {
        oldMedian = teller.median(market, old);
      }
      oldGoverned = ProtectedTeller.governs(market.market, horizon, end, facet, old);
      apply(1, late, changedFrom, changedTo);
    }
    boolean due = moved > 0 && publishable;
    boolean stood = oldMoved > 0 && oldPublishable;
    if ((moved > 0 && !publishable) || (oldMoved > 0 && !oldPublishable)) {
      window.moveTo(lowBefore, highBefore);
      due |= moved > 0 && teller.isPublishable(market, window.pane(moving.aside));
      apply(-1, late, leftFrom, leftTo);
      stood |= oldMoved > 0 && teller.isPublishable(market, window.pane(moving.aside));
      apply(1, late, leftFrom, leftTo);
    }
    stood &= !oldGoverned;
    if (governed) {
      if (stood) {
        handOver(market, h, end, facet, current, oldPublishable);
      }
      return;
    }
    Told told = protectedTeller.told(market.market, h, end, facet);
    boolean unchanged = stood && told == null && same;
    if (due && !(unchanged && (!compared || !publishable || sameChanges(market, late, h, end)))) {
      List<PayChange> changes =
          publishable && Closing.hasChanges(market.market, facet)
              ? payChanges.of(market.market.region(), h, end)
              : List.of();
      Figures figures =
          teller.send(market, h, end, facet, Status.CORRECTION, current, reasons, changes);
      if (stood && figures != null && oldMedian > 0) {
        sink.revised(figures.p50().value() / oldMedian - 1);
      }
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

  /** Whether something changed late in one of the windows that a change is told between. */
  private boolean isCompared(Market market, String facet, Lateness late, int h, int end) {
    return Closing.hasChanges(market, facet)
        && changeGrid.isAffected(h, end, (from, to) -> late.at(from) < late.at(to));
  }

  private boolean sameChanges(MarketState market, Lateness late, int h, int end) {
    String region = market.market.region();
    return payChanges.of(region, h, end).equals(payChanges.of(region, h, end, late.changes()));
  }

  private void apply(int sign, Lateness late, int from, int to) {
    for (int i = from; i < to; i++) {
      window.apply(sign * late.change(i).sign(), late.change(i).contribution());
    }
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
}
