package io.salarysignals.domain.change;

import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.Names;
import io.salarysignals.domain.pane.RoleDay;
import io.salarysignals.domain.pane.Stratum;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The rows of some days of one role side by side, with the stratum of each: employer, level, source
 * type, pay period and country. By region they stand in the order of the days. Some 36 bytes a row;
 * used again and again, not thread-safe.
 */
final class ChangeRows {
  private static final int KEPT = 1 << 17;
  private static final int EMPTY = -1;

  private final Names names;
  private int size;
  private int[] stratum = {};
  private int[] place = {};

  /** Log in the upper half, bin in the lower: in US dollars, and in the country's currency. */
  private long[] usd = {};

  private long[] local = {};
  private int[] byRegion = {};
  private int[] dayAt = new int[64];
  private int[] days = new int[64];
  private int dayCount;

  private final Numbering strata = new Numbering();
  private final Numbering employers = new Numbering();
  private int[] who = {};
  private int[] level = {};
  private final Map<String, Cell> cells = new HashMap<>();

  /** Numbers from 0 for keys, by first appearance. */
  private static final class Numbering {
    private long[] keys = new long[64];
    private int[] at = new int[128];
    private int size;

    Numbering() {
      Arrays.fill(at, EMPTY);
    }

    void clear() {
      size = 0;
      if (at.length > KEPT) {
        at = new int[128];
        keys = new long[64];
      }
      Arrays.fill(at, EMPTY);
    }

    int find(long key) {
      int mask = at.length - 1;
      long mixed = key * 0x9E3779B97F4A7C15L;
      int slot = (int) (mixed >>> 32) & mask;
      while (at[slot] != EMPTY && keys[at[slot]] != key) {
        slot = slot + 1 & mask;
      }
      return at[slot] == EMPTY ? -1 - slot : at[slot];
    }

    int of(long key) {
      int found = find(key);
      if (found >= 0) {
        return found;
      }
      if (size == keys.length) {
        grow();
        found = find(key);
      }
      at[-1 - found] = size;
      keys[size] = key;
      return size++;
    }

    private void grow() {
      keys = Arrays.copyOf(keys, size * 2);
      at = new int[size * 4];
      Arrays.fill(at, EMPTY);
      for (int i = 0; i < size; i++) {
        at[-1 - find(keys[i])] = i;
      }
    }
  }

  /** The rows of one region: entries, in the order of the days, that refer to rows. */
  final class Cell {
    private final boolean world;
    private final int start;
    private int end;

    private Cell(boolean world, int start, int end) {
      this.world = world;
      this.start = start;
      this.end = end;
    }

    boolean isWorld() {
      return world;
    }

    int row(int entry) {
      return world ? entry : byRegion[entry];
    }

    /** The first entry of a day or later. */
    int at(int day) {
      int row = firstRow(day);
      if (world) {
        return row;
      }
      int low = start;
      int high = end;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (byRegion[middle] < row) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }

  ChangeRows(Names names) {
    this.names = names;
  }

  /** Forgets everything. */
  void clear() {
    size = 0;
    dayCount = 0;
    strata.clear();
    employers.clear();
    cells.clear();
  }

  /** Forgets everything, and gives up room for very many rows. */
  void release() {
    clear();
    if (stratum.length > KEPT) {
      stratum = new int[0];
      place = new int[0];
      usd = new long[0];
      local = new long[0];
      byRegion = new int[0];
    }
  }

  /** Makes room for so many rows. */
  void room(int rows) {
    if (stratum.length < rows) {
      int capacity = rows + rows / 16;
      stratum = new int[capacity];
      place = new int[capacity];
      usd = new long[capacity];
      local = new long[capacity];
    }
  }

  /** Appends a day, for which there must be room; days must come in order. */
  void add(RoleDay day) {
    if (dayCount == days.length) {
      days = Arrays.copyOf(days, dayCount * 2);
      dayAt = Arrays.copyOf(dayAt, dayCount * 2);
    }
    days[dayCount] = day.day();
    dayAt[dayCount++] = size;
    for (int row = 0; row < day.size(); row++) {
      int at = day.place(row);
      Level of = day.level(row);
      stratum[size] =
          stratum(
              at,
              day.employer(row),
              of == null ? 0 : of.ordinal() + 1,
              day.sourceType(row).ordinal(),
              day.payPeriod(row).ordinal());
      place[size] = at;
      usd[size] = both(day.usdLog(row), day.usdBin(row));
      local[size] = both(day.localLog(row), day.localBin(row));
      size++;
    }
  }

