package io.salarysignals.domain.repricing;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A change of a quantile taken apart by reweighting: the second period's histogram with each
 * stratum weighted back to the share it had in the first is what pay would be with the first
 * period's mix. The change to it is like for like, the rest is mix.
 *
 * @param total ln of the quantile now over then
 * @param likeForLike ln of the quantile at the old mix over then
 * @param mix the rest
 */
public record MedianChange(double total, double likeForLike, double mix) {
  /**
   * Of the strata in both periods.
   *
   * @param before by stratum, how many have which pay
   * @param after by stratum
   * @param q the quantile, in (0, 1)
   * @return null where no stratum is in both
   */
  public static MedianChange of(
      Map<Long, NavigableMap<Double, Long>> before,
      Map<Long, NavigableMap<Double, Long>> after,
      double q) {
    NavigableMap<Double, Double> first = new TreeMap<>();
    NavigableMap<Double, Double> second = new TreeMap<>();
    NavigableMap<Double, Double> standard = new TreeMap<>();
    for (Map.Entry<Long, NavigableMap<Double, Long>> entry : before.entrySet()) {
      NavigableMap<Double, Long> now = after.get(entry.getKey());
      if (now != null && count(now) > 0 && count(entry.getValue()) > 0) {
        add(first, entry.getValue(), 1);
        add(second, now, 1);
        add(standard, now, count(entry.getValue()) / count(now));
      }
    }
    if (first.isEmpty()) {
      return null;
    }
    double y0 = StrictMath.log(quantile(first, q));
    double y1 = StrictMath.log(quantile(second, q));
    double same = StrictMath.log(quantile(standard, q));
    return new MedianChange(y1 - y0, same - y0, y1 - same);
  }

  private static double count(NavigableMap<Double, Long> histogram) {
    double n = 0;
    for (long count : histogram.values()) {
      n += count;
    }
    return n;
  }

  private static void add(
      NavigableMap<Double, Double> to, NavigableMap<Double, Long> histogram, double weight) {
    histogram.forEach((pay, count) -> to.merge(pay, count * weight, Double::sum));
  }

  /** The least pay with at least the share q at or below it; midway where it is exactly q. */
  private static double quantile(NavigableMap<Double, Double> histogram, double q) {
    double n = 0;
    for (double weight : histogram.values()) {
      n += weight;
    }
    double sum = 0;
    for (Map.Entry<Double, Double> entry : histogram.entrySet()) {
      sum += entry.getValue();
      if (Math.abs(sum - q * n) < 1e-9 * n) {
        Double next = histogram.higherKey(entry.getKey());
        return next == null ? entry.getKey() : (entry.getKey() + next) / 2;
      }
      if (sum > q * n) {
        return entry.getKey();
      }
    }
    return histogram.lastKey();
  }
}
