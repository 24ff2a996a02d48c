package io.salarysignals.domain.pane;

import io.salarysignals.domain.intake.Flag;
import io.salarysignals.domain.pane.PaneSummer.Room;
import java.util.Arrays;

/**
 * The sum of a window that moves along a list of rows: what enters is added, what leaves is taken
 * off. Counts stand in tables with a place for each bin and employer; whatever is asked for is made
 * from them. All is integers, so a sum that came by moving equals one that was made at once.
 *
 * <p>Holds what events of windows say: pay in one currency, contributors and flags; no tallies of
 * levels and sources. Used again and again, not thread-safe.
 */
public final class WindowSum {
  /** Bins beyond this, e^41 units, are rare enough for a sorted list. */
  private static final int BINS = 1 << 13;

  private final int[] binCounts = new int[BINS];
  private final long[] binBits = new long[BINS / 64];

  /** Two numbers by rank: observations, and the sum of their logarithms. */
  private long[] employers = {};

  private long[] employerBits = {};

  /**
   * Observations by the set of their flags: one count for each row instead of one for each flag.
   */
  private final long[] flagSets = new long[1 << Flag.count()];

  private final Accumulator outside = new Accumulator();
  private final Accumulator moments = new Accumulator();

  private RoleRows rows;
  private int[] refs;
  private boolean inUsd;
  private int low;
  private int high;

  /**
   * Turns to another list of rows; the window is empty then.
   *
   * @param ofRefs rows of {@code ofRows}, ascending
   * @param usd whether pay is summed in US dollars or in the country's currency
   */
  public void over(RoleRows ofRows, int[] ofRefs, boolean usd) {
    clear();
    rows = ofRows;
    refs = ofRefs;
    inUsd = usd;
    if (employers.length < 2 * rows.employers()) {
      int capacity = ((rows.employers() + rows.employers() / 2) | 63) + 1;
      employers = new long[2 * capacity];
      employerBits = new long[capacity / 64];
    }
  }

  private void clear() {
    for (int w = 0; w < binBits.length; w++) {
      for (long bits = binBits[w]; bits != 0; bits &= bits - 1) {
        binCounts[w * 64 + Long.numberOfTrailingZeros(bits)] = 0;
      }
      binBits[w] = 0;
    }
    for (int w = 0; w < employerBits.length; w++) {
      for (long bits = employerBits[w]; bits != 0; bits &= bits - 1) {
        int rank = w * 64 + Long.numberOfTrailingZeros(bits);
        employers[2 * rank] = 0;
        employers[2 * rank + 1] = 0;
      }
      employerBits[w] = 0;
    }
    Arrays.fill(flagSets, 0);
    outside.clear();
    moments.clear();
    low = 0;
    high = 0;
  }

  /** Moves the window to the entries [from, to) of the list, the cheapest way. */
  public void moveTo(int from, int to) {
    int kept = Math.min(high, to) - Math.max(low, from);
    if (kept <= (high - low) / 2) {
      clear();
      apply(1, from, to);
    } else {
      apply(1, from, low);
      apply(1, high, to);
      apply(-1, low, from);
      apply(-1, to, high);
    }
    low = from;
    high = to;
  }

  private void apply(int sign, int from, int to) {
    if (from >= to) {
      return;
    }
    long[] columns = rows.columns;
    int pay = inUsd ? 0 : RoleRows.LOCAL;
    long sum = 0;
    long squaresHigh = 0;
    long squaresLow = 0;
    long logSum = 0;
    long logSquares = 0;
    for (int i = from; i < to; i++) {
      int at = RoleRows.WIDTH * refs[i];
      long minor = columns[at + pay];
      int log = (int) (columns[at + pay + 1] >> 32);
      int bin = (int) columns[at + pay + 1];
      int rank = (int) (columns[at + RoleRows.CONTRIBUTOR] >> 32);
      int flags = (int) columns[at + RoleRows.CONTRIBUTOR];
      sum = Math.addExact(sum, minor);
      long square = minor * minor;
      squaresLow += square;
      squaresHigh += Math.multiplyHigh(minor, minor);
      squaresHigh += Long.compareUnsigned(squaresLow, square) < 0 ? 1 : 0;
      logSum += log;
      logSquares = Math.addExact(logSquares, (long) log * log);
      if ((bin & -BINS) == 0) {
        binCounts[bin] += sign;
        binBits[bin >> 6] |= 1L << bin;
      } else {
        outside.addBin(bin, sign);
      }
      if (rank >= 0) {
        employers[2 * rank] += sign;
        employers[2 * rank + 1] += (long) sign * log;
        employerBits[rank >> 6] |= 1L << rank;
      } else {
        moments.anonymous += sign;
        moments.anonymousLogSum += (long) sign * log;
        moments.anonymousLogSquares += sign * ((long) log * log);
      }
      flagSets[flags] += sign;
    }
    moments.addMoments(sign, (long) to - from, sum, squaresHigh, squaresLow, logSum, logSquares);
  }

  /** Adds (1) or takes off (-1) a contribution; the next move must find it undone. */
  public void apply(int sign, Contribution c) {
    Pay pay = inUsd ? c.usd() : c.local();
    moments.addMoments(sign, pay.minor(), pay.log(), c.employer());
    if ((pay.bin() & -BINS) == 0) {
      binCounts[pay.bin()] += sign;
      binBits[pay.bin() >> 6] |= 1L << pay.bin();
    } else {
      outside.addBin(pay.bin(), sign);
    }
    int rank = rows.rank(c.employer());
    if (rank >= 0) {
      employers[2 * rank] += sign;
      employers[2 * rank + 1] += (long) sign * pay.log();
      employerBits[rank >> 6] |= 1L << rank;
    }
    flagSets[c.flags()] += sign;
  }

  /** Observations in the window. */
  public long n() {
    return moments.n;
  }

  /** The sum, in {@code room}; null where the window is empty. */
  public Pane pane(Room room) {
    if (moments.n == 0) {
      return null;
    }
    Accumulator out = room.local;
    out.clear();
    out.addAll(moments, 1);
    int at = 0;
    for (; at < outside.binCount && outside.bins[at] < 0; at++) {
      out.appendBin(outside.bins[at], outside.binCounts[at]);
    }
    for (int w = 0; w < binBits.length; w++) {
      for (long bits = binBits[w]; bits != 0; bits &= bits - 1) {
        int bin = w * 64 + Long.numberOfTrailingZeros(bits);
        if (binCounts[bin] != 0) {
          out.appendBin(bin, binCounts[bin]);
        } else {
          binBits[w] &= ~(1L << bin);
        }
      }
    }
    for (; at < outside.binCount; at++) {
      out.appendBin(outside.bins[at], outside.binCounts[at]);
    }
    for (int w = 0; w < employerBits.length; w++) {
      for (long bits = employerBits[w]; bits != 0; bits &= bits - 1) {
        int rank = w * 64 + Long.numberOfTrailingZeros(bits);
        if (employers[2 * rank] != 0) {
          out.appendEmployer(rows.employerKey(rank), employers[2 * rank], employers[2 * rank + 1]);
        } else {
          employerBits[w] &= ~(1L << rank);
        }
      }
    }
    Arrays.fill(room.tallies, 0);
    for (int set = 1; set < flagSets.length; set++) {
      for (int bits = flagSets[set] == 0 ? 0 : set; bits != 0; bits &= bits - 1) {
        room.tallies[Tally.of(Flag.of(Integer.numberOfTrailingZeros(bits)))] += flagSets[set];
      }
    }
    return new Pane(out, null, room.tallies);
  }
}
