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

  /** Bins that may hold something, and words of these bits that may; the same of employers. */
  private final long[] binBits = new long[BINS / 64];

  private final long[] binWords = new long[BINS / 64 / 64];

  /** Two numbers by rank: observations, and the sum of their logarithms. */
  private long[] employers = {};

  private long[] employerBits = {};
  private long[] employerWords = {};

  /**
   * Observations by the set of their flags: one count for each row instead of one for each flag.
   */
  private final long[] flagSets = new long[1 << Flag.count()];

  /** Sets of flags that may be there: there are no more than 64. */
  private long flagBits;

  static {
    if (Flag.count() > 6) {
      throw new IllegalStateException("sets of flags no longer fit into the bits of a long");
    }
  }

  private final Accumulator outside = new Accumulator();
  private final Accumulator moments = new Accumulator();

  /** Numbers an entry of {@link #entries}. */
  private static final int WIDTH = 3;

  /** More rows than this are read where they are: their room would be missing elsewhere. */
  private static final int MOST_GATHERED = 1 << 17;

  private final int mostGathered;
  private RoleRows rows;
  private int[] refs;
  private int first;
  private int end;
  private boolean inUsd;

  /**
   * The list's rows one behind the other, once one of them was asked for: they are gone through
   * several times for each horizon, and stand far apart where they come from. Three numbers each:
   * pay in hundredths, its logarithm and bin, and employer and flags. Not for very long lists.
   */
  private long[] entries = {};

  private boolean gathered;
  private int low;
  private int high;

  public WindowSum() {
    this(MOST_GATHERED);
  }

  WindowSum(int mostGathered) {
    this.mostGathered = mostGathered;
  }

  /**
   * Turns to another list of rows; the window is empty then.
   *
   * @param ofRefs rows of {@code ofRows}, ascending
   * @param from the first entry of {@code ofRefs} that a window may hold
   * @param to behind the last one
   * @param usd whether pay is summed in US dollars or in the country's currency
   */
  public void over(RoleRows ofRows, int[] ofRefs, int from, int to, boolean usd) {
    clear();
    rows = ofRows;
    refs = ofRefs;
    first = from;
    end = to;
    gathered = false;
    inUsd = usd;
    if (employers.length < 2 * rows.employers()) {
      int capacity = ((rows.employers() + rows.employers() / 2) | 63) + 1;
      employers = new long[2 * capacity];
      employerBits = new long[capacity / 64];
      employerWords = new long[capacity / 64 / 64 + 1];
    }
  }

  private void clear() {
    for (int s = 0; s < binWords.length; s++) {
      for (long words = binWords[s]; words != 0; words &= words - 1) {
        int w = s * 64 + Long.numberOfTrailingZeros(words);
        for (long bits = binBits[w]; bits != 0; bits &= bits - 1) {
          binCounts[w * 64 + Long.numberOfTrailingZeros(bits)] = 0;
        }
        binBits[w] = 0;
      }
      binWords[s] = 0;
    }
    for (int s = 0; s < employerWords.length; s++) {
      for (long words = employerWords[s]; words != 0; words &= words - 1) {
        int w = s * 64 + Long.numberOfTrailingZeros(words);
        for (long bits = employerBits[w]; bits != 0; bits &= bits - 1) {
          int rank = w * 64 + Long.numberOfTrailingZeros(bits);
          employers[2 * rank] = 0;
          employers[2 * rank + 1] = 0;
        }
        employerBits[w] = 0;
      }
      employerWords[s] = 0;
    }
    for (; flagBits != 0; flagBits &= flagBits - 1) {
      flagSets[Long.numberOfTrailingZeros(flagBits)] = 0;
    }
    outside.clear();
    moments.clear();
    low = first;
    high = first;
  }

  /** Gives up the rows. */
  public void release() {
    rows = null;
    refs = null;
    gathered = false;
  }

  private void gather() {
    gathered = true;
    int size = WIDTH * (end - first);
    if (entries.length < size) {
      entries = new long[size + size / 8];
    }
    long[] columns = rows.columns;
    int pay = inUsd ? 0 : RoleRows.LOCAL;
    int to = 0;
    for (int i = first; i < end; i++) {
      int at = RoleRows.WIDTH * refs[i];
      entries[to] = columns[at + pay];
      entries[to + 1] = columns[at + pay + 1];
      entries[to + 2] = columns[at + RoleRows.CONTRIBUTOR];
      to += WIDTH;
    }
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
    if (!gathered && end - first <= mostGathered) {
      gather();
    }
    boolean inOrder = gathered;
    long[] of = inOrder ? entries : rows.columns;
    int pay = inUsd ? 0 : RoleRows.LOCAL;
    int contributor = inOrder ? 2 : RoleRows.CONTRIBUTOR - pay;
    long sum = 0;
    long squaresHigh = 0;
    long squaresLow = 0;
    long logSum = 0;
    long logSquares = 0;
    for (int i = from; i < to; i++) {
      int at = inOrder ? WIDTH * (i - first) : RoleRows.WIDTH * refs[i] + pay;
      long minor = of[at];
      int log = (int) (of[at + 1] >> 32);
      int bin = (int) of[at + 1];
      int rank = (int) (of[at + contributor] >> 32);
      int flags = (int) of[at + contributor];
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
        binWords[bin >> 12] |= 1L << (bin >> 6);
      } else {
        outside.addBin(bin, sign);
      }
      if (rank >= 0) {
        employers[2 * rank] += sign;
        employers[2 * rank + 1] += (long) sign * log;
        employerBits[rank >> 6] |= 1L << rank;
        employerWords[rank >> 12] |= 1L << (rank >> 6);
      } else {
        moments.anonymous += sign;
        moments.anonymousLogSum += (long) sign * log;
        moments.anonymousLogSquares += sign * ((long) log * log);
      }
      flagSets[flags] += sign;
      flagBits |= 1L << flags;
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
      binWords[pay.bin() >> 12] |= 1L << (pay.bin() >> 6);
    } else {
      outside.addBin(pay.bin(), sign);
    }
    int rank = rows.rank(c.employer());
    if (rank >= 0) {
      employers[2 * rank] += sign;
      employers[2 * rank + 1] += (long) sign * pay.log();
      employerBits[rank >> 6] |= 1L << rank;
      employerWords[rank >> 12] |= 1L << (rank >> 6);
    }
    flagSets[c.flags()] += sign;
    flagBits |= 1L << c.flags();
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
    bins(out);
    for (; at < outside.binCount; at++) {
      out.appendBin(outside.bins[at], outside.binCounts[at]);
    }
    employers(out);
    Arrays.fill(room.tallies, 0);
    // The set of none counts nowhere.
    for (long sets = flagBits & -2; sets != 0; sets &= sets - 1) {
      int set = Long.numberOfTrailingZeros(sets);
      for (int bits = set; bits != 0; bits &= bits - 1) {
        room.tallies[Tally.of(Flag.of(Integer.numberOfTrailingZeros(bits)))] += flagSets[set];
      }
    }
    return new Pane(out, null, room.tallies);
  }

  private void bins(Accumulator out) {
    for (int s = 0; s < binWords.length; s++) {
      for (long words = binWords[s]; words != 0; words &= words - 1) {
        int w = s * 64 + Long.numberOfTrailingZeros(words);
        for (long bits = binBits[w]; bits != 0; bits &= bits - 1) {
          int bin = w * 64 + Long.numberOfTrailingZeros(bits);
          if (binCounts[bin] != 0) {
            out.appendBin(bin, binCounts[bin]);
          } else {
            binBits[w] &= ~(1L << bin);
          }
        }
        if (binBits[w] == 0) {
          binWords[s] &= ~(1L << w);
        }
      }
    }
  }

  private void employers(Accumulator out) {
    for (int s = 0; s < employerWords.length; s++) {
      for (long words = employerWords[s]; words != 0; words &= words - 1) {
        int w = s * 64 + Long.numberOfTrailingZeros(words);
        for (long bits = employerBits[w]; bits != 0; bits &= bits - 1) {
          int rank = w * 64 + Long.numberOfTrailingZeros(bits);
          if (employers[2 * rank] != 0) {
            out.appendEmployer(
                rows.employerKey(rank), employers[2 * rank], employers[2 * rank + 1]);
          } else {
            employerBits[w] &= ~(1L << rank);
          }
        }
        if (employerBits[w] == 0) {
          employerWords[s] &= ~(1L << w);
        }
      }
    }
  }
}
