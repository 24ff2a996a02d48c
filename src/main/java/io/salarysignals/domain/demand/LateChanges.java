package io.salarysignals.domain.demand;

import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * By how much closed days of a market changed and were not told yet. A change belongs to the last
 * grid end that had been told when it came: windows that end later were told with it.
 */
final class LateChanges {
  private final TreeMap<Integer, TreeMap<Integer, DemandDay>> byEnd = new TreeMap<>();
  private final TreeMap<Integer, Set<Integer>> dirty = new TreeMap<>();

  /** Takes over from the state. */
  void load(int toldThrough, int day, DemandDay changes) {
    byEnd.computeIfAbsent(toldThrough, e -> new TreeMap<>()).put(day, changes);
  }

  /** Adds changes of a day. */
  void add(int toldThrough, int day, DemandDay more) {
    TreeMap<Integer, DemandDay> days = byEnd.computeIfAbsent(toldThrough, e -> new TreeMap<>());
    DemandDay changes = days.computeIfAbsent(day, d -> new DemandDay());
    changes.addAll(more);
    if (changes.isEmpty()) {
      days.remove(day);
    }
    if (days.isEmpty()) {
      byEnd.remove(toldThrough);
    }
    dirty(toldThrough, day);
  }

  private void dirty(int toldThrough, int day) {
    dirty.computeIfAbsent(toldThrough, e -> new TreeSet<>()).add(day);
  }

  boolean isEmpty() {
    return byEnd.isEmpty();
  }

  /** The greatest grid end that was told without some of the changes, below another; or null. */
  Integer endBefore(int end) {
    return byEnd.lowerKey(end);
  }

  /** Adds to {@code days} the changes that belong to a grid end. */
  void addTo(TreeMap<Integer, DemandDay> days, int toldThrough) {
    byEnd
        .get(toldThrough)
        .forEach(
            (day, changes) -> {
              DemandDay to = days.computeIfAbsent(day, d -> new DemandDay());
              to.addAll(changes);
              if (to.isEmpty()) {
                days.remove(day);
              }
            });
  }

  /** Everything was told. */
  void clear() {
    byEnd.forEach((end, days) -> days.keySet().forEach(day -> dirty(end, day)));
    byEnd.clear();
  }

  /** Hands what changed to the state. */
  void save(DemandMarket market, DemandState state) {
    dirty.forEach(
        (end, days) -> {
          TreeMap<Integer, DemandDay> there = byEnd.getOrDefault(end, new TreeMap<>());
          for (int day : days) {
            state.saveLate(market, end, day, there.getOrDefault(day, new DemandDay()));
          }
        });
    dirty.clear();
  }
}
