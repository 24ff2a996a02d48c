package io.salarysignals.domain.repricing;

import io.salarysignals.domain.pane.Strata;
import io.salarysignals.domain.pane.Stratum;
import java.util.HashMap;
import java.util.Map;

/**
 * How far employers call the same role by another level: the same work in a higher band is no
 * repricing. Over employers seen in both periods, weighted by their observations in the second.
 *
 * @param rate share of their observations that changed level: half the sum of the changes of shares
 * @param contribution what that does to the mean of ln y at the first period's pay by level
 * @param employers how many were seen in both
 */
public record Reclassification(double rate, double contribution, int employers) {
  private static final int LEVELS = 8;

  public static Reclassification of(Strata before, Strata after) {
    double[] pay = payByLevel(before);
    Map<Integer, double[]> first = levels(before);
    Map<Integer, double[]> second = levels(after);
    double rate = 0;
    double contribution = 0;
    double weights = 0;
    int employers = 0;
    for (Map.Entry<Integer, double[]> entry : new java.util.TreeMap<>(second).entrySet()) {
      double[] then = first.get(entry.getKey());
      if (then == null || entry.getKey() == Stratum.ANONYMOUS) {
        continue;
      }
      double[] now = entry.getValue();
      double n0 = sum(then);
      double n1 = sum(now);
      employers++;
      weights += n1;
      for (int level = 1; level < LEVELS; level++) {
        double moved = now[level] / n1 - then[level] / n0;
        rate += n1 * Math.abs(moved) / 2;
        contribution += n1 * moved * pay[level];
      }
    }
    return employers == 0
        ? new Reclassification(0, 0, 0)
        : new Reclassification(rate / weights, contribution / weights, employers);
  }

  private static double[] payByLevel(Strata strata) {
    double[] sums = new double[LEVELS];
    double[] counts = new double[LEVELS];
    for (int i = 0; i < strata.size(); i++) {
      int level = Stratum.level(strata.key(i));
      sums[level] += strata.logSum(i) / Strata.SCALE;
      counts[level] += strata.count(i);
    }
    double mean = sum(sums) / Math.max(1, sum(counts));
    for (int level = 0; level < LEVELS; level++) {
      sums[level] = counts[level] == 0 ? mean : sums[level] / counts[level];
    }
    return sums;
  }

  /** Observations by employer and level; those without a level are left out. */
  private static Map<Integer, double[]> levels(Strata strata) {
    Map<Integer, double[]> levels = new HashMap<>();
    for (int i = 0; i < strata.size(); i++) {
      int level = Stratum.level(strata.key(i));
      if (level > 0) {
        levels.computeIfAbsent(Stratum.employer(strata.key(i)), e -> new double[LEVELS])[level] +=
            strata.count(i);
      }
    }
    return levels;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
