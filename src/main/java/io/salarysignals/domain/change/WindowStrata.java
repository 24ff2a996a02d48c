package io.salarysignals.domain.change;

/**
 * What a window that moves along a cell's rows holds, by stratum: observations, and sums of their
 * log pay and its squares, as integers. Strata are numbered from 0 by {@link ChangeRows}; those of
 * which something was seen are listed, so that turning to another cell costs as many steps as there
 * were.
 */
final class WindowStrata {
  int[] n = {};
  long[] sum = {};
  long[] squares = {};

  /** The strata seen, in no order; some may hold nothing by now. */
  int[] seen = {};

  int seenCount;
  private boolean[] listed = {};
  private ChangeRows rows;
  private ChangeRows.Cell cell;
  int low;
  int high;

  /** Turns to a cell; the window is empty then. */
  void over(ChangeRows ofRows, ChangeRows.Cell ofCell) {
    clear();
    rows = ofRows;
    cell = ofCell;
    if (n.length < rows.strata()) {
      int capacity = rows.strata() + rows.strata() / 4;
      n = new int[capacity];
      sum = new long[capacity];
      squares = new long[capacity];
      seen = new int[capacity];
      listed = new boolean[capacity];
    }
  }

  private void clear() {
    for (int i = 0; i < seenCount; i++) {
      int stratum = seen[i];
      n[stratum] = 0;
      sum[stratum] = 0;
      squares[stratum] = 0;
      listed[stratum] = false;
    }
    seenCount = 0;
    low = 0;
    high = 0;
  }

  /** Gives up room for very many strata. */
  void release() {
    clear();
    rows = null;
    cell = null;
    if (n.length > 1 << 16) {
      n = new int[0];
      sum = new long[0];
      squares = new long[0];
      seen = new int[0];
      listed = new boolean[0];
    }
  }

  /** Moves the window to the entries [from, to) of the cell, the cheapest way. */
  void moveTo(int from, int to) {
    int kept = Math.min(high, to) - Math.max(low, from);
    if (kept <= (high - low) / 2) {
      clear();
      take(1, from, to);
    } else {
      take(1, from, low);
      take(1, high, to);
      take(-1, low, from);
      take(-1, to, high);
    }
    low = from;
    high = to;
    forgetEmpty();
  }

  private void take(int sign, int from, int to) {
    for (int i = from; i < to; i++) {
      int row = cell.row(i);
      apply(sign, rows.stratum(row), rows.log(row, cell.isWorld()));
    }
  }

  /** Adds (1) or takes off (-1) an observation; before the next move it must be undone. */
  void apply(int sign, int stratum, int log) {
    if (!listed[stratum]) {
      listed[stratum] = true;
      seen[seenCount++] = stratum;
    }
    n[stratum] += sign;
    sum[stratum] += (long) sign * log;
    squares[stratum] += sign * ((long) log * log);
  }

  private void forgetEmpty() {
    int kept = 0;
    for (int i = 0; i < seenCount; i++) {
      if (n[seen[i]] != 0) {
        seen[kept++] = seen[i];
      } else {
        listed[seen[i]] = false;
      }
    }
    seenCount = kept;
  }
}
