package io.salarysignals.domain.stats;

/**
 * How much the pay of a window clusters by contributor (employer, or observation that names none),
 * and what that does to the variance of the mean of ln y. With n_e observations and mean m_e of
 * contributor e, N_2 the sum of n_e^2, and the mean squares of a one-way analysis of variance MSB
 * and MSW:
 *
 * <ul>
 *   <li>m* = N_2 / n, the size that an observation sees (Kish, Survey Sampling, 1965);
 *   <li>n0 = (n - m*) / (G - 1), rho = (MSB - MSW) / (MSB + (n0 - 1) MSW), at least 0 (Donner
 *       1986);
 *   <li>rho is shrunk to 0.3 by precision: its variance is 2 (1 - rho)^2 (1 + (n0 - 1) rho)^2 /
 *       (n0^2 (G - 1)) (Swiger and others 1964), the prior's is 0.04;
 *   <li>Q = sum c_e (m_e - m)^2 with weights c_e = n_e / (1 + (n_e - 1) rho), m their weighted
 *       mean: the generalised method of moments (DerSimonian and Kacker 2007). B is such that E[Q]
 *       = B sigma^2 without clustering, U = Q / B;
 *   <li>Var(mean ln y) = (U + (h - 1) max(0, U - MSW)) / n for h of 1 or more, (h U + (1 - h) MSW)
 *       / n below. h is 1 for equal sizes, where the variance is that of the m_e over G, as it must
 *       be;
 *   <li>degrees of freedom G - 1, times the squared share of U's part in the variance under rho
 *       (Satterthwaite 1946) where the second term counts.
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
  private static final double PRIOR_PRECISION = 1 / 0.04;

  /** Keeps the variance of an estimate of 0 from vanishing. */
  private static final double LEAST = 1e-4;

  static Clustering of(Sample sample) {
    long contributors = sample.employerCount() + sample.anonymous();
    double n = sample.n();
    double g = contributors;
    double n2 = sumOfSquares(sample);
    double size = n2 / n;
    double all = sample.logVariance() * (n - 1);
    if (contributors < 2) {
      return new Clustering(contributors, size, PRIOR, Double.NaN, Double.NaN, 1);
    }
    if (contributors == sample.n()) {
      return new Clustering(contributors, 1, PRIOR, all / (n - 1) / n, g - 1, 1);
    }
    double between = new Spread(sample, 0).sum();
    double msb = between / (g - 1);
    double msw = Math.max(0, all - between) / (n - g);
    double rho = intraclass(msb, msw, (n - size) / (g - 1), g);

    Spread spread = new Spread(sample, rho);
    double unit = spread.sum() / spread.expectedWithin();
    double h = size * spread.expectedWithin() / spread.expectedBetween();
    double variance =
        h >= 1 ? (unit + (h - 1) * Math.max(0, unit - msw)) / n : (h * unit + (1 - h) * msw) / n;
    double df = g - 1;
    if (h >= 1 && unit > msw) {
      double whole = rho * size + 1 - rho;
      double share = whole * spread.expectedWithin() / (h * (g - 1));
      df *= Math.min(1, share * share);
    }
    double effect = all > 0 ? variance * n * (n - 1) / all : 1;
    return new Clustering(contributors, size, rho, variance, Math.max(1, df), effect);
  }

  private static double sumOfSquares(Sample sample) {
    double sum = sample.anonymous();
    for (int i = 0; i < sample.employerCount(); i++) {
      double count = sample.employerCounts()[i];
      sum += count * count;
    }
    return sum;
  }

  private static double intraclass(double msb, double msw, double n0, double g) {
    double denominator = msb + (n0 - 1) * msw;
    double rho = denominator > 0 ? Math.max(0, (msb - msw) / denominator) : 0;
    double at = Math.min(0.99, Math.max(LEAST, rho));
    double root = (1 - at) * (1 + (n0 - 1) * at) / n0;
    double precision = (g - 1) / (2 * root * root);
    double shrunk = (rho * precision + PRIOR * PRIOR_PRECISION) / (precision + PRIOR_PRECISION);
    return Math.min(0.99, shrunk);
  }
}
