package io.salarysignals.domain.repricing;

import java.util.function.DoubleBinaryOperator;

/**
 * Index numbers of pay over strata that exist in both periods. Values are what a period spends on a
 * stratum (price times quantity); shares are of these.
 */
public final class PriceIndex {
  private PriceIndex() {}

  /** ln P = sum (s_0 + s_1) / 2 ln(p_1 / p_0) (Tornqvist 1936). */
  public static double tornqvist(double[] p0, double[] v0, double[] p1, double[] v1) {
    return StrictMath.exp(logIndex(p0, v0, p1, v1, (a, b) -> (a + b) / 2));
  }

  /** The geometric mean of the price relatives. */
  public static double jevons(double[] p0, double[] p1) {
    double sum = 0;
    for (int i = 0; i < p0.length; i++) {
      sum += StrictMath.log(p1[i] / p0[i]);
    }
    return StrictMath.exp(sum / p0.length);
  }

  /** The arithmetic mean of the price relatives by the shares of the base period. */
  public static double laspeyres(double[] p0, double[] v0, double[] p1) {
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < p0.length; i++) {
      sum += v0[i] * p1[i] / p0[i];
      weights += v0[i];
    }
    return sum / weights;
  }

  private static double logIndex(
      double[] p0, double[] v0, double[] p1, double[] v1, DoubleBinaryOperator weight) {
    double sum0 = 0;
    double sum1 = 0;
    for (int i = 0; i < p0.length; i++) {
      sum0 += v0[i];
      sum1 += v1[i];
    }
    double sum = 0;
    for (int i = 0; i < p0.length; i++) {
      sum += weight.applyAsDouble(v0[i] / sum0, v1[i] / sum1) * StrictMath.log(p1[i] / p0[i]);
    }
    return sum;
  }

  /**
   * GEKS: index of each period against the first, the geometric mean over all periods k of P(0, k)
   * P(k, t). Transitive, so free of chain drift.
   *
   * @param prices by period, then stratum
   * @param values by period, then stratum
   */
  public static double[] geks(double[][] prices, double[][] values) {
    int periods = prices.length;
    double[] index = new double[periods];
    for (int t = 0; t < periods; t++) {
      double sum = 0;
      for (int k = 0; k < periods; k++) {
        sum += StrictMath.log(tornqvist(prices[0], values[0], prices[k], values[k]));
        sum += StrictMath.log(tornqvist(prices[k], values[k], prices[t], values[t]));
      }
      index[t] = StrictMath.exp(sum / periods);
    }
    return index;
  }
}
