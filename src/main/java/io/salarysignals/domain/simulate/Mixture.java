package io.salarysignals.domain.simulate;

import java.util.ArrayList;
import java.util.List;

/** A finite mixture of normals with one common standard deviation, on the log scale. */
final class Mixture {
  private final List<double[]> parts = new ArrayList<>();
  private final double sigma;
  private double total;

  Mixture(double sigma) {
    this.sigma = sigma;
  }

  void add(double mean, double weight) {
    parts.add(new double[] {mean, weight});
    total += weight;
  }

  /** Mean of the log. */
  double mean() {
    return parts.stream().mapToDouble(p -> p[0] * p[1]).sum() / total;
  }

  /** Log of the mean of the exponential. */
  double logMeanExp() {
    double sum =
        parts.stream().mapToDouble(p -> p[1] * StrictMath.exp(p[0] + sigma * sigma / 2)).sum();
    return StrictMath.log(sum / total);
  }

  /** Median of the log, by bisection to 1e-12. */
  double median() {
    double low = parts.stream().mapToDouble(p -> p[0]).min().orElseThrow() - 1;
    double high = parts.stream().mapToDouble(p -> p[0]).max().orElseThrow() + 1;
    while (high - low > 1e-12) {
      double middle = (low + high) / 2;
      if (middle == low || middle == high) {
        return middle;
      }
      if (cdf(middle) < 0.5) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private double cdf(double x) {
    return parts.stream().mapToDouble(p -> p[1] * normal((x - p[0]) / sigma)).sum() / total;
  }

  /**
   * Standard normal distribution function: Marsaglia (2004), "Evaluating the normal distribution",
   * Journal of Statistical Software 11(4), a Taylor series about zero, exact to about 1e-15.
   */
  static double normal(double x) {
    if (x < -8 || x > 8) {
      return x < 0 ? 0 : 1;
    }
    double sum = x;
    double term = x;
    double previous = Double.NaN;
    for (int i = 3; sum != previous; i += 2) {
      previous = sum;
      term *= x * x / i;
      sum += term;
    }
    return 0.5 + sum * StrictMath.exp(-0.5 * x * x - 0.91893853320467274178);
  }
}
