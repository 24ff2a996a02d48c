package io.salarysignals.domain.repricing;

import io.salarysignals.domain.stats.Distributions;
import java.util.Arrays;

/**
 * What looking again and again at growing evidence does to a p-value: the probability that the
 * least one over all looks is as small, where nothing moved. Evidence adds up as a random walk that
 * is looked at after so many panes; the walk's density among paths that were never beyond the bound
 * is carried from look to look by integration (Armitage, McPherson and Rowe 1969, Journal of the
 * Royal Statistical Society A 132).
 */
final class RepeatedLooks {
  private static final int STEPS = 90;
  private static final double REACH = 6;
  private static final double GREATEST_Z = 7.5;
  private static final int TABLE = 30;

  /** Probability beyond either bound of a 95 % interval. */
  private static final double TAIL = 0.025;

  private final int[] looks;
  private final double tailPerLook;

  /** ln of the adjusted p-value for z = 0, ..., {@link #GREATEST_Z}, in equal steps. */
  private final double[] table = new double[TABLE + 1];

  /**
   * @param looks after how many panes, ascending
   */
  RepeatedLooks(int... looks) {
    this.looks = looks.clone();
    for (int i = 0; i <= TABLE; i++) {
      table[i] = StrictMath.log(beyond(i * GREATEST_Z / TABLE));
    }
    double low = 0;
    double high = TAIL;
    for (int i = 0; i < 50; i++) {
      double middle = (low + high) / 2;
      if (adjusted(middle) > TAIL) {
        high = middle;
      } else {
        low = middle;
      }
    }
    tailPerLook = low;
  }

  /**
   * The tail beyond either bound of an interval at one look, such that with probability 95 % the
   * intervals of all looks hold what they are about: an alert shows the interval of a look because
   * it was beyond zero (repeated confidence intervals: Jennison and Turnbull 1989, Journal of the
   * Royal Statistical Society B 51).
   */
  double tailPerLook() {
    return tailPerLook;
  }

  /** The p-value over all looks of a one-sided {@code p} at one of them; never below {@code p}. */
  double adjusted(double p) {
    if (p >= 0.5) {
      return 1;
    }
    double z = p < 1e-15 ? GREATEST_Z : Math.min(GREATEST_Z, -Distributions.normalQuantile(p));
    double at = z / GREATEST_Z * TABLE;
    int i = Math.min(TABLE - 1, (int) at);
    double part = at - i;
    return Math.min(1, StrictMath.exp(table[i] * (1 - part) + table[i + 1] * part));
  }

  /** Probability that the standardised walk is above {@code z} at one look or more. */
  double beyond(double z) {
    double[] density = null;
    double[] at = null;
    double sum = 0;
    double before = 0;
    for (int look : looks) {
      double sd = StrictMath.sqrt(look);
      double step = StrictMath.sqrt(look - before);
      double bound = z * sd;
      // The walk below the bound, from where hardly any path is.
      double[] next = new double[STEPS + 1];
      double[] nextAt = new double[STEPS + 1];
      double low = -REACH * sd;
      double width = (bound - low) / STEPS;
      double outside = density == null ? Distributions.normalTail(z) : 0;
      for (int i = 0; i <= STEPS; i++) {
        nextAt[i] = low + i * width;
        if (density == null) {
          next[i] = normal(nextAt[i] / sd) / sd;
        }
      }
      if (density != null) {
        double w = at[1] - at[0];
        for (int j = 0; j <= STEPS; j++) {
          double mass = density[j] * w * simpson(j);
          outside += mass * Distributions.normalTail((bound - at[j]) / step);
          for (int i = 0; i <= STEPS; i++) {
            double off = (nextAt[i] - at[j]) / step;
            if (Math.abs(off) < REACH) {
              next[i] += mass * normal(off) / step;
            }
          }
        }
      }
      sum += outside;
      density = next;
      at = nextAt;
      before = look;
    }
    return sum;
  }

  private static double simpson(int i) {
    return i == 0 || i == STEPS ? 1.0 / 3 : i % 2 == 1 ? 4.0 / 3 : 2.0 / 3;
  }

  private static double normal(double x) {
    return StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * StrictMath.PI);
  }

  @Override
  public String toString() {
    return Arrays.toString(looks);
  }
}
