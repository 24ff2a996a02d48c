package io.salarysignals.domain.stats;

/**
 * Ranks of the exact, distribution-free 95 % interval for the q quantile of independent
 * observations: [x(l), x(u)], l the greatest r with P(B <= r - 1) <= 2.5 %, u the smallest r with
 * P(B >= r) <= 2.5 %, B binomial with n trials of probability q. Source: David and Nagaraja, Order
 * Statistics, 3rd edition, 2003, section 7.1. A rank of 0 says that there is no such bound.
 */
final class BinomialRanks {
  private static final double TAIL = 0.025;
  private static final int CACHED = 4096;

  private final double q;

  /** Ranks by n, stored as rank + 1. Filled on demand; a race writes the same value twice. */
  private final int[] lower = new int[CACHED];

  private final int[] upper = new int[CACHED];

  /**
   * @param q strictly between 0 and 1
   */
  BinomialRanks(double q) {
    if (!(q > 0 && q < 1)) {
      throw new IllegalArgumentException("not a quantile: " + q);
    }
    this.q = q;
  }

  /** l, from 1 to n, or 0 where none exists. */
  long lower(long n) {
    if (n >= CACHED) {
      return searchLower(n, q);
    }
    int known = lower[(int) n];
    if (known == 0) {
      known = (int) searchLower(n, q) + 1;
      lower[(int) n] = known;
    }
    return known - 1L;
  }

  /** u, from 1 to n, or 0 where none exists. */
  long upper(long n) {
    if (n >= CACHED) {
      return searchUpper(n);
    }
    int known = upper[(int) n];
    if (known == 0) {
      known = (int) searchUpper(n) + 1;
      upper[(int) n] = known;
    }
    return known - 1L;
  }

  /** Counting from above turns the upper bound for q into the lower one for 1 - q. */
  private long searchUpper(long n) {
    long fromAbove = searchLower(n, 1 - q);
    return fromAbove == 0 ? 0 : n + 1 - fromAbove;
  }

  private static long searchLower(long n, double q) {
    long low = 0;
    long high = (long) (n * q) + 1;
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (cdf(middle - 1, n, q) <= TAIL) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** P(B <= k) = I_{1 - q}(n - k, k + 1), for 0 <= k < n. */
  static double cdf(long k, long n, double q) {
    return SpecialFunctions.incompleteBeta(1 - q, n - k, k + 1);
  }
}
