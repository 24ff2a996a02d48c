package io.salarysignals.domain.window;

import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.FacetIndex;
import io.salarysignals.domain.pane.Names;
import io.salarysignals.domain.pane.RoleRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of one facet in every region, in the order of the days: the world, then each country
 * before its sub-divisions. Used again and again, not thread-safe.
 */
public final class FacetRows {
  private static final int KEPT = 1 << 19;

  private final Names names;
  private RoleRows rows;
  private int[] refs = new int[64];
  private int[] counts = new int[16];
  private int[] ofPlace = new int[16];
  private int[] subdivisionAt = new int[16];
  private int[] countryAt = new int[16];
  private int places;
  private final List<Cell> cells = new ArrayList<>();
  private int cellCount;
  private final Map<String, Cell> byRegion = new HashMap<>();

  /** A region and its rows: the entries [start, end) of {@link #refs}. */
  public static final class Cell {
    private String region;
    private boolean world;
    private int start;
    private int end;

    public String region() {
      return region;
    }

    public boolean isWorld() {
      return world;
    }

    /** How many rows there are. */
    public int size() {
      return end - start;
    }

    public int start() {
      return start;
    }

    public int end() {
      return end;
    }
  }

  public FacetRows(Names names) {
    this.names = names;
  }

  /**
   * Turns to a facet.
   *
   * @param least where there are fewer rows in all, nothing is looked at
   * @return whether there are so many
   */
  public boolean over(RoleRows ofRows, int facet, int least) {
    rows = ofRows;
    cellCount = 0;
    byRegion.clear();
    int size = 0;
    if (facet == Names.ALL) {
      size = rows.size();
      room(size);
      for (int row = 0; row < size; row++) {
        refs[row] = row;
      }
    } else {
      for (int d = 0; d < rows.dayCount(); d++) {
        FacetIndex index = rows.index(d);
        int at = index.find(facet);
        size += at < 0 ? 0 : index.end(at) - index.start(at);
      }
      if (size >= Math.max(1, least)) {
        room(size);
        gather(facet);
      }
    }
    if (size < Math.max(1, least)) {
      return false;
    }
    cells(size);
    return true;
  }

  /** Forgets the rows, and gives up the room for very many. */
  public void release() {
    rows = null;
    if (refs.length > KEPT) {
      refs = new int[64];
    }
  }

  private void room(int size) {
    if (refs.length < 3 * size) {
      refs = new int[3 * size + size / 8];
    }
  }

  private void gather(int facet) {
    int size = 0;
    for (int d = 0; d < rows.dayCount(); d++) {
      FacetIndex index = rows.index(d);
      int at = index.find(facet);
      if (at >= 0) {
        int first = rows.start(d);
        for (int i = index.start(at); i < index.end(at); i++) {
          refs[size++] = first + index.rows()[i];
        }
      }
    }
  }

  /** Sorts the rows by country and by sub-division, each in the order of days. */
  private void cells(int size) {
    if (counts.length < names.places()) {
      int more = names.places() * 2;
      counts = new int[more];
      ofPlace = new int[more];
      subdivisionAt = new int[more];
      countryAt = new int[more];
    }
    places = 0;
    for (int i = 0; i < size; i++) {
      int place = rows.place(refs[i]);
      if (counts[place]++ == 0) {
        ofPlace[places++] = place;
      }
    }
    order();
    cell(Market.WORLD, true, 0, size);
    int country = size;
    int subdivision = 2 * size;
    for (int first = 0; first < places; ) {
      String code = names.place(ofPlace[first]).country();
      Cell cell = cell(code, false, country, country);
      int last = first;
      for (; last < places && names.place(ofPlace[last]).country().equals(code); last++) {
        int place = ofPlace[last];
        cell.end += counts[place];
        countryAt[place] = first;
        String name = names.place(place).subdivision();
        subdivisionAt[place] = name == null ? -1 : subdivision;
        if (name != null) {
          cell(name, false, subdivision, subdivision + counts[place]);
          subdivision += counts[place];
        }
      }
      int leader = ofPlace[first];
      countryAt[leader] = country;
      for (int i = first + 1; i < last; i++) {
        countryAt[ofPlace[i]] = -1 - leader;
      }
      country = cell.end;
      first = last;
    }
    for (int i = 0; i < size; i++) {
      int place = rows.place(refs[i]);
      int leader = countryAt[place] < 0 ? -1 - countryAt[place] : place;
      refs[countryAt[leader]++] = refs[i];
      if (subdivisionAt[place] >= 0) {
        refs[subdivisionAt[place]++] = refs[i];
      }
    }
    for (int i = 0; i < places; i++) {
      counts[ofPlace[i]] = 0;
    }
  }

  private void order() {
    int[] ranks = names.ranks();
    for (int i = 1; i < places; i++) {
      int place = ofPlace[i];
      int at = i;
      for (; at > 0 && ranks[ofPlace[at - 1]] > ranks[place]; at--) {
        ofPlace[at] = ofPlace[at - 1];
      }
      ofPlace[at] = place;
    }
  }

  private Cell cell(String region, boolean world, int start, int end) {
    if (cellCount == cells.size()) {
      cells.add(new Cell());
    }
    Cell cell = cells.get(cellCount++);
    cell.region = region;
    cell.world = world;
    cell.start = start;
    cell.end = end;
    return cell;
  }

  /** How many regions there are. */
  public int cells() {
    return cellCount;
  }

  public Cell cell(int i) {
    return cells.get(i);
  }

  /** The cell of a region, or null. */
  public Cell cell(String region) {
    if (byRegion.isEmpty()) {
      for (int i = 0; i < cellCount; i++) {
        byRegion.put(cells.get(i).region, cells.get(i));
      }
    }
    return byRegion.get(region);
  }

  /** Rows by region. A view: do not change. */
  public int[] refs() {
    return refs;
  }

  /** The first entry of a cell's rows, from {@code from} on, that is not below {@code row}. */
  public int at(Cell cell, int from, int row) {
    // Mostly asked for the next of many days: it is not far.
    int low = from;
    int high = from;
    for (int step = 1; high < cell.end && refs[high] < row; step *= 2) {
      low = high + 1;
      high += step;
    }
    high = Math.min(high, cell.end);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (refs[middle] < row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
