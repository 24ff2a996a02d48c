package io.salarysignals.domain.repricing;

/**
 * The split of a series into two levels with the least sum of squares.
 *
 * @param index how many values come before the change
 * @param before their mean
 * @param after mean of the others
 * @param squares sum of squares about the two means
 * @param unsplit sum of squares about one mean
 */
public record ChangePoint(int index, double before, double after, double squares, double unsplit) {
  /**
   * @param x at least 2 values
   */
  public static ChangePoint of(double[] x) {
    double mean = mean(x, 0, x.length);
    double unsplit = squares(x, 0, x.length, mean);
    ChangePoint best = null;
    for (int i = 1; i < x.length; i++) {
      double a = mean(x, 0, i);
      double b = mean(x, i, x.length);
      double sum = squares(x, 0, i, a) + squares(x, i, x.length, b);
      if (best == null || sum < best.squares) {
        best = new ChangePoint(i, a, b, sum, unsplit);
      }
    }
    if (best == null) {
      throw new IllegalArgumentException("a split needs two values");
    }
    return best;
  }

  private static double mean(double[] x, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += x[i];
    }
    return sum / (to - from);
  }

  private static double squares(double[] x, int from, int to, double mean) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (x[i] - mean) * (x[i] - mean);
    }
    return sum;
  }
}
