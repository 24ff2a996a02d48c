package io.salarysignals.domain.repricing;

import io.salarysignals.domain.pane.Strata;
import io.salarysignals.domain.pane.Stratum;
import io.salarysignals.domain.stats.Distributions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some days of a market against a baseline: by employer, the mean of ln y less what the traits let
 * expect. Pay far from what is expected counts as if it were 3 s away, and an observation that
 * names no employer is one of its own.
 */
final class StretchOfDays {
  private static final double CAP = 3;

  /** Share of s^2 that the observations of one employer on one day have in common, taken so. */
  private static final double SHARED = 0.1;

  /** Standard deviation of a normal value over the median of its size. */
  private static final double MIDDLE = 1.4826;

  private final PayModel model;
  private final double s;
  private final IntIndex places = new IntIndex();
  private int[] placeOf = new int[32];
  int size;
  int[] employers = new int[32];
  double[] counts = new double[32];
  double[] sums = new double[32];
  final double[] shares = new double[Features.COLUMNS];
  private final double[] kindCounts = new double[Kinds.SIZE];
  private final double[] kindSums = new double[Kinds.SIZE];
  double n;
  double sumY;
  private double dayCounts;
  private double outlying;
  private double named;
  private double matched;
  private double squaresY;

  private StretchOfDays(PayModel model) {
    this.model = model;
    this.s = StrictMath.sqrt(model.variance());
  }

  static StretchOfDays of(PayModel model, History history, int from, int to) {
    StretchOfDays stretch = new StretchOfDays(model);
    history.between(from, to, stretch::take);
    for (int j = 0; j < stretch.shares.length; j++) {
      stretch.shares[j] /= Math.max(1, stretch.n);
    }
    return stretch;
  }

  /** The panes of so many days in [from, to) that have observations. */
  static List<StretchOfDays> panes(PayModel model, History history, int from, int to, int days) {
    List<StretchOfDays> panes = new ArrayList<>();
    int[] open = {-1};
    history.between(
        from,
        to,
        (day, strata) -> {
          int at = (day - from) / days;
          if (at != open[0]) {
            panes.add(new StretchOfDays(model));
            open[0] = at;
          }
          panes.get(panes.size() - 1).take(day, strata);
        });
    return panes;
  }

  private void take(int day, Strata strata) {
    dayCounts += (double) day * strata.n();
    int employer = -1;
    int known = -1;
    double expected = 0;
    int at = -1;
    for (int i = 0; i < strata.size(); i++) {
      long key = strata.key(i);
      int count = strata.count(i);
      if (Stratum.employer(key) != employer || employer == Stratum.ANONYMOUS) {
        // Strata stand in the order of employers.
        employer = Stratum.employer(key);
        known = model.find(employer);
        expected = known < 0 ? 0 : model.shrunk(known);
        at = place(employer);
      }
      long features = Features.of(key, day);
      double room = model.variance() / count;
      if (known < 0) {
        room += model.doubt(employer);
      }
      double bound = CAP * StrictMath.sqrt(room);
      double off = strata.mean(i) - model.fixed(features) - expected;
      double y = expected + Math.max(-bound, Math.min(bound, off));
      if (Math.abs(off) > bound) {
        outlying += count * (y - expected);
      }
      named += employer == Stratum.ANONYMOUS ? 0 : count;
      matched += isWitness(employer) ? count : 0;
      counts[at] += count;
      sums[at] += count * y;
      for (long bits = features; bits != 0; bits &= bits - 1) {
        shares[Long.numberOfTrailingZeros(bits)] += count;
      }
      int kind = Kinds.of(key);
      kindCounts[kind] += count;
      kindSums[kind] += count * strata.mean(i);
      n += count;
      sumY += strata.mean(i) * count;
      squaresY += strata.mean(i) * strata.mean(i) * count;
    }
  }

  /** The place of an employer among the sums; observations that name none have one each. */
  private int place(int employer) {
    int number = -1;
    if (employer != Stratum.ANONYMOUS) {
      int named = places.size();
      number = places.add(employer);
      if (number < named) {
        return placeOf[number];
      }
    }
    if (size == employers.length) {
      employers = Arrays.copyOf(employers, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
      sums = Arrays.copyOf(sums, size * 2);
      placeOf = Arrays.copyOf(placeOf, size * 2);
    }
    if (number >= 0) {
      placeOf[number] = size;
    }
    employers[size] = employer;
    return size++;
  }

  /** A change and its standard error, log points. */
  record Effect(double value, double error) {
    double t() {
      return value / error;
    }
  }

  /** The mean residual, employers weighted by what is known of them, none above a fifth. */
  Effect effect() {
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      weights[i] = 1 / variance(i);
    }
    ClusteredTest.cap(weights, size);
    double sum = 0;
    double weighted = 0;
    double squares = 0;
    for (int i = 0; i < size; i++) {
      double w = weights[i];
      sum += w;
      weighted += w * (sums[i] / counts[i] - model.effect(employers[i]));
      squares += w * w * variance(i);
    }
    return size == 0
        ? new Effect(0, Double.POSITIVE_INFINITY)
        : new Effect(weighted / sum, StrictMath.sqrt(squares) / sum);
  }

