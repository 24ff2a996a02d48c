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
import java.util.Iterator;
import java.util.LinkedHashSet;
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
  /** Bins and employers that are kept of the newest windows, for each row that may be. */
  private static final long NEWEST_SUMS = 2;

  /** A role has many observations from this part on of those that may be held in memory. */
  private static final int MANY_ROWS = 64;

  private final TrendRules rules;
  private final TrendState state;
  private final TrendSink sink;
  private final Roles roles;
  private final WatermarkVector watermarks;
  private final DaySet activeDays = new DaySet();
  private final Set<RoleState> pending = new LinkedHashSet<>();
  private final ProvisionalQueue provisionalQueue;

  private final ChangeGrid changeGrid;
  private final Teller teller;
  private final Corrections corrections;
  private final Closing closing;
  private final Provisionals provisionals;
  private final NewestSums newestSums;
  private final ProtectedTeller protectedTeller;
  private boolean cursorDirty;

  /** A role with many observations that is told in part, or null. */
  private Provisionals.Unfinished unfinished;

  public TrendEngine(
      TrendRules rules,
      int sourcePartitions,
      TrendState state,
      TrendSink sink,
      Judge judge,
      ProtectedRelease protectedRelease,
      RowAllowance allowance,
      Function<String, String> currencyOfRegion) {
    this.rules = rules;
    this.sink = sink;
    this.state = state;
    this.provisionalQueue = new ProvisionalQueue(this::newestRows, rules.maxRows() / MANY_ROWS);
    this.roles = new Roles(rules.grid().horizons().size(), state, sink, rules.maxRows(), allowance);
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
    this.newestSums =
        new NewestSums(
            rules.grid(), (int) Math.min(Integer.MAX_VALUE, NEWEST_SUMS * rules.maxRows()));
    this.provisionals = new Provisionals(rules.grid(), roles, teller, judge, moving, newestSums);
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
    int[] facets = roles.names.facets(c.facets());
    if (!roles.add(state, sign, c, facets, closed)) {
      return false;
    }
    newestSums.apply(state, sign, c, facets);
    if (closed) {
      pending.add(state);
    }
    provisionalQueue.touch(state);
    protectedTeller.changed(role, c);
    activeDays.add(c.day());
    return true;
  }

  /** Takes over what a source partition says of itself. */
  public void progress(int partition, int partitions, SourceProgress progress) {
    watermarks.update(partition, partitions, progress);
    if (watermarks.maxEventTime() != NONE) {
      newestSums.turnTo(Grid.dayOf(watermarks.maxEventTime()));
    }
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
      RoleState role = it.next();
      if (roles.lookAt(role, Integer.MAX_VALUE, () -> correct(role))) {
        it.remove();
      }
    }
    return pending.isEmpty();
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
   * Lets in what is to be told provisionally: the roles that changed and were not told within the
   * interval.
   *
   * @param now milliseconds of any clock that goes forward
   * @param interval least time between two provisional events of one key, milliseconds
   */
  public void beginProvisional(long now, long interval) {
    provisionalQueue.begin(now, interval);
  }

  /**
   * Tells the provisional figures of what was let in, for the newest window of each horizon, until
   * {@code stop} says so. Roles with few observations come first. Of one with many some cells at
   * least are told if {@code many} says so, and the next call goes on with the others.
   *
   * @param many whether roles with many observations may be told now
   * @return whether nothing is left of what was let in
   */
  public boolean tellProvisional(boolean many, BooleanSupplier stop) {
    if (watermarks.minimum() == CLOSED) {
      provisionalQueue.forget();
      unfinished = null;
    }
    long max = watermarks.maxEventTime();
    newestSums.turnTo(max == NONE ? 0 : Grid.dayOf(max));
    if (max != NONE) {
      tellFew(stop);
      if (many) {
        tellMany(stop);
      }
    }
    return max == NONE || !isTelling();
  }

  private void tellFew(BooleanSupplier stop) {
    while (provisionalQueue.hasFew() && !stop.getAsBoolean()) {
      RoleState role = provisionalQueue.nextOfFew();
      provisionals.tell(provisionals.begin(role), newestEnds(role), () -> false);
    }
  }

  private void tellMany(BooleanSupplier stop) {
    do {
      if (unfinished == null && provisionalQueue.hasNext()) {
        unfinished = provisionals.begin(provisionalQueue.next());
      }
      if (unfinished != null && provisionals.tell(unfinished, newestEnds(unfinished.role), stop)) {
        unfinished = null;
      }
    } while (isTelling() && !stop.getAsBoolean());
  }

  /** Per horizon the end of a role's newest window, or NOTHING where that is final. */
  private int[] newestEnds(RoleState role) {
    int[] ends = lastEnds();
    for (int h = 0; h < ends.length; h++) {
      ends[h] = ends[h] > closing.closedThrough(role) ? ends[h] : Cursor.NOTHING;
    }
    return ends;
  }

  /** Whether something was let in that is not told yet. */
  public boolean isTelling() {
    return unfinished != null || provisionalQueue.hasNext();
  }

  /** Whether roles with few observations are among it. */
  public boolean isTellingFew() {
    return provisionalQueue.hasFew();
  }

  /** Observations that telling a role's newest windows looks at. */
  private long newestRows(RoleState role) {
    int end = Grid.dayOf(watermarks.maxEventTime()) + 1;
    return role.days.sum(end - rules.grid().reach(), end);
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
      newestSums.clear();
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
