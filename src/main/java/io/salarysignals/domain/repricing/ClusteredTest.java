package io.salarysignals.domain.repricing;

import io.salarysignals.domain.stats.Distributions;
import java.util.Arrays;

/**
 * Tests a change by its employers: each has a change d_e, known with variance 1 / w_e. Weights are
 * v_e = 1 / (1 / w_e + t^2), t^2 the spread between employers by DerSimonian and Laird (1986), none
 * above a fifth of all. The mean is sum v d / sum v; its variance is the greater of 1 / sum v and
 * the clustered one, sum v^2 (d - mean)^2 / (sum v)^2 G / (G - 1), plus what is not known of the
 * expectation; the reference is Student's t with G - 1 degrees of freedom.
 *
 * @param effect the mean change, log points
 * @param error its standard error
 * @param employers G
 * @param pValue one-sided, of a change beyond the drift in the direction asked for
 * @param breadth share of the weight of employers whose change has the sign asked for
 * @param median weighted median of the changes
 * @param leaveOneOut the mean change without the employer whose absence lowers it most
 * @param top that employer's place in the input
 * @param topT its own change over its own error
 */
record ClusteredTest(
    double effect,
    double error,
    int employers,
    double pValue,
    double breadth,
    double median,
    double leaveOneOut,
    int top,
    double topT) {
  private static final double GREATEST_SHARE = 0.2;
  private static final int CAP_ROUNDS = 30;

  /**
   * @param d changes
   * @param precision 1 over the variance of each, from its sample alone
   * @param size how many there are
   * @param direction 1 or -1
   * @param drift change in the direction that proves nothing
   * @param doubt variance to be added, that of the expectation
   */
  static ClusteredTest of(
      double[] d, double[] precision, int size, int direction, double doubt, double drift) {
    if (size < 2) {
      return new ClusteredTest(
          size == 0 ? 0 : d[0], Double.POSITIVE_INFINITY, size, 1, 0, 0, 0, 0, 0);
    }
    double[] v = weights(d, precision, size);
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < size; i++) {
      sum += v[i];
      weighted += v[i] * d[i];
    }
    double mean = weighted / sum;
    double spread = 0;
    double same = 0;
    int top = 0;
    double least = Double.POSITIVE_INFINITY;
    double unitVariance = 0;
    for (int i = 0; i < size; i++) {
      spread += v[i] * v[i] * (d[i] - mean) * (d[i] - mean);
      same += d[i] * direction > 0 ? v[i] : 0;
      unitVariance += v[i] * v[i] / precision[i];
      double without = direction * (weighted - v[i] * d[i]) / (sum - v[i]);
      if (without < least) {
        least = without;
        top = i;
      }
    }
    double clustered = spread / (sum * sum) * size / (size - 1.0);
    double own = unitVariance / (sum * sum);
    double error = StrictMath.sqrt(Math.max(clustered, own) + doubt);
    double p = Distributions.studentTail((direction * mean - drift) / error, size - 1.0);
    return new ClusteredTest(
        mean,
        error,
        size,
        p,
        same / sum,
        weightedMedian(d, v, size, sum),
        direction * least,
        top,
        d[top] * StrictMath.sqrt(precision[top]));
  }

  private static double[] weights(double[] d, double[] precision, int size) {
    double w = 0;
    double w2 = 0;
    double wd = 0;
    for (int i = 0; i < size; i++) {
      w += precision[i];
      w2 += precision[i] * precision[i];
      wd += precision[i] * d[i];
    }
    double q = 0;
    for (int i = 0; i < size; i++) {
      q += precision[i] * (d[i] - wd / w) * (d[i] - wd / w);
    }
    double between = Math.max(0, (q - (size - 1)) / (w - w2 / w));
    double[] v = new double[size];
    for (int i = 0; i < size; i++) {
      v[i] = 1 / (1 / precision[i] + between);
    }
    cap(v, size);
    return v;
  }

  /** Lowers weights until none is above a fifth of all, or what as many can have at least. */
  static void cap(double[] weights, int size) {
    double share = Math.max(GREATEST_SHARE, 1.5 / Math.max(1, size));
    for (int round = 0; round < CAP_ROUNDS; round++) {
      double sum = 0;
      double greatest = 0;
      for (int i = 0; i < size; i++) {
        sum += weights[i];
        greatest = Math.max(greatest, weights[i]);
      }
      if (greatest <= share * sum * (1 + 1e-9)) {
        return;
      }
      for (int i = 0; i < size; i++) {
        weights[i] = Math.min(weights[i], share * sum);
      }
    }
  }

  private static double weightedMedian(double[] d, double[] v, int size, double sum) {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(d[a], d[b]));
    double half = 0;
    for (int i : order) {
      half += v[i];
      if (half >= sum / 2) {
        return d[i];
      }
    }
    return d[order[size - 1]];
  }
}
