package io.salarysignals.domain.trend;

import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.Change;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.pane.Stratum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What changed late in one cell, in the order of the days. */
final class Lateness {
  private static final Pane NOTHING = new Pane();

  final String region;
  private List<Change> changes = new ArrayList<>();

  Lateness(String region) {
    this.region = region;
  }

  /** Appends a change; days must come in order. */
  void add(Change change) {
    changes.add(change);
  }

  boolean isEmpty() {
    return changes.isEmpty();
  }

  /** All changes, in the order of the days. */
  List<Change> changes() {
    return changes;
  }

  Change change(int i) {
    return changes.get(i);
  }

  private int day(int i) {
    return changes.get(i).contribution().day();
  }

  /** The position of the first change of a day at or after {@code day}. */
  int at(int day) {
    int low = 0;
    int high = changes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (day(middle) < day) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** By how many observations the changes [from, to) made the cell grow. */
  long growth(int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += changes.get(i).sign();
    }
    return sum;
  }

  /** Whether the changes [from, to) come to nothing. */
  boolean cancel(int from, int to) {
    if (growth(from, to) != 0) {
      return false;
    }
    Pane sum = new Pane();
    for (int i = from; i < to; i++) {
      sum.add(changes.get(i).sign(), changes.get(i).contribution(), region);
    }
    return sum.sameAs(NOTHING) && strataCancel(from, to);
  }

  /** Whether those seen are the same: with equal pay, only skills, say, may have changed. */
  private boolean strataCancel(int from, int to) {
    Map<Long, long[]> strata = new HashMap<>();
    for (int i = from; i < to; i++) {
      Contribution c = changes.get(i).contribution();
      long[] net = strata.computeIfAbsent(Stratum.of(c), key -> new long[2]);
      net[0] += changes.get(i).sign();
      net[1] += changes.get(i).sign() * (long) c.local().log();
    }
    return strata.values().stream().allMatch(net -> net[0] == 0 && net[1] == 0);
  }

  /** Forgets the days on which the changes come to nothing. */
  void dropCancelled() {
    List<Change> left = new ArrayList<>(changes.size());
    for (int from = 0; from < changes.size(); ) {
      int to = at(day(from) + 1);
      if (!cancel(from, to)) {
        left.addAll(changes.subList(from, to));
      }
      from = to;
    }
    changes = left;
  }

  /** Whether something is left of a day. */
  boolean has(int day) {
    int at = at(day);
    return at < changes.size() && day(at) == day;
  }

  /** The regions that a contribution counts in. */
  static String[] regions(Contribution c) {
    String subdivision = c.place().subdivision();
    return subdivision == null
        ? new String[] {Market.WORLD, c.place().country()}
        : new String[] {Market.WORLD, c.place().country(), subdivision};
  }
}
