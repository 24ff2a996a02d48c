package io.salarysignals.domain.trend;

import static io.salarysignals.domain.watermark.SourceProgress.CLOSED;
import static io.salarysignals.domain.watermark.SourceProgress.NONE;

import io.salarysignals.domain.change.ChangeGrid;
import io.salarysignals.domain.change.PayChanges;
import io.salarysignals.domain.gate.protect.ProtectedRelease;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.watermark.WatermarkVector;
import io.salarysignals.domain.window.DaySet;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.domain.window.Horizon;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Panes, windows and what is said about them, for the roles of one task. Contributions change panes
 * at once; {@link #correct}, {@link #close} and {@link #tellProvisional} then tell what follows
 * from that. What stands in the end depends on the contributions alone, never on when these are
 * called.
 *
 * <p>Single-threaded. Time comes in with the watermarks; no clock is read.
 */
public final class TrendEngine {
  /** More would shift all observations of any role away. */
  private static final int MOST_ROUNDS = 20;

  private final TrendRules rules;
  private final TrendState state;
  private final TrendSink sink;
  private final Roles roles;
  private final WatermarkVector watermarks;
  private final DaySet activeDays = new DaySet();
  private final Set<RoleState> pending = new LinkedHashSet<>();
  private final Set<RoleState> touched = new LinkedHashSet<>();

  /** The roles whose provisional events are told, in order, and the rounds each has waited. */
  private final Map<RoleState, Integer> telling = new LinkedHashMap<>();

  private final ChangeGrid changeGrid;
  private final Teller teller;
  private final Corrections corrections;
  private final Closing closing;
  private final Provisionals provisionals;
  private final ProtectedTeller protectedTeller;
  private boolean cursorDirty;

  public TrendEngine(
      TrendRules rules,
      int sourcePartitions,
      TrendState state,
      TrendSink sink,
      Judge judge,
      ProtectedRelease protectedRelease,
      Function<String, String> currencyOfRegion) {
    this.rules = rules;
    this.sink = sink;
    this.state = state;
    this.roles = new Roles(rules.grid().horizons().size(), state, rules.maxRows());
    Cursor cursor = state.loadCursor();
    this.watermarks = cursor == null ? new WatermarkVector(sourcePartitions) : cursor.watermarks();
    this.teller = new Teller(rules.grid(), roles, judge, sink, watermarks, currencyOfRegion);
    this.protectedTeller =
        new ProtectedTeller(rules.grid(), protectedRelease, state, roles, teller, sink);
    MovingWindows moving = new MovingWindows(roles.names);
    this.changeGrid = new ChangeGrid(rules.grid());
    PayChanges changes = new PayChanges(changeGrid, roles.names, judge.minima());
    this.corrections =
        new Corrections(changeGrid, roles, teller, moving, changes, protectedTeller, sink);
    this.provisionals = new Provisionals(rules.grid(), roles, teller, judge, moving);
    this.closing =
        new Closing(rules.grid(), roles, teller, moving, changes, sink, activeDays, cursor);
    for (RoleState role : roles.inOrder()) {
      for (int day = role.days.ceil(Integer.MIN_VALUE + 64);
          day != Integer.MAX_VALUE;
          day = role.days.ceil(day + 1)) {
        activeDays.add(day);
      }
      if (!role.changes.isEmpty()) {
        pending.add(role);
      }
    }
  }

  /**
   * Adds (1) or retracts (-1) a contribution.
   *
   * @param role the contribution's role, or its family with prefix
   * @return false where there was nothing such to retract, which must never happen; then nothing
   *     has changed
   */
  public boolean add(int sign, String role, Contribution c) {
    RoleState state = roles.of(role, c.basis());
    boolean closed = closing.isClosed(state, c.day());
    if (!roles.add(state, sign, c, closed)) {
      return false;
    }
    if (closed) {
      pending.add(state);
    }
    touched.add(state);
    protectedTeller.changed(role, c);
    activeDays.add(c.day());
    return true;
  }

  /** Takes over what a source partition says of itself. */
  public void progress(int partition, int partitions, SourceProgress progress) {
    watermarks.update(partition, partitions, progress);
    cursorDirty = true;
  }

  /**
   * Tells the corrections of closed days that changed, until {@code stop} says so.
   *
   * @return whether none is left
   */
  public boolean correct(BooleanSupplier stop) {
    for (Iterator<RoleState> it = pending.iterator(); it.hasNext(); ) {
      if (stop.getAsBoolean()) {
        return false;
      }
      correct(it.next());
      it.remove();
    }
    return true;
  }

  /**
   * Closes the grid ends that the watermark has passed, until {@code stop} says so; the next call
   * goes on where this one stopped.
   *
   * @return whether none is left
   */
  public boolean close(BooleanSupplier stop) {
    int before = closing.closedThrough();
    if (watermarks.minimum() == CLOSED && !pending.isEmpty()) {
      return false;
    }
    boolean done =
        closing.closeUpTo(
            target(), lastEnds(), this::correctPending, () -> tellProtected(stop), stop);
    cursorDirty = true;
    if (closing.closedThrough() != before) {
      expire();
    }
    return done;
  }

  /** Judges windows with protected pay; those that changed only once the change was told. */
  private boolean tellProtected(BooleanSupplier stop) {
    return pending.isEmpty() && protectedTeller.tellDue(closing.closedThrough(), stop);
  }

  /** Whether closed days changed that were not told yet. */
  public boolean hasCorrections() {
    return !pending.isEmpty();
  }

  /**
   * Whether so many changes of closed days wait that they should be told, whatever that costs: a
   * sixteenth of the observations that may be held in memory.
   */
  public boolean hasManyCorrections() {
    return roles.lateChanges() > rules.maxRows() / 16;
  }

  /** Whether some roles are closed further than others. */
  public boolean isClosing() {
    return closing.isClosing();
  }

  /** How many grid ends, days at which some window may end, the watermark has passed unclosed. */
  public int endsToClose() {
    return closing.waiting(target());
  }

  private void correct(RoleState role) {
    corrections.tell(role, closing.closedThrough(role), lastEnds());
  }

  /** Before a role's grid end is closed, what changed behind it must be told. */
  private void correctPending(RoleState role) {
    if (pending.remove(role)) {
      correct(role);
    }
  }

  /**
   * Begins a round of provisional events: what changed since it was told last is to be told. Roles
   * with few observations come first, so that they never wait for large ones; a role that was left
   * over from earlier rounds comes as if it had a quarter of its observations for each of them.
   */
  public void beginProvisional() {
    long max = watermarks.maxEventTime();
    if (max == NONE || touched.isEmpty()) {
      return;
    }
    telling.replaceAll((role, rounds) -> Math.min(MOST_ROUNDS, rounds + 1));
    touched.forEach(role -> telling.putIfAbsent(role, 0));
    touched.clear();
    int end = Grid.dayOf(max) + 1;
    Map<RoleState, Integer> unordered = new HashMap<>(telling);
    telling.clear();
    unordered.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<RoleState, Integer>>comparingLong(
                    e -> e.getKey().days.sum(end - rules.grid().reach(), end) >> 2 * e.getValue())
                .thenComparing(e -> e.getKey().order))
        .forEach(e -> telling.put(e.getKey(), e.getValue()));
  }

  /**
   * Tells the provisional figures of what the rounds that were begun have left, for the newest
   * window of each horizon, until {@code stop} says so; begins a round where nothing is left.
   *
   * @return whether nothing is left
   */
  public boolean tellProvisional(BooleanSupplier stop) {
    long max = watermarks.maxEventTime();
    if (watermarks.minimum() == CLOSED) {
      forgetTouched();
    }
    if (telling.isEmpty()) {
      beginProvisional();
    }
    if (telling.isEmpty()) {
      return true;
    }
    int day = Grid.dayOf(max);
    int[] ends = new int[rules.grid().horizons().size()];
    for (Iterator<RoleState> it = telling.keySet().iterator(); it.hasNext(); ) {
      if (stop.getAsBoolean()) {
        return false;
      }
      RoleState role = it.next();
      for (int h = 0; h < ends.length; h++) {
        int end = rules.grid().horizons().get(h).after(day);
        ends[h] = end > closing.closedThrough(role) ? end : Cursor.NOTHING;
      }
      provisionals.tell(role, ends);
      role.touched.clear();
      touched.remove(role);
      it.remove();
    }
    return true;
  }

  /** Whether a round of provisional events was begun that is not at its end. */
  public boolean isTelling() {
    return !telling.isEmpty();
  }

  private void forgetTouched() {
    touched.forEach(role -> role.touched.clear());
    telling.keySet().forEach(role -> role.touched.clear());
    touched.clear();
    telling.clear();
  }

  /** The greatest grid end that is final by the watermark. */
  private int target() {
    long minimum = watermarks.minimum();
    if (minimum == NONE) {
      return Cursor.NOTHING;
    }
    if (minimum == CLOSED) {
      long max = watermarks.maxEventTime();
      return max == NONE
          ? Cursor.NOTHING
          : Math.max(
              rules.grid().lastEnd(Grid.dayOf(max)), protectedTeller.lastEnd(Grid.dayOf(max)));
    }
    return Grid.dayOf(minimum - rules.graceMillis());
  }

  /** Per horizon the last grid end there is: the first one after the greatest event time. */
  private int[] lastEnds() {
    long max = watermarks.maxEventTime();
    int[] ends = new int[rules.grid().horizons().size()];
    for (int h = 0; h < ends.length; h++) {
      Horizon horizon = rules.grid().horizons().get(h);
      ends[h] = max == NONE ? Cursor.NOTHING : horizon.after(Grid.dayOf(max));
    }
    return ends;
  }

  private void expire() {
    long minimum = watermarks.minimum();
    if (rules.retentionMillis() >= 0 && minimum != CLOSED && minimum != NONE) {
      long oldest = minimum - rules.retentionMillis() - rules.graceMillis();
      int first = Grid.dayOf(oldest) - changeGrid.reach();
      roles.expire(first, sink);
      pending.removeIf(role -> role.changes.isEmpty());
      protectedTeller.expire(first);
    }
  }

  /** Hands everything that must survive to the state. To be called before each commit. */
  public void save() {
    roles.save();
    protectedTeller.save();
    if (cursorDirty) {
      state.saveCursor(closing.cursor(watermarks));
      cursorDirty = false;
    }
  }

  /** The minimum watermark, epoch ms, NONE or CLOSED. */
  public long watermark() {
    return watermarks.minimum();
  }

  /** Whether every input was closed and everything is out. */
  public boolean isComplete() {
    return closing.isComplete() && pending.isEmpty();
  }

  /** The greatest grid end up to which everything is final, or {@link Cursor#NOTHING}. */
  public int closedThrough() {
    return closing.closedThrough();
  }

  /** How many observations are held in memory. */
  public long heldRows() {
    return roles.rowsHeld();
  }

  /** How many markets are known. */
  public int markets() {
    return roles.markets();
  }
}
