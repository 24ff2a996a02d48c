package io.salarysignals.domain.repricing;

import io.salarysignals.domain.stats.Distributions;
import java.util.Arrays;

/**
 * Tests a change by its employers: each has a change d_e, known with variance 1 / precision.
 * Weights are v_e = 1 / (1 / precision + t^2), t^2 the spread between employers by DerSimonian and
 * Laird (1986), none above a fifth of all; w_e = v_e / sum v. The mean is sum w d.
 *
 * <p>Two variances are known of it: that of the samples alone, sum w^2 / precision, and the
 * clustered one, sum w^2 (d - mean)^2 / (1 - w), without bias where 1 / v_e is right (Bell and
 * McCaffrey 2002, Survey Methodology 28), with Satterthwaite's degrees of freedom: G - 1 for equal
 * weights, fewer for unequal ones. The first is right only where employers share nothing, the
 * second is itself uncertain; in the test it is drawn towards the first, which counts as half as
 * many degrees of freedom again (a moderated t, Smyth 2004). The p-value is the greater of those by
 * the two. What is not known of the expectation is added to both.
 *
 * @param effect the mean change, log points
 * @param error its standard error: the greater of the two, not moderated
 * @param freedom degrees of freedom of the clustered variance
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
    double freedom,
    int employers,
    double pValue,
    double breadth,
    double median,
    double leaveOneOut,
    int top,
    double topT) {
  private static final double GREATEST_SHARE = 0.2;

  /** What the samples' variance counts for, in degrees of freedom of the clustered one. */
  private static final double ASSUMED = 0.5;

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
          size == 0 ? 0 : d[0], Double.POSITIVE_INFINITY, 1, size, 1, 0, 0, 0, 0, 0);
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
      double w = v[i] / sum;
      spread += w * w * (d[i] - mean) * (d[i] - mean) / (1 - w);
      same += d[i] * direction > 0 ? v[i] : 0;
      unitVariance += v[i] * v[i] / precision[i];
      double without = direction * (weighted - v[i] * d[i]) / (sum - v[i]);
      if (without < least) {
        least = without;
        top = i;
      }
    }
    double samples = unitVariance / (sum * sum);
    double own = StrictMath.sqrt(samples + doubt);
    double freedom = freedom(v, size, sum);
    double moderated = (spread + ASSUMED * samples) / (1 + ASSUMED);
    double clustered = StrictMath.sqrt(moderated + doubt);
    double beyond = direction * mean - drift;
    return new ClusteredTest(
        mean,
        StrictMath.sqrt(Math.max(spread, samples) + doubt),
        freedom,
        size,
        Math.max(
            Distributions.studentTail(beyond / clustered, freedom * (1 + ASSUMED)),
            Distributions.normalTail(beyond / own)),
        same / sum,
        weightedMedian(d, v, size, sum),
        direction * least,
        top,
        d[top] * StrictMath.sqrt(precision[top]));
  }

  /**
   * 2 E(V)^2 / Var(V) of the clustered variance V, for independent normal changes of variance 1 /
   * v.
   */
  private static double freedom(double[] v, int size, double sum) {
    double squares = 0;
    double factors = 0;
    double factorSquares = 0;
    for (int i = 0; i < size; i++) {
      double w = v[i] / sum;
      double factor = w * w / (1 - w);
      squares += w * w;
      factors += factor;
      factorSquares += factor * factor;
    }
    return 1 / (squares + factors * factors - factorSquares);
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
