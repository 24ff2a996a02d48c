package io.salarysignals.domain.demand;

import io.salarysignals.domain.stats.Estimate;

/** Shares and how they differ. */
public final class Shares {
  private static final double NORMAL = 1.959963984540054;

  private Shares() {}

  /** k of n, with the interval of Wilson (1927); n must be positive. */
  public static Estimate wilson(long k, long n) {
    double p = (double) k / n;
    double z2 = NORMAL * NORMAL;
    double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
    double half = NORMAL / (1 + z2 / n) * StrictMath.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
    // At the ends the bounds are exact: rounding must not leave 1e-17 there.
    return new Estimate(
        p, k == 0 ? 0.0 : Math.max(0, centre - half), k == n ? 1.0 : Math.min(1, centre + half));
  }

  /** z of the difference of two shares with the pooled variance; 0 where there is none. */
  public static double z(long k0, long n0, long k1, long n1) {
    double pooled = (double) (k0 + k1) / (n0 + n1);
    double variance = pooled * (1 - pooled) * (1.0 / n0 + 1.0 / n1);
    return variance <= 0 ? 0 : ((double) k1 / n1 - (double) k0 / n0) / StrictMath.sqrt(variance);
  }

  /**
   * Jensen-Shannon divergence, nats, of two sets of counts, weighted by their totals: G / 2N, with
   * G of the test that both are drawn alike. Source: Lin (1991).
   */
  public static double divergence(long[] before, long[] now) {
    long n0 = 0;
    long n1 = 0;
    for (int i = 0; i < before.length; i++) {
      n0 += before[i];
      n1 += now[i];
    }
    if (n0 == 0 || n1 == 0) {
      return 0;
    }
    double n = (double) n0 + n1;
    double sum = 0;
    for (int i = 0; i < before.length; i++) {
      double both = before[i] + now[i];
      sum += term(before[i], both * n0 / n) + term(now[i], both * n1 / n);
    }
    return Math.max(0, sum / n);
  }

  private static double term(long count, double expected) {
    return count == 0 ? 0 : count * StrictMath.log(count / expected);
  }
}
