package io.salarysignals.domain.trend;

import io.salarysignals.domain.intake.Flag;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.pane.Accumulator;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.Names;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.pane.Tally;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.domain.window.Horizon;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * What the newest windows of the cells hold that were told provisionally of late, kept up to date
 * with each contribution, so that telling a cell again costs what changed and not what it holds.
 * Sums are exact and reversible: kept or made anew from the rows, they are the same. Of the cells
 * not told for longest the sums are given up; all are when the newest day is over.
 */
final class NewestSums {
  /** What a cell and each of its windows take beside bins and employers, in entries. */
  private static final int CELL = 16;

  private static final int WINDOW = 30;

  /** One cell. */
  static final class Cell {
    private final RoleState role;
    private final int facet;
    private final String region;
    private final Part[] parts;
    private int entries;
    private boolean toldAgain;

    private Cell(RoleState role, int facet, String region, int horizons) {
      this.role = role;
      this.facet = facet;
      this.region = region;
      parts = new Part[horizons];
    }

    /** The newest window of a horizon, or null where it was not asked for yet. */
    Part part(int horizon) {
      return parts[horizon];
    }

    void put(int horizon, Part part) {
      parts[horizon] = part;
    }

    private int entries() {
      int sum = CELL;
      for (Part part : parts) {
        if (part != null && part.pane != null) {
          sum += WINDOW + part.pane.local().binCount() + part.pane.local().employerCount();
        }
      }
      return sum;
    }
  }

  /** The newest window of one horizon. */
  static final class Part {
    /** Observations in it, those of them that came with its last step, and those that left. */
    long n;

    long entered;
    long left;

    /** The sums, without a second currency and with counts of flags only; null: not made. */
    Pane pane;

    /** Observations in the window one step before. */
    long before() {
      return n - entered + left;
    }

    boolean moved() {
      return entered + left > 0;
    }

    /** Whether a window of these counts may be told, so that its sums are needed. */
    boolean needsSums(long least) {
      return n > 0 && Math.max(n, before()) >= least;
    }
  }

  private final Grid grid;
  private final int maxEntries;

  /** All cells: who was not told again since it came to the front is the next to go. */
  private final ArrayDeque<Cell> cells = new ArrayDeque<>();

  private long entries;
  private int day = Integer.MIN_VALUE;

  /**
   * @param maxEntries how many bins and employers may be kept, at about 20 bytes
   */
  NewestSums(Grid grid, int maxEntries) {
    this.grid = grid;
    this.maxEntries = maxEntries;
  }

  /** Turns to the newest day there is; where it is another one, everything is given up. */
  void turnTo(int newestDay) {
    if (newestDay != day) {
      day = newestDay;
      clear();
    }
  }

  void clear() {
    cells.forEach(cell -> cell.role.newest.clear());
    cells.clear();
    entries = 0;
  }

  /** The cell, which is made where there is none. */
  Cell of(RoleState role, int facet, String region) {
    Map<Integer, Cell> facets = role.newest.computeIfAbsent(region, r -> new HashMap<>());
    Cell cell = facets.get(facet);
    if (cell == null) {
      cell = new Cell(role, facet, region, grid.horizons().size());
      facets.put(facet, cell);
      cells.add(cell);
    }
    return cell;
  }

  /** To be called when a cell was told: gives up others where there are too many. */
  void told(Cell cell) {
    int now = cell.entries();
    entries += now - cell.entries;
    cell.toldAgain = cell.entries > 0;
    cell.entries = now;
    while (entries > maxEntries && cells.size() > 1) {
      Cell eldest = cells.poll();
      if (eldest == cell || eldest.toldAgain) {
        eldest.toldAgain = false;
        cells.add(eldest);
      } else {
        entries -= eldest.entries;
        forget(eldest);
      }
    }
  }

  private static void forget(Cell cell) {
    Map<Integer, Cell> facets = cell.role.newest.get(cell.region);
    facets.remove(cell.facet);
    if (facets.isEmpty()) {
      cell.role.newest.remove(cell.region);
    }
  }

  /** A contribution was added (1) or retracted (-1). */
  void apply(RoleState role, int sign, Contribution c, int[] facets) {
    if (role.newest.isEmpty()) {
      return;
    }
    RegionPath place = c.place();
    apply(role, sign, c, facets, Market.WORLD);
    apply(role, sign, c, facets, place.country());
    if (place.subdivision() != null) {
      apply(role, sign, c, facets, place.subdivision());
    }
  }

  private void apply(RoleState role, int sign, Contribution c, int[] facets, String region) {
    Map<Integer, Cell> known = role.newest.get(region);
    if (known == null) {
      return;
    }
    apply(known.get(Names.ALL), sign, c, region);
    for (int facet : facets) {
      apply(known.get(facet), sign, c, region);
    }
  }

  private void apply(Cell cell, int sign, Contribution c, String region) {
    if (cell == null) {
      return;
    }
    for (int h = 0; h < cell.parts.length; h++) {
      if (cell.parts[h] != null) {
        apply(cell.parts[h], grid.horizons().get(h), sign, c, region);
      }
    }
  }

  private void apply(Part part, Horizon horizon, int sign, Contribution c, String region) {
    int end = horizon.after(day);
    int first = end - horizon.days();
    if (c.day() >= first && c.day() < end) {
      part.n += sign;
      part.entered += c.day() >= end - horizon.step() ? sign : 0;
      if (part.pane != null) {
        add(part, sign, c, region);
      }
    } else if (c.day() >= first - horizon.step() && c.day() < first) {
      part.left += sign;
    }
  }

  private static void add(Part part, int sign, Contribution c, String region) {
    Accumulator sums = part.pane.local();
    sums.add(sign, region.equals(Market.WORLD) ? c.usd() : c.local(), c.employer());
    for (int bits = c.flags(); bits != 0; bits &= bits - 1) {
      part.pane.tally(Tally.of(Flag.of(Integer.numberOfTrailingZeros(bits))), sign);
    }
  }
}
