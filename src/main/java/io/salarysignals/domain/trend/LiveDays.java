package io.salarysignals.domain.trend;

import io.salarysignals.domain.pane.Change;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.Names;
import io.salarysignals.domain.pane.RoleDay;
import io.salarysignals.domain.trend.RoleState.LiveDay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * The days of all roles as live columns in front of the store, written once per save. Where they do
 * not all have room, what is added to a day of now or retracted is appended to the store without
 * reading what it holds of that day: who needs the rows reads them.
 */
final class LiveDays {
  /** A day is written whole again once so many appended pieces hold half of it. */
  private static final int PIECES = 16;

  /** Days before the newest from which on a day that is dropped is one of now. */
  private static final int NOW = 2;

  private final Names names;
  private final TrendState state;
  private final TrendSink sink;
  private final Iterable<RoleState> roles;
  private final int maxRows;
  private final Set<RoleState> dirty = new LinkedHashSet<>();
  private long rowsHeld;

  /** The role that is looked at, where it has so many rows that they are not kept; or null. */
  private RoleState large;

  /** How often was saved: the clock of what was used last. */
  private long saves;

  /**
   * @param maxRows observations held in memory from which on days are dropped
   */
  LiveDays(Names names, TrendState state, TrendSink sink, Iterable<RoleState> roles, int maxRows) {
    this.sink = sink;
    this.names = names;
    this.state = state;
    this.roles = roles;
    this.maxRows = maxRows;
  }

  /** How many observations are held in memory. */
  long rowsHeld() {
    return rowsHeld;
  }

  /**
   * Adds (1) or retracts (-1) a contribution. Where the rows of the day are not in memory a
   * retraction is believed, unless the day was told; if there was nothing such, the sink is told
   * once they are read.
   *
   * @param told whether the day was told
   * @return the change, or null where there was nothing such to retract; then nothing has changed
   */
  Change add(RoleState role, int sign, Contribution c, int place, int[] facets, boolean told) {
    int day = c.day();
    LiveDay known = role.live.get(day);
    boolean append = known != null && known.rows == null && !(told && sign < 0);
    LiveDay live = append ? known : live(role, day);
    if (!append) {
      if (!live.rows.apply(sign, c, place, facets)) {
        return null;
      }
      rowsHeld += sign;
    }
    Change change = new Change(sign, c);
    if (live.unsaved.isEmpty()) {
      dirty.add(role);
    }
    live.unsaved.add(change);
    role.days.set(day, role.days.n(day) + sign);
    return change;
  }

  /** The rows of a day, which must have some. */
  RoleDay rows(RoleState role, int day) {
    return live(role, day).rows;
  }

  /** The same for who goes through many days: those of a very large role are not kept. */
  RoleDay passing(RoleState role, int day) {
    LiveDay live = role.live.get(day);
    return role != large || (live != null && live.rows != null)
        ? rows(role, day)
        : stored(role, day, live == null ? new LiveDay() : live);
  }

  private LiveDay live(RoleState role, int day) {
    LiveDay live = role.live.computeIfAbsent(day, d -> new LiveDay());
    if (live.rows == null) {
      read(role, day, live);
    }
    live.usedAt = saves;
    return live;
  }

  private void read(RoleState role, int day, LiveDay live) {
    live.rows = stored(role, day, live);
    rowsHeld += live.rows.size();
  }

  private RoleDay stored(RoleState role, int day, LiveDay live) {
    RoleDay rows = new RoleDay(names, day, Math.max(4, role.days.n(day)));
    if (live.pieces > 0 || role.days.contains(day)) {
      live.pieces = state.loadDay(role.role, day, rows);
    }
    if (live.pieces == 1) {
      // Written whole, so it was told and hardly grows.
      rows.trim();
    }
    for (Change unsaved : live.unsaved) {
      rows.apply(unsaved.sign(), unsaved.contribution());
    }
    if (rows.missed() > 0) {
      role.days.set(day, rows.size());
      sink.missed(role.role, day, rows.missed());
    }
    return rows;
  }

  /** Notes that a day was told: it changes rarely from now on. */
  void settle(RoleState role, int day) {
    LiveDay live = role.live.get(day);
    if (live != null && !live.settled) {
      live.settled = true;
      if (live.rows != null) {
        live.rows.trim();
      }
      if (role == large) {
        save(role, day, live);
        rowsHeld -= live.size();
        live.rows = null;
      } else {
        dirty.add(role);
      }
    }
  }

