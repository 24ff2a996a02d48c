package io.salarysignals.domain.trend;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * The roles whose provisional events are to be told, and in which order. A role that changes after
 * it was left alone for an interval may be told at once, one that changes all the time once per
 * interval. Roles with few observations come first, and never wait for those with many, which take
 * long; one that waits comes as if it had a quarter of its observations for each interval of
 * waiting.
 */
final class ProvisionalQueue {
  /** More would shift all observations of any role away. */
  private static final long MOST_INTERVALS = 20;

  private final ToLongFunction<RoleState> size;
  private final long few;
  private final Set<RoleState> touched = new LinkedHashSet<>();

  /** In order: since when each waits. */
  private final Map<RoleState, Long> telling = new LinkedHashMap<>();

  private long now;

  /**
   * @param size how many observations have to be looked at to tell a role
   * @param few observations up to which telling a role takes some milliseconds at most
   */
  ProvisionalQueue(ToLongFunction<RoleState> size, long few) {
    this.size = size;
    this.few = few;
  }

  /** Something changed in a role. */
  void touch(RoleState role) {
    touched.add(role);
  }

  /**
   * Lets in the roles that changed and were not told within the interval.
   *
   * @param time now, milliseconds of any clock that goes forward
   * @param interval least time between two tellings of one role, milliseconds
   */
  void begin(long time, long interval) {
    now = time;
    boolean more = false;
    for (Iterator<RoleState> it = touched.iterator(); it.hasNext(); ) {
      RoleState role = it.next();
      if (role.provisionalAt == RoleState.NEVER || time - role.provisionalAt >= interval) {
        telling.putIfAbsent(role, time);
        it.remove();
        more = true;
      }
    }
    if (more) {
      order(Math.max(1, interval));
    }
  }

  private void order(long interval) {
    Map<RoleState, Long> ranks = new HashMap<>();
    telling.forEach(
        (role, since) -> {
          long waited = Math.min(MOST_INTERVALS, (now - since) / interval);
          ranks.put(role, size.applyAsLong(role) >> 2 * waited);
        });
    Map<RoleState, Long> unordered = new HashMap<>(telling);
    telling.clear();
    ranks.entrySet().stream()
        .sorted(
            Map.Entry.<RoleState, Long>comparingByValue()
                .thenComparing(entry -> entry.getKey().order, Comparator.naturalOrder()))
        .forEach(entry -> telling.put(entry.getKey(), unordered.get(entry.getKey())));
  }

  /** Whether there is a role to tell. */
  boolean hasNext() {
    return !telling.isEmpty();
  }

  /** The role to tell now; it is in the queue no more. */
  RoleState next() {
    return take(telling.keySet().iterator().next());
  }

  /** Whether there is one with few observations. */
  boolean hasFew() {
    return firstOfFew() != null;
  }

  /** The next one of those with few observations; there must be one. */
  RoleState nextOfFew() {
    return take(firstOfFew());
  }

  private RoleState firstOfFew() {
    for (RoleState role : telling.keySet()) {
      if (size.applyAsLong(role) <= few) {
        return role;
      }
    }
    return null;
  }

  private RoleState take(RoleState role) {
    telling.remove(role);
    touched.remove(role);
    role.provisionalAt = now;
    return role;
  }

  /** Whether nothing has changed that was not told. */
  boolean isEmpty() {
    return touched.isEmpty() && telling.isEmpty();
  }

  /** Gives up everything: there will be no provisional events any more. */
  void forget() {
    touched.forEach(role -> role.touched.clear());
    telling.keySet().forEach(role -> role.touched.clear());
    touched.clear();
    telling.clear();
  }
}
