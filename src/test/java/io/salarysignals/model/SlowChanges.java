package io.salarysignals.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The changes of pay that are to be told with a window, from its members and those of the earlier
 * ones, as plainly as can be. Shares no code with production.
 */
public final class SlowChanges {
  private static final int[][] DAYS = {{28, 1}, {91, 7}, {364, 28}};

  private SlowChanges() {}

  /** One change; all but days in log points. */
  public record Change(
      int days,
      double total,
      double likeForLike,
      double mix,
      double entry,
      double exit,
      double medianTotal,
      double medianLikeForLike,
      double medianMix) {}

  /** Those of a publishable window of the facet all. */
  public static List<Change> of(SlowModel.Window window, List<SlowModel.Member> members) {
    List<Change> changes = new ArrayList<>();
    for (int[] lag : DAYS) {
      if (lag[0] < window.horizon() || window.endDay() % lag[1] != 0) {
        continue;
      }
      List<SlowModel.Member> now = between(members, window.endDay(), window.horizon());
      List<SlowModel.Member> then = between(members, window.endDay() - lag[0], window.horizon());
      if (!then.isEmpty() && SlowModel.reasons(then).isEmpty()) {
        Change change = change(lag[0], then, now);
        if (change != null) {
          changes.add(change);
        }
      }
    }
    return changes;
  }

  private static List<SlowModel.Member> between(
      List<SlowModel.Member> members, long end, int days) {
    return members.stream().filter(m -> m.day() >= end - days && m.day() < end).toList();
  }

  private static String stratum(SlowModel.Member member) {
    SlowEvent e = member.event();
    String who = member.contributor().startsWith("anonymous:") ? "?" : member.contributor();
    return who + '|' + e.level() + '|' + e.sourceType() + '|' + e.payPeriod() + '|' + e.country();
  }

  private static Map<String, List<Double>> byStratum(List<SlowModel.Member> members) {
    Map<String, List<Double>> strata = new TreeMap<>();
    for (SlowModel.Member member : members) {
      strata.computeIfAbsent(stratum(member), s -> new ArrayList<>()).add(member.pay());
    }
    return strata;
  }

  private static double mean(List<Double> pays) {
    return pays.stream().mapToDouble(Math::log).average().orElseThrow();
  }

  private static List<Double> all(Map<String, List<Double>> strata) {
    return strata.values().stream().flatMap(List::stream).toList();
  }

  private static Change change(
      int days, List<SlowModel.Member> before, List<SlowModel.Member> after) {
    Map<String, List<Double>> first = byStratum(before);
    Map<String, List<Double>> second = byStratum(after);
    Map<String, List<Double>> stayed0 = new TreeMap<>(first);
    stayed0.keySet().retainAll(second.keySet());
    Map<String, List<Double>> stayed1 = new TreeMap<>(second);
    stayed1.keySet().retainAll(first.keySet());
    if (stayed0.isEmpty()) {
      return null;
    }
    double n0 = all(stayed0).size();
    double n1 = all(stayed1).size();
    double within = 0;
    double mix = 0;
    Map<Double, Double> standard = new TreeMap<>();
    for (String stratum : stayed0.keySet()) {
      double w0 = stayed0.get(stratum).size() / n0;
      double w1 = stayed1.get(stratum).size() / n1;
      double m0 = mean(stayed0.get(stratum));
      double m1 = mean(stayed1.get(stratum));
      within += (w0 + w1) / 2 * (m1 - m0);
      mix += (w1 - w0) * (m0 + m1) / 2;
      stayed1.get(stratum).forEach(pay -> standard.merge(pay, w0 / w1, Double::sum));
    }
    double mean0 = mean(all(first));
    double mean1 = mean(all(second));
    double entry = mean1 - mean(all(stayed1));
    double exit = mean(all(stayed0)) - mean0;
    return new Change(
        days,
        mean1 - mean0,
        within,
        mix,
        entry,
        exit,
        median(all(second)) - median(all(first)),
        weightedMedian(standard) - median(all(stayed0)),
        median(all(stayed1)) - weightedMedian(standard));
  }

  private static double median(List<Double> pays) {
    Map<Double, Double> weights = new HashMap<>();
    pays.forEach(pay -> weights.merge(pay, 1.0, Double::sum));
    return weightedMedian(new TreeMap<>(weights));
  }

  private static double weightedMedian(Map<Double, Double> weights) {
    double total = weights.values().stream().mapToDouble(w -> w).sum();
    double sum = 0;
    Double half = null;
    for (Map.Entry<Double, Double> entry : weights.entrySet()) {
      if (half != null) {
        return Math.log((half + entry.getKey()) / 2);
      }
      sum += entry.getValue();
      if (Math.abs(sum - total / 2) < 1e-9 * total) {
        half = entry.getKey();
      } else if (sum > total / 2) {
        return Math.log(entry.getKey());
      }
    }
    throw new IllegalArgumentException("nothing to take the median of");
  }
}
