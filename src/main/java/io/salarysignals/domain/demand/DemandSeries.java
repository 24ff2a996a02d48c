package io.salarysignals.domain.demand;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/** One cell's panes in order of days, with running sums: any window costs two look-ups. */
final class DemandSeries {
  final int[] days;
  final DemandPane[] panes;
  private final long[][] sums;
  private final long[] open;
  private final long[] openDays;

  DemandSeries(String facet, SortedMap<Integer, DemandDay> market) {
    int size = 0;
    int[] at = new int[market.size()];
    DemandPane[] found = new DemandPane[market.size()];
    for (Map.Entry<Integer, DemandDay> entry : market.entrySet()) {
      DemandPane pane = entry.getValue().pane(facet);
      if (pane != null) {
        at[size] = entry.getKey();
        found[size++] = pane;
      }
    }
    days = Arrays.copyOf(at, size);
    panes = Arrays.copyOf(found, size);
    sums = new long[DemandPane.SIZE][size + 1];
    open = new long[size + 1];
    openDays = new long[size + 1];
    for (int i = 0; i < size; i++) {
      for (int c = 0; c < DemandPane.SIZE; c++) {
        sums[c][i + 1] = sums[c][i] + panes[i].count(c);
      }
      open[i + 1] = open[i] + panes[i].net();
      openDays[i + 1] = openDays[i] + (i == 0 ? 0 : open[i] * (days[i] - (long) days[i - 1]));
    }
  }

  /** How many panes lie before a day. */
  int before(int day) {
    int found = Arrays.binarySearch(days, day);
    return found >= 0 ? found : -found - 1;
  }

  /** Postings open at the end of a day. */
  long open(int day) {
    return open[before(day + 1)];
  }

  /** A count summed over the days [from, to). */
  long sum(int counter, int from, int to) {
    return sums[counter][before(to)] - sums[counter][before(from)];
  }

  /** Open postings summed over the days [from, to). */
  long openDays(int from, int to) {
    return openDaysBefore(to) - openDaysBefore(from);
  }

  private long openDaysBefore(int day) {
    int i = before(day);
    return i == 0 ? 0 : openDays[i] + open[i] * (day - (long) days[i - 1]);
  }

  /** Spells that opened, closed or expired on a day. */
  long flow(int day) {
    return sum(DemandPane.OPENED, day, day + 1)
        + sum(DemandPane.CLOSED, day, day + 1)
        + sum(DemandPane.EXPIRED, day, day + 1);
  }
}
