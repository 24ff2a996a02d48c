package io.salarysignals.domain.window;

import java.util.Arrays;

/**
 * How many observations a market has on each day that has any, in order. Room is taken by days with
 * observations alone: one mistaken date, thousands of years away, costs no more than any other.
 */
public final class DayCounts {
  private int[] days = new int[4];
  private int[] counts = new int[4];
  private int size;

  /** Sets the count of a day; zero for none. */
  public void set(int day, int count) {
    int at = at(day);
    if (at < size && days[at] == day) {
      if (count != 0) {
        counts[at] = count;
        return;
      }
      size--;
      System.arraycopy(days, at + 1, days, at, size - at);
      System.arraycopy(counts, at + 1, counts, at, size - at);
    } else if (count != 0) {
      if (size == days.length) {
        days = Arrays.copyOf(days, size + size / 2 + 1);
        counts = Arrays.copyOf(counts, days.length);
      }
      System.arraycopy(days, at, days, at + 1, size - at);
      System.arraycopy(counts, at, counts, at + 1, size - at);
      days[at] = day;
      counts[at] = count;
      size++;
    }
  }

  /** Where the first day at or after {@code day} stands; mostly it is one of the last. */
  private int at(int day) {
    if (size == 0 || day > days[size - 1]) {
      return size;
    }
    int found = Arrays.binarySearch(days, 0, size, day);
    return found >= 0 ? found : -found - 1;
  }

  public int n(int day) {
    int at = at(day);
    return at < size && days[at] == day ? counts[at] : 0;
  }

  public boolean contains(int day) {
    return n(day) != 0;
  }

  /** Observations on the days [from, to). */
  public long sum(int from, int to) {
    long sum = 0;
    for (int at = at(from); at < size && days[at] < to; at++) {
      sum += counts[at];
    }
    return sum;
  }

  /** The first day at or after {@code day} that has any, or Integer.MAX_VALUE. */
  public int ceil(int day) {
    int at = at(day);
    return at < size ? days[at] : Integer.MAX_VALUE;
  }

  public boolean isEmpty() {
    return size == 0;
  }
}
