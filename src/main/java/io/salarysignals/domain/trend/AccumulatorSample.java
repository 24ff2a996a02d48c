package io.salarysignals.domain.trend;

import io.salarysignals.domain.pane.Accumulator;
import io.salarysignals.domain.pane.LogReference;
import io.salarysignals.domain.stats.Sample;

/** The statistics' view of an accumulator. Reused for one after the other; not thread-safe. */
final class AccumulatorSample implements Sample {
  private static final double LOG_UNIT = 1e5;
  private static final double MINOR_UNIT = 100.0;

  private Accumulator sums;
  private String currency;
  private double logReference;
  private double[] employerLogSums = new double[16];
  private boolean hasLogSums;

  AccumulatorSample over(Accumulator accumulator, String ofCurrency) {
    sums = accumulator;
    if (!ofCurrency.equals(currency)) {
      currency = ofCurrency;
      logReference = LogReference.ln(ofCurrency);
    }
    hasLogSums = false;
    return this;
  }

  @Override
  public long n() {
    return sums.n();
  }

  @Override
  public double mean() {
    return (double) sums.sum() / sums.n() / MINOR_UNIT;
  }

  @Override
  public double variance() {
    return variance(sums.squaresHigh(), sums.squaresLow(), sums.sum()) / (MINOR_UNIT * MINOR_UNIT);
  }

  @Override
  public double logMean() {
    return sums.logSum() / LOG_UNIT / sums.n() + logReference;
  }

  @Override
  public double logVariance() {
    return variance(0, sums.logSquares(), sums.logSum()) / (LOG_UNIT * LOG_UNIT);
  }

  /** (n S2 - S1^2) / (n (n - 1)), the difference in exact integers. */
  private double variance(long squaresHigh, long squaresLow, long sum) {
    long n = sums.n();
    if (n < 2) {
      return Double.NaN;
    }
    double difference = ExactVariance.spread(n, squaresHigh, squaresLow, sum);
    return difference / ((double) n * (n - 1));
  }

  @Override
  public int binCount() {
    return sums.binCount();
  }

  @Override
  public int[] bins() {
    return sums.bins();
  }

  @Override
  public long[] binCounts() {
    return sums.binCounts();
  }

  @Override
  public int employerCount() {
    return sums.employerCount();
  }

  @Override
  public long[] employerCounts() {
    return sums.employerCounts();
  }

  @Override
  public double[] employerLogSums() {
    if (!hasLogSums) {
      // Only when asked for: most samples are judged and no more.
      hasLogSums = true;
      int size = sums.employerCount();
      if (employerLogSums.length < size) {
        employerLogSums = new double[size * 2];
      }
      long[] logSums = sums.employerLogSums();
      for (int i = 0; i < size; i++) {
        employerLogSums[i] = logSums[i] / LOG_UNIT;
      }
    }
    return employerLogSums;
  }

  @Override
  public double logReference() {
    return logReference;
  }

  @Override
  public long anonymous() {
    return sums.anonymous();
  }

  @Override
  public double anonymousLogSum() {
    return sums.anonymousLogSum() / LOG_UNIT;
  }

  @Override
  public double anonymousLogSumOfSquares() {
    return sums.anonymousLogSquares() / (LOG_UNIT * LOG_UNIT);
  }
}
