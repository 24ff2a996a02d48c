package io.salarysignals.domain.stats;

/**
 * A figure and its 95 % interval.
 *
 * @param value the estimate, in the unit of what is estimated
 * @param low lower bound, or null where the sample gives none
 * @param high upper bound, or null where the sample gives none
 */
public record Estimate(double value, Double low, Double high) {
  public Estimate {
    if (!Double.isFinite(value)
        || (low != null && !Double.isFinite(low))
        || (high != null && !Double.isFinite(high))) {
      throw new IllegalArgumentException("not finite: " + value + " [" + low + ", " + high + "]");
    }
  }
}
