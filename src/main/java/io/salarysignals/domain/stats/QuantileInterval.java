package io.salarysignals.domain.stats;

/**
 * The 95 % interval of one quantile.
 *
 * <ul>
 *   <li>Without clusters: the exact order-statistic interval of {@link BinomialRanks}, widened by
 *       the relative error of the histogram.
 *   <li>With clusters: the interval of Woodruff (JASA 47, 1952): ranks n (q -+ t sqrt(q (1 - q) /
 *       n_eff)) + 1/2, interpolated, and never narrower than the error of the histogram. n_eff = n
 *       / DEFF_q, DEFF_q = 1 + (m* - 1) rho_q; rho_q is the {@link TailCorrelation} of the
 *       correlation that the design effect of the mean implies. t has more degrees of freedom than
 *       for the mean, because part of DEFF_q is known: times (DEFF_q / (slope DEFF))^2 at the
 *       shrunk rho.
 * </ul>
 *
 * <p>A bound beyond the sample is null.
 */
final class QuantileInterval {
  private static final double LEAST_DESIGN_EFFECT = 0.05;

  private final int percent;
  private final double q;
  private final BinomialRanks ranks;
  private final TailCorrelation correlation;

  /**
   * @param percent 1 to 99
   * @param z the standard normal quantile of percent
   */
  QuantileInterval(int percent, double z) {
    this.percent = percent;
    q = percent / 100.0;
    ranks = new BinomialRanks(q);
    correlation = new TailCorrelation(q, z);
  }

  Estimate estimate(Quantiles quantiles, Clustering clustering) {
    double value = percent == 50 ? quantiles.median() : quantiles.percentile(percent);
    long n = quantiles.n();
    if (n == clustering.contributors()) {
      long low = ranks.lower(n);
      long high = ranks.upper(n);
      return new Estimate(
          value,
          low == 0 ? null : lower(quantiles.orderStatistic(low)),
          high == 0 ? null : upper(quantiles.orderStatistic(high)));
    }
    if (clustering.contributors() < 2) {
      return new Estimate(value, null, null);
    }
    double half = n * halfWidth(n, clustering);
    double low = n * q - half + 0.5;
    double high = n * q + half + 0.5;
    return new Estimate(
        value,
        low < 1 ? null : Math.min(quantiles.interpolated(low), lower(value)),
        high > n ? null : Math.max(quantiles.interpolated(high), upper(value)));
  }

  private static double lower(double bound) {
    return bound * (1 - LogHistogram.ACCURACY);
  }

  private static double upper(double bound) {
    return bound * (1 + LogHistogram.ACCURACY);
  }

  /** t sqrt(q (1 - q) / n_eff): half the interval's width in shares of the sample. */
  private double halfWidth(long n, Clustering c) {
    double excess = c.size() - 1;
    double implied = Math.min(1, (c.designEffect() - 1) / excess);
    double effect = Math.max(LEAST_DESIGN_EFFECT, 1 + excess * correlation.at(implied));
    double rho = c.intraclass();
    double expected = 1 + excess * correlation.at(rho);
    double random = correlation.slope(rho) * (1 + excess * rho);
    double ratio = Math.max(1, expected / random);
    double t = StudentT.quantile975(c.degreesOfFreedom() * ratio * ratio);
    return t * Math.sqrt(q * (1 - q) * effect / n);
  }
}
