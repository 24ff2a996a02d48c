package io.salarysignals.domain.stats;

/**
 * The sums of one window that figures are made from. Arrays are views, valid up to the given length
 * and not to be changed: bins ascending, no zero counts.
 */
public interface Sample {
  /** Observations. */
  long n();

  /** Arithmetic mean of pay y, in currency units: the exact sum over n. */
  double mean();

  /** Sample variance of y (divisor n - 1), from exact integer sums; NaN if n is below 2. */
  double variance();

  /** Mean of ln y. */
  double logMean();

  /** Sample variance of ln y (divisor n - 1); NaN if n is below 2. */
  double logVariance();

  /** How many bins of the {@link LogHistogram} are occupied. */
  int binCount();

  /** Occupied bins, ascending. */
  int[] bins();

  /** Observations in each bin. */
  long[] binCounts();

  /** How many employers are named. */
  int employerCount();

  /** Observations of each named employer. */
  long[] employerCounts();

  /** Sum of (ln y - {@link #logReference()}) of each named employer. */
  double[] employerLogSums();

  /** ln yref: the constant that is taken off every ln y in the sums of logarithms. */
  double logReference();

  /** Observations that name no employer: each is a contributor of its own. */
  long anonymous();

  /** Sum of (ln y - {@link #logReference()}) of the anonymous observations. */
  double anonymousLogSum();

  /** Sum of (ln y - {@link #logReference()}) squared of the anonymous observations. */
  double anonymousLogSumOfSquares();
}
