package io.salarysignals.domain.stats;

/**
 * How strongly the events "below the q quantile" of two observations correlate when the
 * observations themselves correlate by r: for a pair of standard normals, (P(X < z, Y < z) - q^2) /
 * (q (1 - q)), z the normal q quantile. It carries a design effect of means over to quantiles.
 * Source: the identity of Plackett (Biometrika 41, 1954): the derivative of P by r is exp(-z^2 / (1
 * + r)) / (2 pi sqrt(1 - r^2)); at the median the result is (2 / pi) asin r (Sheppard 1899).
 */
final class TailCorrelation {
  private static final int STEPS = 1000;

  private final double square;
  private final double scale;
  private final double[] table = new double[STEPS + 1];

  /**
   * @param q the quantile, in (0, 1)
   * @param z the standard normal q quantile
   */
  TailCorrelation(double q, double z) {
    square = z * z;
    scale = 1 / (2 * StrictMath.PI * q * (1 - q));
    double angle = 0;
    for (int i = 1; i <= STEPS; i++) {
      double next = StrictMath.asin((double) i / STEPS);
      double middle = (angle + next) / 2;
      double area = (height(angle) + 4 * height(middle) + height(next)) * (next - angle) / 6;
      table[i] = table[i - 1] + area;
      angle = next;
    }
  }

  /** The integrand after r = sin(angle), which takes the pole at r = 1 away. */
  private double height(double angle) {
    return scale * StrictMath.exp(-square / (1 + StrictMath.sin(angle)));
  }

  /** The correlation of the events; below 0 the tangent at 0 is followed. */
  double at(double r) {
    if (r <= 0) {
      return r * slope(0);
    }
    if (r >= 1) {
      return table[STEPS];
    }
    double at = r * STEPS;
    int i = (int) at;
    return table[i] + (at - i) * (table[i + 1] - table[i]);
  }

  /** The derivative of {@link #at}, for 0 <= r < 1. */
  double slope(double r) {
    return scale * StrictMath.exp(-square / (1 + r)) / Math.sqrt(1 - r * r);
  }
}
