package io.salarysignals.domain.pane;

import java.util.Arrays;

/**
 * The rows of several days of one role side by side, in the order of the days: what windows of one
 * role are summed from when many of them are told at once. Employers are numbered by the rank of
 * their key among those there are, so that counts by employer take little room and come out in the
 * order of the keys. What is needed of a day is copied, so that the day may be forgotten. About 50
 * bytes a row, and 4 for each of its facets; used again and again, not thread-safe.
 */
public final class RoleRows {
  /** The rank of no employer. */
  static final int NONE = -1;

  /** Numbers a row. */
  static final int WIDTH = 5;

  /** Where the pay in the country's currency and the contributor stand in a row. */
  static final int LOCAL = 2;

  static final int CONTRIBUTOR = 4;

  private static final int KEPT = 1 << 17;
  private static final int KEY_WORDS = (1 << 17) / 64;

  private int[] days = new int[32];
  private FacetIndex[] indexes = new FacetIndex[32];
  private int[] starts = new int[33];
  private int dayCount;
  private int size;

  /**
   * Five numbers a row, side by side because they are read together: the pay in US dollars in
   * hundredths, its logarithm in the upper and its bin in the lower half, the same two in the
   * country's currency, and the rank of the employer in the upper and the flags in the lower half.
   */
  long[] columns = {};

  private int[] place = {};

  private final long[] keys = new long[KEY_WORDS];
  private final int[] ranksBefore = new int[KEY_WORDS];
  private int[] employerKeys = new int[64];
  private int employerCount;

  /** Forgets everything. */
  public void clear() {
    Arrays.fill(indexes, 0, dayCount, null);
    dayCount = 0;
    size = 0;
    Arrays.fill(keys, 0);
  }

  /** Makes room for so many rows; there may be more. To be called before the first day. */
  public void room(int rows) {
    if (place.length < rows) {
      int capacity = rows + rows / 16;
      columns = null; // So that the old ones may go before the new ones come.
      columns = new long[WIDTH * capacity];
      place = new int[capacity];
    }
  }

  /** Forgets everything, and gives up the room for more than some 100,000 rows. */
  public void release() {
    clear();
    if (place.length > KEPT) {
      columns = new long[0];
      place = new int[0];
    }
  }

  /** Appends a day; days must come in order. */
  public void add(RoleDay day) {
    if (day.size() == 0) {
      return;
    }
    if (dayCount == days.length) {
      days = Arrays.copyOf(days, dayCount * 2);
      indexes = Arrays.copyOf(indexes, dayCount * 2);
      starts = Arrays.copyOf(starts, dayCount * 2 + 1);
    }
    if (size + day.size() > place.length) {
      int capacity = (size + day.size()) * 2;
      columns = Arrays.copyOf(columns, WIDTH * capacity);
      place = Arrays.copyOf(place, capacity);
    }
    copy(day, size);
    days[dayCount] = day.day();
    indexes[dayCount] = day.index();
    starts[dayCount++] = size;
    size += day.size();
    starts[dayCount] = size;
  }

  /** Makes room for an employer that no row may have. */
  public void mark(int key) {
    if (key != Contribution.ANONYMOUS) {
      keys[key >> 6] |= 1L << key;
    }
  }

  /** To be called when all days and employers were added. */
  public void finish() {
    employerCount = 0;
    for (int word = 0; word < KEY_WORDS; word++) {
      ranksBefore[word] = employerCount;
      employerCount += Long.bitCount(keys[word]);
    }
    if (employerKeys.length < employerCount) {
      employerKeys = new int[employerCount * 2];
    }
    int rank = 0;
    for (int word = 0; word < KEY_WORDS; word++) {
      for (long bits = keys[word]; bits != 0; bits &= bits - 1) {
        employerKeys[rank++] = word * 64 + Long.numberOfTrailingZeros(bits);
      }
    }
    for (int at = CONTRIBUTOR; at < WIDTH * size; at += WIDTH) {
      columns[at] = both(rank((int) (columns[at] >> 32)), (int) columns[at]);
    }
  }

  private void copy(RoleDay day, int start) {
    for (int row = 0; row < day.size(); row++) {
      int at = WIDTH * (start + row);
      columns[at] = day.usdMinor(row);
      columns[at + 1] = both(day.usdLog(row), day.usdBin(row));
      columns[at + LOCAL] = day.localMinor(row);
      columns[at + LOCAL + 1] = both(day.localLog(row), day.localBin(row));
      // The rank of the employer is known once all are.
      mark(day.employer(row));
      columns[at + CONTRIBUTOR] = both(day.employer(row), day.flags(row));
      place[start + row] = day.place(row);
    }
  }

  private static long both(int upper, int lower) {
    return (long) upper << 32 | lower & 0xFFFF_FFFFL;
  }

  /** The rank of an employer that was marked, or NONE for none. */
  int rank(int key) {
    if (key == Contribution.ANONYMOUS) {
      return NONE;
    }
    long lower = keys[key >> 6] & ((1L << key) - 1);
    return ranksBefore[key >> 6] + Long.bitCount(lower);
  }

  /** How many employers there are. */
  int employers() {
    return employerCount;
  }

  int employerKey(int rank) {
    return employerKeys[rank];
  }

  /** The facets there are, ascending by number, so {@link Names#ALL} first. */
  public int[] facets() {
    int[] found = new int[64];
    int count = 0;
    found[count++] = Names.ALL;
    for (int d = 0; d < dayCount; d++) {
      int[] facets = indexes[d].facets();
      if (found.length < count + facets.length) {
        found = Arrays.copyOf(found, (count + facets.length) * 2);
      }
      System.arraycopy(facets, 0, found, count, facets.length);
      count += facets.length;
    }
    return Arrays.stream(found, 0, count).sorted().distinct().toArray();
  }

  public int size() {
    return size;
  }

  public int dayCount() {
    return dayCount;
  }

  /** The epoch day at position {@code i}. */
  public int day(int i) {
    return days[i];
  }

  /** Which of its rows, from 0 on, belong to which facet. */
  public FacetIndex index(int i) {
    return indexes[i];
  }

  /** The first row of the day at position {@code i}. */
  public int start(int i) {
    return starts[i];
  }

  /** The first row of a day at or after {@code day}; the number of rows where there is none. */
  public int firstRow(int day) {
    int low = 0;
    int high = dayCount;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (days[middle] < day) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == dayCount ? size : starts[low];
  }

  /** The number of a row's place. */
  public int place(int row) {
    return place[row];
  }
}
