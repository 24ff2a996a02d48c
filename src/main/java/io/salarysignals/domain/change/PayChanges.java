package io.salarysignals.domain.change;

import io.salarysignals.domain.gate.GateSettings;
import io.salarysignals.domain.gate.protect.Protection;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.Change;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.Names;
import io.salarysignals.domain.window.DayCounts;
import io.salarysignals.domain.window.RoleDays;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The changes that are told with the windows of one role's facet {@code all}, taken apart: a pure
 * function of the days, computed anew whenever it is asked for. Rows are read at the first question
 * that needs them. A change is told where both windows may be published and some stratum is in
 * both. Used again and again, not thread-safe.
 */
public final class PayChanges {
  private final ChangeGrid grid;
  private final GateSettings gate;
  private final ChangeRows rows;
  private final WindowStrata now = new WindowStrata();
  private final WindowStrata[] before;
  private final Comparison comparison = new Comparison();
  private final MedianComparison medians = new MedianComparison();
  private final BandComparison bands = new BandComparison();

  private RoleDays days;
  private DayCounts counts;
  private int[][] ends;
  private List<Change> late = List.of();
  private boolean read;
  private String region;
  private int horizon = -1;
  private ChangeRows.Cell cell;

  public PayChanges(ChangeGrid grid, Names names, GateSettings gate) {
    this.grid = grid;
    this.gate = gate;
    this.rows = new ChangeRows(names);
    this.before = new WindowStrata[grid.grid().horizons().size()];
    for (int i = 0; i < before.length; i++) {
      before[i] = new WindowStrata();
    }
  }

  /** Turns to a role. */
  public void over(RoleDays ofDays, DayCounts ofCounts, int[][] ofEnds) {
    over(ofDays, ofCounts, ofEnds, List.of());
  }

  /**
   * Turns to a role.
   *
   * @param ofEnds for each horizon the window ends that may be asked for, ascending
   * @param ofLate changes of the days that may be taken off them
   */
  public void over(RoleDays ofDays, DayCounts ofCounts, int[][] ofEnds, List<Change> ofLate) {
    days = ofDays;
    counts = ofCounts;
    ends = ofEnds;
    late = ofLate;
    read = false;
    region = null;
  }

  /** To be called when a role is done. */
  public void release() {
    days = null;
    counts = null;
    late = List.of();
    if (read) {
      read = false;
      rows.release();
      now.release();
      for (WindowStrata each : before) {
        each.release();
      }
      comparison.release();
      bands.release();
    }
  }

  /** Whether some change may be told, by the number of observations in all regions. */
  private boolean mayTell(int h, int lag, int end) {
    int length = grid.horizon(h).days();
    int earlier = end - grid.horizon(lag).days();
    long least = Math.max(1, gate.minObservations() - late.size());
    return grid.isTold(lag, end)
        && counts.sum(end - length, end) >= least
        && counts.sum(earlier - length, earlier) >= least;
  }

  /** The changes told with a publishable window, shortest first. */
  public List<PayChange> of(String ofRegion, int h, int end) {
    return of(ofRegion, h, end, List.of());
  }

  /**
   * The same without some late changes.
   *
   * @param taken changes that this region's days hold and that are to be left out, in the order of
   *     the days
   */
  public List<PayChange> of(String ofRegion, int h, int end, List<Change> taken) {
    List<PayChange> changes = List.of();
    for (int lag : grid.lags(h)) {
      if (mayTell(h, lag, end)) {
        PayChange change = change(ofRegion, h, lag, end, taken);
        if (change != null) {
          changes = changes.isEmpty() ? new ArrayList<>(3) : changes;
          changes.add(change);
        }
      }
    }
    return changes;
  }

