package io.salarysignals.domain.demand;

import java.util.Arrays;

/** A number that changes from day to day: exact, in any order of its changes. */
final class Stock {
  private int[] days = new int[4];
  private int[] nets = new int[4];
  private long[] sums = new long[4];
  private int size;
  private int summed;

  /** Changes the number from a day on. */
  void add(int day, int net) {
    if (net == 0) {
      return;
    }
    int at = Arrays.binarySearch(days, 0, size, day);
    if (at < 0) {
      at = -at - 1;
      insert(at, day);
    }
    nets[at] = Math.addExact(nets[at], net);
    if (nets[at] == 0) {
      size--;
      System.arraycopy(days, at + 1, days, at, size - at);
      System.arraycopy(nets, at + 1, nets, at, size - at);
    }
    summed = Math.min(summed, at);
  }

  private void insert(int at, int day) {
    if (size == days.length) {
      int room = size + size / 2 + 1;
      days = Arrays.copyOf(days, room);
      nets = Arrays.copyOf(nets, room);
      sums = Arrays.copyOf(sums, room);
    }
    System.arraycopy(days, at, days, at + 1, size - at);
    System.arraycopy(nets, at, nets, at + 1, size - at);
    days[at] = day;
    nets[at] = 0;
    size++;
  }

  /** The change on a day. */
  int net(int day) {
    int at = Arrays.binarySearch(days, 0, size, day);
    return at < 0 ? 0 : nets[at];
  }

  /** The number at the end of a day. */
  long at(int day) {
    int found = Arrays.binarySearch(days, 0, size, day);
    int last = found >= 0 ? found : -found - 2;
    for (; summed <= last; summed++) {
      sums[summed] = nets[summed] + (summed == 0 ? 0 : sums[summed - 1]);
    }
    return last < 0 ? 0 : sums[last];
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The first day on which something changes; there must be one. */
  int first() {
    return days[0];
  }

  /** The days on which something changes, ascending. */
  int[] days() {
    return Arrays.copyOf(days, size);
  }
}
