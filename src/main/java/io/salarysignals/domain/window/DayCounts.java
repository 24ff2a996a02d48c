package io.salarysignals.domain.window;

import java.util.Arrays;

/**
 * How many observations a market has on each day: an int per day between the first and the last.
 */
public final class DayCounts {
  private int[] counts = new int[4];
  private int first;
  private int size;

  /** Sets the count of a day; zero for none. */
  public void set(int day, int count) {
    if (size == 0) {
      if (count == 0) {
        return;
      }
      first = day;
      size = 1;
    } else if (day < first) {
      if (count == 0) {
        return;
      }
      int more = first - day;
      int[] moved = new int[Math.max(size + more, counts.length)];
      System.arraycopy(counts, 0, moved, more, size);
      counts = moved;
      first = day;
      size += more;
    } else if (day >= first + size) {
      if (count == 0) {
        return;
      }
      int needed = day - first + 1;
      if (needed > counts.length) {
        counts = Arrays.copyOf(counts, Math.max(needed, counts.length + counts.length / 2));
      }
      size = needed;
    }
    counts[day - first] = count;
  }

  public int n(int day) {
    int at = day - first;
    return size > 0 && at >= 0 && at < size ? counts[at] : 0;
  }

  public boolean contains(int day) {
    return n(day) != 0;
  }

  /** Observations on the days [from, to). */
  public long sum(int from, int to) {
    long sum = 0;
    int end = Math.min(to - first, size);
    for (int at = Math.max(from - first, 0); at < end; at++) {
      sum += counts[at];
    }
    return sum;
  }

  /** The first day at or after {@code day} that has any, or Integer.MAX_VALUE. */
  public int ceil(int day) {
    for (int at = size == 0 || day <= first ? 0 : day - first; at < size; at++) {
      if (counts[at] != 0) {
        return first + at;
      }
    }
    return Integer.MAX_VALUE;
  }

  public boolean isEmpty() {
    return ceil(Integer.MIN_VALUE) == Integer.MAX_VALUE;
  }
}
