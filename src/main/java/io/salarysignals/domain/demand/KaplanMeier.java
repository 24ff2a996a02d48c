package io.salarysignals.domain.demand;

import io.salarysignals.domain.stats.Estimate;

/**
 * Survival by age from counts at risk and deaths per age: S(a) = product of (1 - d/r), variance by
 * Greenwood's formula. Source: Kaplan and Meier (1958); median and its interval from where S and
 * its log-log bounds first reach one half (Brookmeyer and Crowley 1982).
 */
public final class KaplanMeier {
  private static final double NORMAL = 1.959963984540054;

  /** A product of fractions that is one half may come out a little above it. */
  private static final double HALF = 0.5 + 1e-12;

  private static final double LN_2 = StrictMath.log(2);

  private final double[] survival;
  private final double[] sums;

  /**
   * @param atRisk how many are at risk at each age
   * @param deaths how many of them die at it
   */
  public KaplanMeier(long[] atRisk, long[] deaths) {
    survival = new double[atRisk.length];
    sums = new double[atRisk.length];
    double s = 1;
    double sum = 0;
    for (int a = 0; a < atRisk.length; a++) {
      long r = atRisk[a];
      long d = deaths[a];
      if (d < 0 || d > r) {
        throw new IllegalArgumentException(d + " deaths of " + r + " at risk at age " + a);
      }
      if (d > 0) {
        s *= 1 - (double) d / r;
        sum += d == r ? Double.POSITIVE_INFINITY : (double) d / ((double) r * (r - d));
      }
      survival[a] = s;
      sums[a] = sum;
    }
  }

  /** Share that survives this age. */
  public double survival(int age) {
    return survival[age];
  }

  /** Greenwood's standard error; 0 where nobody survives. */
  public double standardError(int age) {
    return survival[age] == 0 ? 0 : survival[age] * StrictMath.sqrt(sums[age]);
  }

  /** The least age that at most half survive, or null; bounds null where the sample has none. */
  public Estimate median() {
    Double median = null;
    Double low = null;
    Double high = null;
    double before = 0;
    for (int a = 0; a < survival.length && (median == null || high == null); a++) {
      if (sums[a] == before) {
        continue; // no death: the curve and its bounds stay
      }
      before = sums[a];
      boolean half = survival[a] <= HALF;
      if (low == null && (half || lowReachesHalf(a))) {
        low = (double) a;
      }
      if (median == null && half) {
        median = (double) a;
      }
      if (high == null && half && bound(a, 1) <= HALF) {
        high = (double) a;
      }
    }
    return median == null ? null : new Estimate(median, low, high);
  }

  /**
   * Whether the lower bound is at most one half where the curve is above it. Most ages are decided
   * without logarithms: with d = 1 - S, d &lt;= -ln S &lt;= d / S and exp(x) &lt;= 1 / (1 - x).
   */
  private boolean lowReachesHalf(int age) {
    double s = survival[age];
    double died = 1 - s;
    double most = NORMAL * StrictMath.sqrt(sums[age]) / died;
    boolean surelyNot = most < 1 && died < LN_2 * s * (1 - most) * (1 - 1e-9);
    return !surelyNot && bound(age, -1) <= HALF;
  }

  private double bound(int age, int side) {
    double s = survival[age];
    if (s <= 0 || s >= 1) {
      return s;
    }
    double log = StrictMath.log(s);
    double spread = NORMAL * StrictMath.sqrt(sums[age]) / -log;
    return StrictMath.exp(log * StrictMath.exp(-side * spread));
  }
}
