package io.salarysignals.runtime.bench;

import java.util.Arrays;

/** Order statistics of a sample. */
final class Percentiles {
  private Percentiles() {}

  /**
   * The smallest value that at least a share {@code p} of the sample does not exceed; NaN where
   * there is no sample.
   */
  static double at(double p, double[] sample) {
    if (sample.length == 0) {
      return Double.NaN;
    }
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.max(0, Math.ceil(p * sorted.length) - 1)];
  }
}
