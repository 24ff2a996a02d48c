package io.salarysignals.domain.pane;

import java.util.Arrays;

/**
 * The observations of one market on one day by stratum: ascending keys, counts above 0 and sums of
 * k = round(1e5 ln(y / yref)). Immutable.
 */
public final class Strata {
  /** How many k make one log point. */
  public static final double SCALE = 1e5;

  public static final Strata NONE = new Strata(new long[0], new int[0], new long[0]);

  private final long[] keys;
  private final int[] counts;
  private final long[] logSums;
  private final long n;

  private Strata(long[] keys, int[] counts, long[] logSums) {
    this.keys = keys;
    this.counts = counts;
    this.logSums = logSums;
    long sum = 0;
    for (int count : counts) {
      sum += count;
    }
    this.n = sum;
  }

  /**
   * Strata of these columns, which are taken over.
   *
   * @throws IllegalArgumentException unless keys ascend and counts are positive
   */
  public static Strata of(long[] keys, int[] counts, long[] logSums) {
    for (int i = 0; i < keys.length; i++) {
      if (counts[i] <= 0 || (i > 0 && keys[i] <= keys[i - 1])) {
        throw new IllegalArgumentException("strata must ascend and count observations");
      }
    }
    return new Strata(keys, counts, logSums);
  }

  public int size() {
    return keys.length;
  }

  /** Observations. */
  public long n() {
    return n;
  }

  public long key(int i) {
    return keys[i];
  }

  public int count(int i) {
    return counts[i];
  }

  /** Sum of k over a stratum. */
  public long logSum(int i) {
    return logSums[i];
  }

  /** Mean of ln(y / yref) over a stratum. */
  public double mean(int i) {
    return logSums[i] / (SCALE * counts[i]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Strata s
        && Arrays.equals(keys, s.keys)
        && Arrays.equals(counts, s.counts)
        && Arrays.equals(logSums, s.logSums);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(keys) * 31 + Arrays.hashCode(logSums);
  }

  /** Collects observations in any order. Not thread-safe. */
  public static final class Collector {
    private long[] keys = new long[16];
    private int[] counts = new int[16];
    private long[] logSums = new long[16];
    private int size;

    /** Adds {@code count} observations of a stratum whose k sum up to {@code logSum}. */
    public void add(long key, int count, long logSum) {
      if (size == keys.length) {
        keys = Arrays.copyOf(keys, size * 2);
        counts = Arrays.copyOf(counts, size * 2);
        logSums = Arrays.copyOf(logSums, size * 2);
      }
      keys[size] = key;
      counts[size] = count;
      logSums[size++] = logSum;
    }

    public void addAll(Strata strata) {
      for (int i = 0; i < strata.size(); i++) {
        add(strata.keys[i], strata.counts[i], strata.logSums[i]);
      }
    }

    public void clear() {
      size = 0;
    }

    /** What was added, one entry per stratum. */
    public Strata toStrata() {
      Integer[] order = new Integer[size];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (a, b) -> Long.compare(keys[a], keys[b]));
      long[] k = new long[size];
      int[] c = new int[size];
      long[] s = new long[size];
      int used = 0;
      for (int i : order) {
        if (used > 0 && k[used - 1] == keys[i]) {
          c[used - 1] += counts[i];
          s[used - 1] += logSums[i];
        } else {
          k[used] = keys[i];
          c[used] = counts[i];
          s[used++] = logSums[i];
        }
      }
      return of(Arrays.copyOf(k, used), Arrays.copyOf(c, used), Arrays.copyOf(s, used));
    }
  }
}
