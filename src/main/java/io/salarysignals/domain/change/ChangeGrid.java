package io.salarysignals.domain.change;

import io.salarysignals.domain.window.Grid;
import io.salarysignals.domain.window.Horizon;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which changes are told with which window: against the window of the same length that ends as many
 * days earlier as a longer or equal horizon has, from four weeks on, so that the two never overlap;
 * and where a window of that horizon would end, so that a change over a year is told every four
 * weeks and not each day (decision 016).
 */
public final class ChangeGrid {
  /** The shortest change. */
  private static final int LEAST_DAYS = 28;

  private final Grid grid;
  private final int[][] lags;

  public ChangeGrid(Grid grid) {
    this.grid = grid;
    this.lags = new int[grid.horizons().size()][];
    for (int h = 0; h < lags.length; h++) {
      List<Integer> found = new ArrayList<>();
      for (int l = 0; l < lags.length; l++) {
        int days = grid.horizons().get(l).days();
        if (days >= LEAST_DAYS && days >= grid.horizons().get(h).days()) {
          found.add(l);
        }
      }
      lags[h] = found.stream().mapToInt(l -> l).toArray();
    }
  }

  /** The windows that changes are told with. */
  public Grid grid() {
    return grid;
  }

  Horizon horizon(int h) {
    return grid.horizons().get(h);
  }

  /** The horizons whose days are the changes that may be told with windows of horizon {@code h}. */
  int[] lags(int h) {
    return lags[h];
  }

  /** Whether the change over the days of horizon {@code lag} is told at a window's end. */
  boolean isTold(int lag, int end) {
    return horizon(lag).isGridEnd(end);
  }

  /** The longest change told with windows of a horizon, in days; 0 where there is none. */
  public int longest(int h) {
    int most = 0;
    for (int lag : lags[h]) {
      most = Math.max(most, horizon(lag).days());
    }
    return most;
  }

  /** Says whether something changed on the days [from, to). */
  public interface Days {
    boolean any(int from, int to);
  }

  /** Whether one of the windows that changes at a window's end are told between is touched. */
  public boolean isAffected(int h, int end, Days days) {
    int length = horizon(h).days();
    for (int lag : lags[h]) {
      int earlier = end - horizon(lag).days();
      if (isTold(lag, end)
          && (days.any(end - length, end) || days.any(earlier - length, earlier))) {
        return true;
      }
    }
    return false;
  }

  /** Marks the ends, less {@code first}, of the windows that are compared with one of the day. */
  public void affected(int h, int day, int first, BitSet ends) {
    for (int lag : lags[h]) {
      int from = day + horizon(lag).days() + 1;
      for (int end = horizon(lag).ceil(from); end < from + horizon(h).days(); ) {
        ends.set(end - first);
        end += horizon(lag).step();
      }
    }
  }

  /** How many days after an event something may still be due, or change, because of it. */
  public int reach() {
    int most = grid.reach();
    for (int h = 0; h < lags.length; h++) {
      most = Math.max(most, longest(h) + horizon(h).days() + horizon(h).step());
    }
    return most;
  }
}