  private static long both(int upper, int lower) {
    return (long) upper << 32 | lower & 0xFFFF_FFFFL;
  }

  /** The number of the stratum of a contribution, which none of the rows need have. */
  int stratum(Contribution c) {
    return stratum(
        names.place(c.place(), c.currency()),
        c.employer(),
        c.level() == null ? 0 : c.level().ordinal() + 1,
        c.sourceType().ordinal(),
        c.payPeriod().ordinal());
  }

  private int stratum(int at, int employer, int ofLevel, int source, int period) {
    String country = names.place(at).country();
    // The two letters of the country stand where a stratum has its skills.
    long key =
        Stratum.key(employer, ofLevel, source, period, 0)
            | (country.charAt(0) & 31) << 5
            | (country.charAt(1) & 31);
    int number = strata.of(key);
    if (who.length <= number) {
      who = Arrays.copyOf(who, number * 2 + 64);
      level = Arrays.copyOf(level, number * 2 + 64);
    }
    who[number] = employer == Contribution.ANONYMOUS ? -1 : employers.of(employer);
    level[number] = ofLevel;
    return number;
  }

  /** To be called when all days were added: sorts the rows by country and by sub-division. */
  void finish() {
    if (byRegion.length < 2 * size) {
      byRegion = new int[2 * size + size / 8];
    }
    int[] counts = new int[names.places()];
    for (int row = 0; row < size; row++) {
      counts[place[row]]++;
    }
    cells.put(Market.WORLD, new Cell(true, 0, size));
    Map<String, Integer> sizes = new HashMap<>();
    int country = 0;
    int subdivision = size;
    Cell[] ofCountry = new Cell[counts.length];
    Cell[] ofSubdivision = new Cell[counts.length];
    for (int at = 0; at < counts.length; at++) {
      if (counts[at] > 0) {
        sizes.merge(names.place(at).country(), counts[at], Integer::sum);
      }
    }
    for (int at = 0; at < counts.length; at++) {
      if (counts[at] > 0) {
        RegionPath path = names.place(at);
        Cell known = cells.get(path.country());
        if (known == null) {
          known = new Cell(false, country, country);
          country += sizes.get(path.country());
          cells.put(path.country(), known);
        }
        ofCountry[at] = known;
        if (path.subdivision() != null) {
          ofSubdivision[at] = new Cell(false, subdivision, subdivision);
          subdivision += counts[at];
          cells.put(path.subdivision(), ofSubdivision[at]);
        }
      }
    }
    for (int row = 0; row < size; row++) {
      byRegion[ofCountry[place[row]].end++] = row;
      if (ofSubdivision[place[row]] != null) {
        byRegion[ofSubdivision[place[row]].end++] = row;
      }
    }
  }

  private int firstRow(int day) {
    int at = Arrays.binarySearch(days, 0, dayCount, day);
    at = at >= 0 ? at : -1 - at;
    return at == dayCount ? size : dayAt[at];
  }

  /** The rows of a region, or null where there are none. */
  Cell cell(String region) {
    return cells.get(region);
  }

  int strata() {
    return strata.size;
  }

  /** How many employers are named. */
  int employers() {
    return employers.size;
  }

  /** The key of an employer by its number: it says whether the employer's pay is protected. */
  int employerKey(int number) {
    return (int) employers.keys[number];
  }

  /** The number of a stratum's employer, or -1 for none. */
  int who(int ofStratum) {
    return who[ofStratum];
  }

  /** Ordinal of a stratum's level + 1, or 0 for none. */
  int level(int ofStratum) {
    return level[ofStratum];
  }

  int stratum(int row) {
    return stratum[row];
  }

  int log(int row, boolean inUsd) {
    return (int) ((inUsd ? usd[row] : local[row]) >> 32);
  }

  int bin(int row, boolean inUsd) {
    return (int) (inUsd ? usd[row] : local[row]);
  }
}
