package io.salarysignals.domain.stats;

import java.util.Arrays;

/**
 * Order statistics of a log-histogram: x(r) is the estimate of the bin that holds the r-th smallest
 * pay. Reused between samples to spare allocations, so it belongs to one thread.
 */
final class Quantiles {
  private long[] cumulative = new long[256];
  private int[] bins;
  private int length;

  /** Reads a histogram: ascending bins with positive counts. */
  void read(int[] newBins, long[] counts, int newLength) {
    bins = newBins;
    length = newLength;
    if (cumulative.length < length) {
      cumulative = new long[Math.max(length, 2 * cumulative.length)];
    }
    long sum = 0;
    for (int i = 0; i < length; i++) {
      sum += counts[i];
      cumulative[i] = sum;
    }
  }

  long n() {
    return length == 0 ? 0 : cumulative[length - 1];
  }

  /** x(r), for r from 1 to n. */
  double orderStatistic(long rank) {
    return LogHistogram.estimate(bins[position(rank)]);
  }

  private int position(long rank) {
    int at = Arrays.binarySearch(cumulative, 0, length, rank);
    return at >= 0 ? at : -at - 1;
  }

  /**
   * The pay at a rank between 1 and n that need not be whole: the observations of a bin are taken
   * to lie evenly in it, and between two ranks the line is followed.
   */
  double interpolated(double rank) {
    long below = (long) rank;
    double part = rank - below;
    double value = spread(below);
    return part == 0 ? value : value + part * (spread(below + 1) - value);
  }

  private double spread(long rank) {
    int at = position(rank);
    long before = at == 0 ? 0 : cumulative[at - 1];
    double share = (rank - before - 0.5) / (cumulative[at] - before);
    double a = LogHistogram.ACCURACY;
    return LogHistogram.estimate(bins[at]) * (1 + a * (2 * share - 1));
  }

  /** Median of type 2 (Hyndman and Fan 1996): the mean of the two middle ones where n is even. */
  double median() {
    long n = n();
    double upper = orderStatistic(n / 2 + 1);
    return (n & 1) == 1 ? upper : (orderStatistic(n / 2) + upper) / 2;
  }

  /** Quantile of type 1 (Hyndman and Fan 1996): rank ceil(n percent / 100), in whole numbers. */
  double percentile(int percent) {
    return orderStatistic((n() * percent + 99) / 100);
  }
}