  /** Removes a day from memory and the store. */
  void remove(RoleState role, int day) {
    LiveDay live = live(role, day);
    rowsHeld -= live.rows.size();
    state.saveDay(role.role, day, new RoleDay(names, day), live.pieces);
    role.live.remove(day);
    role.days.set(day, 0);
  }

  /** Writes what changed since the last save, and drops what has no room. */
  void save() {
    dirty.forEach(this::save);
    dirty.clear();
    saves++;
    if (rowsHeld > maxRows) {
      drop();
    }
  }

  private void save(RoleState role) {
    for (Map.Entry<Integer, LiveDay> entry : role.live.entrySet()) {
      save(role, entry.getKey(), entry.getValue());
    }
  }

  private void save(RoleState role, int day, LiveDay live) {
    int size = role.days.n(day);
    boolean whole =
        live.settled
            ? live.pieces > 1 || !live.unsaved.isEmpty()
            : live.pieces >= PIECES && 2 * live.appended >= size;
    if (size == 0 ? live.pieces > 0 : whole) {
      if (live.rows == null) {
        read(role, day, live);
      }
      live.pieces = state.saveDay(role.role, day, live.rows, live.pieces);
      live.appended = 0;
    } else if (!live.unsaved.isEmpty() && size > 0) {
      state.appendDay(role.role, day, live.pieces++, live.unsaved);
      live.appended += live.unsaved.size();
    }
    live.settled = false;
    live.unsaved.clear();
  }

  /**
   * Drops rows, all of them saved by now, until half of the room is free: the oldest days first,
   * and of the newest those that were not used for longest, since what streams in now would only be
   * read again.
   */
  private void drop() {
    int newest = newest();
    int now = newest - NOW;
    for (int kept : new int[] {60, 29, 8, NOW}) {
      if (rowsHeld > room()) {
        int oldest = newest - kept;
        dropIf(now, (day, live) -> day < oldest);
      }
    }
    if (rowsHeld > room()) {
      Set<LiveDay> kept = usedLast();
      dropIf(now, (day, live) -> !kept.contains(live));
    }
  }

  private int newest() {
    int newest = Integer.MIN_VALUE + NOW;
    for (RoleState role : roles) {
      for (int day : role.live.keySet()) {
        newest = Math.max(newest, day);
      }
    }
    return newest;
  }

  private long room() {
    return maxRows / 2;
  }

  /**
   * Makes room for a role of which so many rows will be looked at together: where these take most
   * of it, the saved rows of all others are dropped, and its own days are not kept.
   */
  void begin(RoleState role, long rows) {
    large = rows > room() ? role : null;
    if (large != null) {
      Set<LiveDay> own = new HashSet<>(role.live.values());
      dropIf(
          newest() - NOW,
          (day, live) -> live.unsaved.isEmpty() && !live.settled && !own.contains(live));
    }
  }

  /**
   * To be called when the role was looked at. A very large one's days are written and dropped, but
   * those of now: nobody else has any room until then.
   */
  void end() {
    if (large != null) {
      if (dirty.remove(large)) {
        save(large);
      }
      int now = newest() - NOW;
      Set<LiveDay> own = new HashSet<>(large.live.values());
      dropIf(now, (day, live) -> day < now && own.contains(live));
      large = null;
    }
  }

  /** Of days from {@code now} on the knowledge stays how to append to them. */
  private void dropIf(int now, BiPredicate<Integer, LiveDay> goes) {
    rowsHeld = 0;
    for (RoleState role : roles) {
      role.live.entrySet().removeIf(e -> e.getKey() < now && goes.test(e.getKey(), e.getValue()));
      role.live.forEach(
          (day, live) -> {
            if (goes.test(day, live)) {
              live.rows = null;
            }
            rowsHeld += live.size();
          });
    }
  }

  /** The days used last that have room together; of those used at one time the smaller ones. */
  private Set<LiveDay> usedLast() {
    List<LiveDay> days = new ArrayList<>();
    roles.forEach(role -> days.addAll(role.live.values()));
    days.sort(
        Comparator.comparingLong((LiveDay live) -> -live.usedAt).thenComparingInt(LiveDay::size));
    Set<LiveDay> kept = new HashSet<>();
    long sum = 0;
    for (LiveDay live : days) {
      sum += live.size();
      if (sum > room()) {
        return kept;
      }
      kept.add(live);
    }
    return kept;
  }
}