  private void read() {
    read = true;
    BitSet needed = new BitSet();
    int first = Integer.MAX_VALUE;
    for (int h = 0; h < ends.length; h++) {
      if (ends[h].length > 0) {
        first = Math.min(first, ends[h][0] - grid.horizon(h).days() - Math.max(0, grid.longest(h)));
      }
    }
    for (int h = 0; h < ends.length; h++) {
      int length = grid.horizon(h).days();
      for (int end : ends[h]) {
        for (int lag : grid.lags(h)) {
          if (mayTell(h, lag, end)) {
            int earlier = end - grid.horizon(lag).days();
            needed.set(end - length - first, end - first);
            needed.set(earlier - length - first, earlier - first);
          }
        }
      }
    }
    rows.clear();
    int size = 0;
    for (int i = needed.nextSetBit(0); i >= 0; i = needed.nextSetBit(i + 1)) {
      size += counts.n(first + i);
    }
    rows.room(size);
    for (int i = needed.nextSetBit(0); i >= 0; i = needed.nextSetBit(i + 1)) {
      if (counts.contains(first + i)) {
        rows.add(days.day(first + i));
      }
    }
    for (Change change : late) {
      rows.stratum(change.contribution());
    }
    rows.finish();
  }

  private PayChange change(String ofRegion, int h, int lag, int end, List<Change> taken) {
    if (!read) {
      read();
    }
    if (!ofRegion.equals(region) || h != horizon) {
      region = ofRegion;
      horizon = h;
      cell = rows.cell(region);
      now.over(rows, cell);
      for (WindowStrata each : before) {
        each.over(rows, cell);
      }
    }
    if (cell == null && taken.isEmpty()) {
      return null;
    }
    int length = grid.horizon(h).days();
    int earlier = end - grid.horizon(lag).days();
    WindowStrata then = before[lag];
    if (cell != null) {
      int low = cell.at(earlier - length);
      int high = cell.at(earlier);
      if (high - low + taken.size() < gate.minObservations()) {
        return null;
      }
      then.moveTo(low, high);
      now.moveTo(cell.at(end - length), cell.at(end));
    }
    apply(-1, taken, end - length, end, now);
    apply(-1, taken, earlier - length, earlier, then);
    comparison.read(rows, then, now);
    PayChange change =
        mayPublishBefore() && comparison.compare(then, now)
            ? compared(lag, then, now, taken, end, earlier, length)
            : null;
    apply(1, taken, end - length, end, now);
    apply(1, taken, earlier - length, earlier, then);
    return change;
  }

  private PayChange compared(
      int lag,
      WindowStrata then,
      WindowStrata now,
      List<Change> taken,
      int end,
      int earlier,
      int length) {
    medians.clear();
    if (cell != null) {
      medians.addBefore(rows, cell, then, now);
      medians.addNow(rows, cell, then, now);
    }
    boolean world = isWorld();
    for (Change each : between(taken, end - length, end)) {
      Contribution c = each.contribution();
      medians.addNow(-each.sign(), c, world, rows.stratum(c), then, now);
    }
    for (Change each : between(taken, earlier - length, earlier)) {
      Contribution c = each.contribution();
      medians.addBefore(-each.sign(), c, world, rows.stratum(c), now);
    }
    bands.compare(rows, then, now);
    return new PayChange(
        grid.horizon(lag).days(),
        comparison.mean,
        comparison.totalHalf,
        comparison.likeForLikeHalf,
        medians.change(),
        bands.share,
        bands.contribution);
  }

  private boolean isWorld() {
    return Market.WORLD.equals(region);
  }

  private void apply(int sign, List<Change> taken, int from, int to, WindowStrata window) {
    boolean world = isWorld();
    for (Change each : between(taken, from, to)) {
      Contribution c = each.contribution();
      int log = (world ? c.usd() : c.local()).log();
      window.apply(sign * each.sign(), rows.stratum(c), log);
    }
  }

  /** The changes of the days [from, to). */
  private static List<Change> between(List<Change> changes, int from, int to) {
    return changes.isEmpty() ? changes : changes.subList(at(changes, from), at(changes, to));
  }

  private static int at(List<Change> changes, int day) {
    int low = 0;
    int high = changes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (changes.get(middle).contribution().day() < day) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The rules of the gate, for the earlier window; protected pay is never compared. */
  private boolean mayPublishBefore() {
    long n = comparison.n0;
    return n >= gate.minObservations()
        && comparison.contributors0 >= gate.minContributors()
        && comparison.largest0 <= gate.maxTopShare() * n
        && comparison.largest0 + comparison.second0 <= gate.maxTopTwoShare() * n
        && !Protection.isProtected((int) comparison.largestKey0);
  }
}
