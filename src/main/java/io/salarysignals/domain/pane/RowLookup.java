package io.salarysignals.domain.pane;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Finds the rows of a day by a hash of their content, so that taking one back does not look at all
 * the others: chains of rows, the one added last first.
 */
final class RowLookup {
  private static final int NONE = -1;

  private final IntUnaryOperator hashOfRow;
  private int[] heads;
  private int[] next;

  /**
   * @param size rows there are
   * @param hashOfRow the hash of a row, which depends on its content alone
   */
  RowLookup(int size, IntUnaryOperator hashOfRow) {
    this.hashOfRow = hashOfRow;
    fill(size);
  }

  private void fill(int size) {
    int capacity = Integer.highestOneBit(Math.max(16, size)) << 1;
    heads = new int[capacity];
    next = new int[capacity];
    Arrays.fill(heads, NONE);
    for (int row = 0; row < size; row++) {
      link(row);
    }
  }

  private void link(int row) {
    int slot = slot(hashOfRow.applyAsInt(row));
    next[row] = heads[slot];
    heads[slot] = row;
  }

  private int slot(int hash) {
    int mixed = hash * 0x9E3779B9;
    return (mixed ^ mixed >>> 16) & heads.length - 1;
  }

  /** The last row that may have this hash, or a negative number. */
  int first(int hash) {
    return heads[slot(hash)];
  }

  /** The one before it, or a negative number. */
  int next(int row) {
    return next[row];
  }

  /** The last of {@code size} rows was added. */
  void added(int size) {
    if (size > next.length) {
      fill(size);
    } else {
      link(size - 1);
    }
  }

  /** A row is about to go, and the last one to take its number. */
  void removing(int row, int last) {
    replace(row, next[row]);
    if (row != last) {
      replace(last, row);
      next[row] = next[last];
    }
  }

  /** Has what leads to a row lead to another one. */
  private void replace(int row, int by) {
    int slot = slot(hashOfRow.applyAsInt(row));
    if (heads[slot] == row) {
      heads[slot] = by;
      return;
    }
    int before = heads[slot];
    while (next[before] != row) {
      before = next[before];
    }
    next[before] = by;
  }
}