  private double variance(int i) {
    return s * s / counts[i] + SHARED * s * s + model.doubt(employers[i]);
  }

  /**
   * Tests the change employer by employer, those that the baseline has.
   *
   * @param all whether observations that name no employer are in it, as one each: the effect is
   *     right then where employers are the same as before, which nobody can know
   * @param drift change in the direction that proves nothing
   * @param unsure variance of what the baseline lets expect
   */
  ClusteredTest test(boolean all, int direction, double drift, double unsure) {
    double[] d = new double[size];
    double[] precision = new double[size];
    int used = 0;
    for (int i = 0; i < size; i++) {
      int at = model.find(employers[i]);
      if (at >= 0 && (all || employers[i] != Stratum.ANONYMOUS)) {
        d[used] = sums[i] / counts[i] - model.residual(at);
        precision[used] = 1 / (s * s * (1 / counts[i] + 1 / model.observations(at)));
        used++;
      }
    }
    return ClusteredTest.of(d, precision, used, direction, model.doubtOf(shares) + unsure, drift);
  }

  /** Whether an employer is named and was seen before, so that its own change is known. */
  private boolean isWitness(int employer) {
    return employer != Stratum.ANONYMOUS && model.find(employer) >= 0;
  }

  /** Share of the observations that name their employer. */
  double namedShare() {
    return named / n;
  }

  /** Share of the observations whose employer the baseline has. */
  double matchedShare() {
    return matched / n;
  }

  /** The change from the baseline, by kind of observation. */
  Decomposition decompose() {
    return model.decompose(kindCounts, kindSums);
  }

  /** What the observations too far off to be pay of this work add to the change, log points. */
  double outlyingPart() {
    return outlying / n;
  }

  /**
   * The employer that stands out most from the others.
   *
   * @param part what its own change adds to the mean, beyond the change of the others
   * @param p probability that some employer stands out as much where none does
   */
  record Alone(double part, double p) {}

  /** The employer whose change, in the direction, stands out most from that of the others. */
  Alone alone(int direction) {
    double[] t = new double[size];
    double[] off = new double[size];
    int used = 0;
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < size; i++) {
      if (isWitness(employers[i])) {
        int at = model.find(employers[i]);
        double w = 1 / (1 / counts[i] + 1 / model.observations(at));
        sum += w * (sums[i] / counts[i] - model.residual(at));
        weights += w;
      }
    }
    double part = 0;
    double most = 0;
    for (int i = 0; i < size; i++) {
      if (!isWitness(employers[i])) {
        continue;
      }
      int at = model.find(employers[i]);
      double w = 1 / (1 / counts[i] + 1 / model.observations(at));
      double d = sums[i] / counts[i] - model.residual(at);
      double others = weights > w ? (sum - w * d) / (weights - w) : 0;
      off[used] = direction * (d - others);
      t[used] = off[used] / (s * StrictMath.sqrt(1 / w + 1 / Math.max(w, weights - w)));
      if (t[used] > most) {
        most = t[used];
        part = off[used] * counts[i] / n;
      }
      used++;
    }
    if (used < 3) {
      return new Alone(0, 1);
    }
    // Employers may differ by more than their samples say: by so much as the middle one does.
    double[] sizes = new double[used];
    for (int i = 0; i < used; i++) {
      sizes[i] = Math.abs(t[i]);
    }
    Arrays.sort(sizes);
    double scale = Math.max(1, MIDDLE * sizes[used / 2]);
    return new Alone(direction * part, Math.min(1, used * Distributions.normalTail(most / scale)));
  }

  /** Mean day of the observations. */
  double centre() {
    return dayCounts / n;
  }

  double meanLog() {
    return sumY / n;
  }

  /** Standard error of {@link #meanLog()}, as if observations were independent. */
  double meanError() {
    return StrictMath.sqrt(Math.max(0, squaresY / n - meanLog() * meanLog()) / n);
  }
}
