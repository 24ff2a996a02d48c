package io.salarysignals.domain.repricing;

import java.util.Arrays;

/** Control of the false discovery rate over the tests of one day (Benjamini and Hochberg 1995). */
public final class FalseDiscovery {
  private FalseDiscovery() {}

  /**
   * The greatest p-value that is rejected at rate {@code q}, or 0 where none is: the greatest p(i)
   * with p(i) <= q i / m.
   */
  public static double threshold(double[] pValues, double q) {
    double[] p = pValues.clone();
    Arrays.sort(p);
    for (int i = p.length; i >= 1; i--) {
      if (p[i - 1] <= q * i / p.length) {
        return p[i - 1];
      }
    }
    return 0;
  }

  /** The q-value of each p-value: the least rate at which it is rejected. */
  public static double[] qValues(double[] pValues) {
    int m = pValues.length;
    Integer[] order = new Integer[m];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(pValues[a], pValues[b]));
    double[] q = new double[m];
    double least = 1;
    for (int i = m; i >= 1; i--) {
      least = Math.min(least, pValues[order[i - 1]] * m / i);
      q[order[i - 1]] = least;
    }
    return q;
  }
}
