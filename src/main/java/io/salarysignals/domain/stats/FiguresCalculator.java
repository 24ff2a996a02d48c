package io.salarysignals.domain.stats;

/**
 * Makes the figures of a window from its sums. Pure: equal sums give equal bits on every JVM. Holds
 * scratch arrays, so an instance belongs to one thread.
 *
 * <p>Means: Var(mean ln y) and its degrees of freedom come from {@link Clustering}; the geometric
 * mean's interval is exp(mean -+ t se), the arithmetic mean's is mean exp(-+ t se c), where c =
 * (s_y / mean) / s_ln turns a standard error of ln y into a relative one of y. Quantiles: {@link
 * QuantileInterval}.
 */
public final class FiguresCalculator {
  private static final double Z90 = 1.2815515655446004;
  private static final double Z75 = 0.6744897501960817;
  private static final QuantileInterval P10 = new QuantileInterval(10, -Z90);
  private static final QuantileInterval P25 = new QuantileInterval(25, -Z75);
  private static final QuantileInterval P50 = new QuantileInterval(50, 0);
  private static final QuantileInterval P75 = new QuantileInterval(75, Z75);
  private static final QuantileInterval P90 = new QuantileInterval(90, Z90);

  private final Quantiles quantiles = new Quantiles();
  private final long tailContributors;

  /**
   * @param tailContributors how many contributors p10 and p90 need; they are null below
   */
  public FiguresCalculator(long tailContributors) {
    this.tailContributors = tailContributors;
  }

  /**
   * The figures of a sample, whether publishable or not.
   *
   * @throws IllegalArgumentException if the sample is empty or its histogram holds other than n
   */
  public Figures figures(Sample sample) {
    long n = sample.n();
    quantiles.read(sample.bins(), sample.binCounts(), sample.binCount());
    if (n < 1 || quantiles.n() != n) {
      throw new IllegalArgumentException(
          "a sample of " + n + " with " + quantiles.n() + " in its histogram");
    }
    Clustering clustering = Clustering.of(sample);
    double half = Double.NaN;
    double relative = Double.NaN;
    if (clustering.contributors() >= 2) {
      half =
          StudentT.quantile975(clustering.degreesOfFreedom())
              * Math.sqrt(clustering.logMeanVariance());
      relative = half * scale(sample);
    }
    boolean tails = clustering.contributors() >= tailContributors;
    return new Figures(
        n,
        clustering.contributors(),
        Math.min(n, n / clustering.designEffect()),
        clustering.designEffect(),
        clustering.intraclass(),
        around(sample.mean(), relative),
        around(StrictMath.exp(sample.logMean()), half),
        tails ? P10.estimate(quantiles, clustering) : null,
        P25.estimate(quantiles, clustering),
        P50.estimate(quantiles, clustering),
        P75.estimate(quantiles, clustering),
        tails ? P90.estimate(quantiles, clustering) : null);
  }

  /** The median of a sample, which is not empty, alone. */
  public double median(Sample sample) {
    quantiles.read(sample.bins(), sample.binCounts(), sample.binCount());
    return quantiles.median();
  }

  /**
   * What turns a standard error of the mean of ln y into a relative one of the mean of y: the ratio
   * of their standard deviations. A small sample often lacks the tail that makes s_y, so s_y / mean
   * is taken to be no less than what a lognormal of this log variance has.
   */
  private static double scale(Sample sample) {
    double logVariance = sample.logVariance();
    if (!(logVariance > 0)) {
      return 0;
    }
    double mean = sample.mean();
    double relative = Math.max(sample.variance() / (mean * mean), StrictMath.expm1(logVariance));
    return Math.sqrt(relative / logVariance);
  }

  /** value exp(-+ half), without bounds where there is no half width or it overflows. */
  private static Estimate around(double value, double half) {
    double factor = StrictMath.exp(half);
    double high = value * factor;
    double low = value / factor;
    boolean bounded = high < Double.POSITIVE_INFINITY && low > 0;
    return bounded ? new Estimate(value, low, high) : new Estimate(value, null, null);
  }
}
