package io.salarysignals.domain.stats;

/**
 * How much the pay of a window clusters by contributor (employer, or observation that names none),
 * and what that does to the variance of the mean of ln y. With n_e observations of contributor e,
 * N_k the sum of n_e^k, and the mean squares of a one-way analysis of variance MSB and MSW:
 *
 * <ul>
 *   <li>m* = N_2 / n, the size that an observation sees (Kish, Survey Sampling, 1965);
 *   <li>n0 = (n - m*) / (G - 1), rho = (MSB - MSW) / (MSB + (n0 - 1) MSW), at least 0 (Donner
 *       1986);
 *   <li>rho is shrunk to 0.3 by precision: its variance is 2 (1 - rho)^2 (1 + (n0 - 1) rho)^2 /
 *       (n0^2 (G - 1)), the prior's is 0.04;
 *   <li>Var(mean ln y) = (MSB + k max(0, MSB - MSW)) / n, with 1 + k = N_2 (G - 1) / (n^2 - N_2).
 *       For equal sizes k = 0 and it is the variance of the employer means over G;
 *   <li>its degrees of freedom are those of MSB under rho (Satterthwaite 1946): G - 1 for equal
 *       sizes.
 * </ul>
 *
 * @param contributors G
 * @param size m*
 * @param intraclass rho, shrunk
 * @param logMeanVariance variance of the mean of ln y; NaN below two contributors
 * @param degreesOfFreedom of that variance, in [1, G - 1]; NaN below two contributors
 * @param designEffect that variance over s^2 / n; 1 where there is no spread at all
 */
record Clustering(
    long contributors,
    double size,
    double intraclass,
    double logMeanVariance,
    double degreesOfFreedom,
    double designEffect) {
  private static final double PRIOR = 0.3;
  private static final double PRIOR_VARIANCE = 0.04;

  /** Keeps the variance of an estimate of 0 from vanishing. */
  private static final double LEAST = 1e-4;

  static Clustering of(Sample sample) {
    long contributors = sample.employerCount() + sample.anonymous();
    double n = sample.n();
    double g = contributors;
    int employers = sample.employerCount();
    long[] counts = sample.employerCounts();
    double[] sums = sample.employerLogSums();
    double total = sample.anonymousLogSum();
    double anonymous = sample.anonymous();
    double n2 = anonymous;
    double n3 = anonymous;
    for (int i = 0; i < employers; i++) {
      double size = counts[i];
      total += sums[i];
      n2 += size * size;
      n3 += size * size * size;
    }
    double size = n2 / n;
    if (contributors < 2) {
      return new Clustering(contributors, size, PRIOR, Double.NaN, Double.NaN, 1);
    }
    double mean = total / n;
    double between =
        sample.anonymousLogSumOfSquares()
            - 2 * mean * sample.anonymousLogSum()
            + anonymous * mean * mean;
    between = Math.max(0, between);
    for (int i = 0; i < employers; i++) {
      double deviation = sums[i] / counts[i] - mean;
      between += counts[i] * deviation * deviation;
    }
    double all = Math.max(0, sample.logVariance() * (n - 1));
    if (n == g) {
      return new Clustering(contributors, 1, PRIOR, all / (n - 1) / n, g - 1, 1);
    }
    double msb = between / (g - 1);
    double msw = Math.max(0, all - between) / (n - g);
    double rho = intraclass(msb, msw, (n - size) / (g - 1), g);
    double unequal = n2 * (g - 1) / (n * n - n2) - 1;
    double variance = (msb + unequal * Math.max(0, msb - msw)) / n;
    double df = Math.min(g - 1, Math.max(1, degreesOfFreedom(rho, n, g, n2, n3)));
    double effect = all > 0 ? variance * n * (n - 1) / all : 1;
    return new Clustering(contributors, size, rho, variance, df, effect);
  }

  private static double intraclass(double msb, double msw, double n0, double g) {
    double denominator = msb + (n0 - 1) * msw;
    double rho = denominator > 0 ? Math.max(0, (msb - msw) / denominator) : 0;
    double at = Math.min(0.99, Math.max(LEAST, rho));
    double root = (1 - at) * (1 + (n0 - 1) * at) / n0;
    double precision = (g - 1) / (2 * root * root);
    double shrunk = (rho * precision + PRIOR / PRIOR_VARIANCE) / (precision + 1 / PRIOR_VARIANCE);
    return Math.min(0.99, shrunk);
  }

  /**
   * Satterthwaite: 2 E[Q]^2 / Var[Q] of Q = sum n_e (mean_e - mean)^2 under Var(mean_e) = rho + (1
   * - rho) / n_e, in closed form by power sums.
   */
  private static double degreesOfFreedom(double rho, double n, double g, double n2, double n3) {
    double rest = 1 - rho;
    double c1 = (rho * n2 + rest * n) / n;
    double c2 = (rho * rho * n3 + 2 * rho * rest * n2 + rest * rest * n) / (n * n);
    double s = c1 / n;
    double squares = (rho * rho * n2 + 2 * rho * rest * n + rest * rest * g) / (n * n);
    double expected = rho * n + rest * g - 2 * c1 + n * s;
    double trace =
        n * n * s * s
            + 2 * c2 * n
            + 2 * c1 * c1
            - 4 * s * c1 * n
            + n * n * squares
            + 2 * s * n * c1
            - 4 * n * c2;
    return expected * expected / trace;
  }
}
