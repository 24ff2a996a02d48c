package io.salarysignals.domain.demand;

import io.salarysignals.domain.window.Horizon;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/**
 * One cell's panes in order of days, with running sums that are made as far as they are asked for
 * and made anew from the day that changes: any window costs two look-ups.
 */
final class DemandSeries {
  static final DemandSeries EMPTY = new DemandSeries();

  /** Up to so many days are summed one by one: that is quick, and needs no room. */
  private static final int FEW = 8;

  /** A search is quicker where there are more days than this for a pane. */
  private static final int SPARSE = 8;

  int[] days = new int[2];
  DemandPane[] panes = new DemandPane[2];
  private int size;
  private int[][] sums;
  private int[] summed;
  private int[] open;
  private long[] openDays;
  private int stocked;

  /** By day from the first pane on, how many panes lie before it; null: not made. */
  private char[] positions;

  DemandSeries() {}

  /** A series of these panes, ascending by day. */
  DemandSeries(SortedMap<Integer, DemandPane> cell) {
    days = new int[Math.max(2, cell.size())];
    panes = new DemandPane[days.length];
    for (Map.Entry<Integer, DemandPane> entry : cell.entrySet()) {
      days[size] = entry.getKey();
      panes[size++] = entry.getValue();
    }
  }

  /** A series of its own with the same panes. */
  DemandSeries copy() {
    DemandSeries copy = new DemandSeries();
    copy.days = days.clone();
    copy.panes = panes.clone();
    copy.size = size;
    return copy;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The pane of a day, or null. */
  DemandPane at(int day) {
    int at = Arrays.binarySearch(days, 0, size, day);
    return at < 0 ? null : panes[at];
  }

  /** Puts the pane of a day, or says that it has changed; an empty one is dropped. */
  void put(int day, DemandPane pane) {
    int at = Arrays.binarySearch(days, 0, size, day);
    boolean known = at >= 0;
    at = known ? at : -at - 1;
    forget(at);
    if (known && !pane.isEmpty()) {
      panes[at] = pane;
    } else if (known) {
      size--;
      System.arraycopy(days, at + 1, days, at, size - at);
      System.arraycopy(panes, at + 1, panes, at, size - at);
      panes[size] = null;
    } else if (!pane.isEmpty()) {
      if (size == days.length) {
        days = Arrays.copyOf(days, size + size / 2 + 1);
        panes = Arrays.copyOf(panes, days.length);
      }
      System.arraycopy(days, at, days, at + 1, size - at);
      System.arraycopy(panes, at, panes, at + 1, size - at);
      days[at] = day;
      panes[at] = pane;
      size++;
    }
  }

  private void forget(int from) {
    positions = null;
    stocked = Math.min(stocked, from);
    for (int c = 0; summed != null && c < summed.length; c++) {
      summed[c] = Math.min(summed[c], from);
    }
  }

  /** Drops the running sums; they are made again where they are asked for. */
  void forgetSums() {
    sums = null;
    summed = null;
    open = null;
    openDays = null;
    positions = null;
    stocked = 0;
  }

  private int sumBefore(int counter, int end) {
    if (sums == null) {
      sums = new int[DemandPane.SIZE][];
      summed = new int[DemandPane.SIZE];
    }
    int[] sum = sums[counter];
    if (sum == null || sum.length <= size) {
      sum = sum == null ? new int[days.length + 1] : Arrays.copyOf(sum, days.length + 1);
      sums[counter] = sum;
    }
    for (int i = summed[counter]; i < end; i++) {
      sum[i + 1] = sum[i] + panes[i].count(counter);
    }
    summed[counter] = Math.max(summed[counter], end);
    return sum[end];
  }

  private void stock(int end) {
    if (open == null || open.length <= size) {
      open = open == null ? new int[days.length + 1] : Arrays.copyOf(open, days.length + 1);
      openDays =
          openDays == null ? new long[days.length + 1] : Arrays.copyOf(openDays, days.length + 1);
    }
    for (int i = stocked; i < end; i++) {
      open[i + 1] = open[i] + panes[i].net();
      openDays[i + 1] = openDays[i] + (i == 0 ? 0 : open[i] * (days[i] - (long) days[i - 1]));
    }
    stocked = Math.max(stocked, end);
  }

  /** The first day with a pane, or MAX_VALUE. */
  int firstDay() {
    return size == 0 ? Integer.MAX_VALUE : days[0];
  }

  /** How many panes lie before a day. */
  int before(int day) {
    if (size == 0 || day <= days[0]) {
      return 0;
    }
    if (day > days[size - 1]) {
      return size;
    }
    char[] known = positions == null ? locate() : positions;
    if (known != null) {
      return known[day - days[0]];
    }
    int found = Arrays.binarySearch(days, 0, size, day);
    return found >= 0 ? found : -found - 1;
  }

  /** Where panes are not too far between, a look-up takes the place of a search. */
  private char[] locate() {
    int span = days[size - 1] - days[0];
    if (size <= FEW || span > SPARSE * size || size > Character.MAX_VALUE) {
      return null;
    }
    char[] made = new char[span + 1];
    int day = 0;
    for (int i = 0; i < size; i++) {
      for (; day <= days[i] - days[0]; day++) {
        made[day] = (char) i;
      }
    }
    positions = made;
    return made;
  }

  /** Whether something entered or left on the days [from, to). */
  boolean moves(int from, int to) {
    int at = before(from);
    return at < size && days[at] < to;
  }

  /**
   * The grid ends in (behind, last] of which the window differs from the one before: something
   * entered or left.
   *
   * @param ends takes them, ascending
   * @return how many there are; less than 0 where there is no room: the room to provide
   */
  int dueEnds(Horizon horizon, int behind, int last, int[] ends) {
    int entered = firstWith(horizon, 0, behind);
    int left = firstWith(horizon, horizon.days(), behind);
    int found = 0;
    while (true) {
      int enters = entered < size ? horizon.after(days[entered]) : Integer.MAX_VALUE;
      int leaves = left < size ? horizon.after(days[left] + horizon.days()) : Integer.MAX_VALUE;
      int end = Math.min(enters, leaves);
      if (end > last || end == Integer.MAX_VALUE) {
        return found;
      }
      if (found == ends.length) {
        return -2 * ends.length;
      }
      ends[found++] = end;
      while (entered < size && horizon.after(days[entered]) == end) {
        entered++;
      }
      while (left < size && horizon.after(days[left] + horizon.days()) == end) {
        left++;
      }
    }
  }

  /** The first pane that a grid end after {@code behind} comes next to, so many days later. */
  private int firstWith(Horizon horizon, int later, int behind) {
    if (behind == Integer.MIN_VALUE) {
      return 0;
    }
    // after(day + later) > behind, wherever behind lies between two grid ends.
    return before(horizon.after(behind) - horizon.step() - later);
  }

  /** Postings open at the end of a day. */
  long open(int day) {
    int end = before(day + 1);
    if (size <= FEW) {
      long net = 0;
      for (int i = 0; i < end; i++) {
        net += panes[i].net();
      }
      return net;
    }
    stock(end);
    return open[end];
  }

  /** A count summed over the days [from, to). */
  long sum(int counter, int from, int to) {
    int first = before(from);
    int end = before(to);
    if (size <= FEW) {
      long sum = 0;
      for (int i = first; i < end; i++) {
        sum += panes[i].count(counter);
      }
      return sum;
    }
    return first >= end ? 0 : (long) sumBefore(counter, end) - sumBefore(counter, first);
  }

  /** Open postings summed over the days [from, to). */
  long openDays(int from, int to) {
    return openDaysBefore(to) - openDaysBefore(from);
  }

  private long openDaysBefore(int day) {
    int i = before(day);
    if (i == 0) {
      return 0;
    }
    stock(i);
    return openDays[i] + open[i] * (day - (long) days[i - 1]);
  }

  /** Spells that opened, closed or expired, by day of [from, to). */
  long[] flows(int from, int to) {
    long[] flows = new long[to - from];
    for (int i = before(from); i < size && days[i] < to; i++) {
      flows[days[i] - from] =
          (long) panes[i].count(DemandPane.OPENED)
              + panes[i].count(DemandPane.CLOSED)
              + panes[i].count(DemandPane.EXPIRED);
    }
    return flows;
  }
}
