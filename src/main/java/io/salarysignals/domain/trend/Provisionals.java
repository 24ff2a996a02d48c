package io.salarysignals.domain.trend;

import io.salarysignals.domain.gate.SuppressionReason;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.pane.Names;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.pane.WindowSum;
import io.salarysignals.domain.stats.Figures;
import io.salarysignals.domain.trend.NewestSums.Part;
import io.salarysignals.domain.trend.TrendEvent.Fallback;
import io.salarysignals.domain.trend.TrendEvent.Status;
import io.salarysignals.domain.window.FacetRows.Cell;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.domain.window.Horizon;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

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
  private final NewestSums sums;
  private final Rows rows = new Rows();

  /** One horizon of the role at hand. */
  private record Newest(int h, Horizon horizon, int end, boolean mayStand) {}

  Provisionals(
      Grid grid, Roles roles, Teller teller, Judge judge, MovingWindows moving, NewestSums sums) {
    this.sums = sums;
    this.grid = grid;
    this.roles = roles;
    this.teller = teller;
    this.judge = judge;
    this.moving = moving;
    this.window = moving.window;
  }

  /** A role of which some cells are still to be told. */
  static final class Unfinished {
    final RoleState role;
    private final NavigableMap<Integer, BitSet> touched;
    private int[] ends = {};
    private SweptHeadlines headlines;

    private Unfinished(RoleState role) {
      this.role = role;
      touched = touched(role);
      role.touched.clear();
    }
  }

  /** Takes over what changed in a role, to be told. */
  Unfinished begin(RoleState role) {
    return new Unfinished(role);
  }

  /**
   * Tells what changed in a role, a facet at least, until {@code stop} says so.
   *
   * @param ends per horizon the end of its newest window, or {@link Cursor#NOTHING} where that is
   *     not to be told
   * @return whether nothing of it is left
   */
  boolean tell(Unfinished of, int[] ends, BooleanSupplier stop) {
    List<Newest> newest = newest(of.role, ends);
    if (newest.isEmpty()) {
      return true;
    }
    if (!Arrays.equals(of.ends, ends)) {
      of.ends = ends.clone();
      of.headlines = new SweptHeadlines(of.ends);
    }
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    for (Newest each : newest) {
      first = Math.min(first, each.end - each.horizon.step() - each.horizon.days());
      last = Math.max(last, each.end);
    }
    rows.over(of.role, first, last);
    while (!of.touched.isEmpty()) {
      Map.Entry<Integer, BitSet> touched = of.touched.pollFirstEntry();
      int facet = touched.getKey();
      of.headlines.facet(facet == Names.ALL);
      for (String region : regions(touched.getValue())) {
        tell(of.role, facet, region, newest, of.headlines);
      }
      if (!of.touched.isEmpty() && stop.getAsBoolean()) {
        break;
      }
    }
    rows.release();
    return of.touched.isEmpty();
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
  private static NavigableMap<Integer, BitSet> touched(RoleState role) {
    NavigableMap<Integer, BitSet> touched = new TreeMap<>();
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
      RoleState role, int facet, String region, List<Newest> newest, SweptHeadlines headlines) {
    NewestSums.Cell cell = sums.of(role, facet, region);
    MarketState market = role.market(region);
    String name = roles.names.facet(facet);
    for (Newest each : newest) {
      Part part = part(cell, facet, region, each);
      boolean due =
          part.moved()
              && Math.max(part.n, part.before()) >= judge.minObservations()
              && tell(market, facet, name, each, part, headlines);
      if (!due && each.mayStand && stands(market, name, each)) {
        teller.retract(market, each.h, each.end, name);
      }
    }
    sums.told(cell);
  }

  /** What a newest window holds: as it was kept, or made of the rows. */
  private Part part(NewestSums.Cell cell, int facet, String region, Newest of) {
    Part kept = cell.part(of.h);
    if (kept != null && (kept.pane != null || !kept.needsSums(judge.minObservations()))) {
      return kept;
    }
    Part part = new Part();
    Cell entries = rows.cell(facet, region);
    int low = moving.at(entries, of.end - of.horizon.days());
    int high = moving.at(entries, of.end);
    int previous = of.end - of.horizon.step();
    int lowBefore = moving.at(entries, previous - of.horizon.days());
    int highBefore = moving.at(entries, previous);
    int stayed = Math.max(0, highBefore - low);
    part.n = (long) high - low;
    part.entered = part.n - stayed;
    part.left = (long) highBefore - lowBefore - stayed;
    if (part.needsSums(judge.minObservations())) {
      rows.turnWindowTo(entries, region);
      window.moveTo(low, high);
      part.pane = window.pane(moving.room).copy();
    }
    cell.put(of.h, part);
    return part;
  }

  private boolean stands(MarketState market, String facet, Newest newest) {
    return market.provisionalEnds.contains(newest.end)
        && roles.book(market).hasProvisional(facet, newest.h, newest.end);
  }

  /** Tells one window if that is due. */
  private boolean tell(
      MarketState market,
      int facet,
      String name,
      Newest newest,
      Part part,
      SweptHeadlines headlines) {
    Pane sum = part.n > 0 ? part.pane : null;
    List<SuppressionReason> reasons = teller.reasons(market, sum);
    boolean publishable = sum != null && reasons.isEmpty();
    if (!publishable && !wasPublishable(market, facet, newest, part)) {
      return false;
    }
    Pane held = sum == null ? new Pane() : sum;
    String currency = teller.currency(market);
    Figures figures = publishable ? judge.figures(held, currency) : null;
    Fallback fallback =
        publishable ? null : headlines.nearest(market.market.region(), name, newest.h);
    int end = newest.end;
    long revision =
        teller.send(
            market,
            newest.h,
            end,
            name,
            Status.PROVISIONAL,
            held,
            figures,
            reasons,
            fallback,
            List.of());
    if (publishable) {
      headlines.note(market.market, name, newest.h, revision, currency, figures);
    }
    roles.book(market).addProvisional(name, newest.h, end);
    market.provisionalEnds.add(end);
    market.role.provisionalEnds.add(end);
    return true;
  }

  /** Whether the window one step before was publishable. */
  private boolean wasPublishable(MarketState market, int facet, Newest newest, Part part) {
    if (part.before() < judge.minObservations()) {
      return false;
    }
    String region = market.market.region();
    Cell entries = rows.cell(facet, region);
    int previous = newest.end - newest.horizon.step();
    rows.turnWindowTo(entries, region);
    window.moveTo(
        moving.at(entries, previous - newest.horizon.days()), moving.at(entries, previous));
    return teller.isPublishable(market, window.pane(moving.aside));
  }

  /** The rows of the role at hand, gathered once some cell needs them. */
  private final class Rows {
    private RoleState role;
    private int first;
    private int last;
    private boolean gathered;
    private int facet = -1;
    private boolean some;
    private Cell turned;

    void over(RoleState ofRole, int from, int to) {
      role = ofRole;
      first = from;
      last = to;
      gathered = false;
      facet = -1;
      turned = null;
    }

    /** The rows of a cell, or null where there are none. */
    Cell cell(int ofFacet, String region) {
      if (!gathered) {
        gathered = true;
        moving.gather(roles.days(role), first, last, role.days.sum(first, last), List.of());
      }
      if (facet != ofFacet) {
        facet = ofFacet;
        turned = null;
        some = moving.facets.over(moving.rows, facet, 1);
      }
      return some ? moving.facets.cell(region) : null;
    }

    void turnWindowTo(Cell cell, String region) {
      if (cell == null || cell != turned) {
        turned = cell;
        window.over(
            moving.rows,
            moving.facets.refs(),
            cell == null ? 0 : cell.start(),
            cell == null ? 0 : cell.end(),
            region.equals(Market.WORLD));
      }
    }

    void release() {
      role = null;
      turned = null;
      if (gathered) {
        gathered = false;
        moving.release();
      }
    }
  }
}
