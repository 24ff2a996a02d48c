package io.salarysignals.domain.demand;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/** One cell's panes in order of days, with running sums: any window costs two look-ups. */
final class DemandSeries {
  static final DemandSeries EMPTY = new DemandSeries(new java.util.TreeMap<>());

  final int[] days;
  final DemandPane[] panes;
  private final int[][] sums = new int[DemandPane.SIZE][];
  private int[] open;
  private long[] openDays;

  DemandSeries(SortedMap<Integer, DemandPane> cell) {
    days = new int[cell.size()];
    panes = new DemandPane[cell.size()];
    int size = 0;
    for (Map.Entry<Integer, DemandPane> entry : cell.entrySet()) {
      days[size] = entry.getKey();
      panes[size++] = entry.getValue();
    }
  }

  private int[] sums(int counter) {
    int[] sum = sums[counter];
    if (sum == null) {
      sum = new int[days.length + 1];
      for (int i = 0; i < days.length; i++) {
        sum[i + 1] = sum[i] + panes[i].count(counter);
      }
      sums[counter] = sum;
    }
    return sum;
  }

  private void stock() {
    open = new int[days.length + 1];
    openDays = new long[days.length + 1];
    for (int i = 0; i < days.length; i++) {
      open[i + 1] = open[i] + panes[i].net();
      openDays[i + 1] = openDays[i] + (i == 0 ? 0 : open[i] * (days[i] - (long) days[i - 1]));
    }
  }

  /** How many panes lie before a day. */
  int before(int day) {
    int found = Arrays.binarySearch(days, day);
    return found >= 0 ? found : -found - 1;
  }

  /** Whether something entered or left on the days [from, to). */
  boolean moves(int from, int to) {
    int at = before(from);
    return at < days.length && days[at] < to;
  }

  /** Postings open at the end of a day. */
  long open(int day) {
    if (open == null) {
      stock();
    }
    return open[before(day + 1)];
  }

  /** A count summed over the days [from, to). */
  long sum(int counter, int from, int to) {
    int[] sum = sums(counter);
    return (long) sum[before(to)] - sum[before(from)];
  }

  /** Open postings summed over the days [from, to). */
  long openDays(int from, int to) {
    if (open == null) {
      stock();
    }
    return openDaysBefore(to) - openDaysBefore(from);
  }

  private long openDaysBefore(int day) {
    int i = before(day);
    return i == 0 ? 0 : openDays[i] + open[i] * (day - (long) days[i - 1]);
  }

  /** Spells that opened, closed or expired on a day. */
  long flow(int day) {
    int at = Arrays.binarySearch(days, day);
    return at < 0
        ? 0
        : (long) panes[at].count(DemandPane.OPENED)
            + panes[at].count(DemandPane.CLOSED)
            + panes[at].count(DemandPane.EXPIRED);
  }
}
