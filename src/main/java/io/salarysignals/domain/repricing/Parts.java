package io.salarysignals.domain.repricing;

import io.salarysignals.domain.pane.Strata;
import io.salarysignals.domain.pane.Stratum;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What a change of the mean of ln y owes to who was seen: the change of the mean of what one group
 * of traits adds to pay, by a model of both periods. Each part has a standard error of its own,
 * that of a difference of two means whose observations come clustered by day, so that a part can be
 * told from chance although pay itself varies much more than it.
 */
final class Parts {
  /**
   * A part, log points, and its distance from none in standard errors.
   *
   * @param t with the sign of the value
   */
  record Part(double value, double t) {}

  private static final int LEVELS = 0;
  private static final int SOURCES = 1;
  private static final int PERIODS = 2;
  private static final int EMPLOYERS = 3;
  private static final int MIX = 4;
  private static final int OUTLYING = 5;
  private static final int GROUPS = 6;

  /** Beyond so many standard deviations of one observation pay is not of this work. */
  private static final double FAR = 3;

  /** An employer that is seen so many times as often as before begins to tell its pay. */
  private static final double GROWN = 2;

  /** Added to a Poisson count whose root is taken. */
  private static final double ANSCOMBE = 0.375;

  /** Fewer days do not tell how observations cluster. */
  private static final int LEAST_DAYS = 4;

  private final Period before;
  private final Period after;
  private final PayModel both;

  private Parts(PayModel both, Period before, Period after) {
    this.both = both;
    this.before = before;
    this.after = after;
  }

  /**
   * The parts of the change from the days of [from, onset) to those of [start, end).
   *
   * @param both a model of the days of both
   */
  static Parts of(PayModel both, History history, int from, int onset, int start, int end) {
    Period before = new Period(both, onset - from);
    history.between(from, onset, before::take);
    Period after = new Period(both, end - start);
    history.between(start, end, after::take);
    return new Parts(both, before, after);
  }

  /** Of the kinds of source. */
  Part sources() {
    return part(SOURCES);
  }

  /** Of pay periods. */
  Part periods() {
    return part(PERIODS);
  }

  /** Of levels, skills and employers. */
  Part mix() {
    return part(MIX);
  }

  /**
   * Of pay that is too far off, in the direction, to be of this work, without the employer that
   * adds most: what one employer pays is no error in the data. Such pay is rare and its size says
   * little, so that the test is one of how often it is seen: the difference of the roots of two
   * Poisson counts (Huffman 1984, Applied Statistics 33, with Anscombe's 3/8).
   */
  Part outlying(int direction) {
    Seen most = new Seen();
    for (Map.Entry<Integer, Seen> e : after.employers.entrySet()) {
      boolean named = e.getKey() != Stratum.ANONYMOUS;
      most = named && e.getValue().far(direction) > most.far(direction) ? e.getValue() : most;
    }
    double value = part(OUTLYING).value() - most.farSum / after.n;
    double now = after.far(direction) - most.far(direction);
    double then = before.far(direction);
    double ratio = after.n / before.n;
    double t =
        2
            * (StrictMath.sqrt(now + ANSCOMBE) - StrictMath.sqrt(ratio * (then + ANSCOMBE)))
            / StrictMath.sqrt(1 + ratio);
    return new Part(value, direction * t);
  }

  private Part part(int group) {
    double value = after.mean(group) - before.mean(group);
    double error = StrictMath.sqrt(before.variance(group) + after.variance(group));
    return new Part(value, error > 0 ? value / error : 0);
  }

  /**
   * What employers add that are seen at least twice as often as before, or were never seen, by how
   * far their pay is from that of before.
   */
  double grown() {
    double sum = 0;
    double usual = before.mean(EMPLOYERS);
    for (Map.Entry<Integer, Seen> e : after.employers.entrySet()) {
      Seen then = before.employers.get(e.getKey());
      double seen = then == null ? 0 : then.n;
      double now = e.getValue().n;
      if (now >= GROWN * seen * after.days / before.days) {
        double effect = e.getKey() == Stratum.ANONYMOUS ? 0 : both.effect(e.getKey());
        sum += (now / after.n - seen / before.n) * (effect - usual);
      }
    }
    return sum;
  }

  /** What was seen of one employer. */
  private static final class Seen {
    private double n;

    /** Pay too far off, upwards and downwards. */
    private double up;

    private double down;
    private double farSum;

    void take(double count, double far) {
      n += count;
      up += far > 0 ? count : 0;
      down += far < 0 ? count : 0;
      farSum += count * far;
    }

    double far(int direction) {
      return direction > 0 ? up : down;
    }
  }

  /** One of the two periods: counts, sums and squares of what each group adds, and by day. */
  private static final class Period {
    private final PayModel model;
    private final int days;
    private final Map<Integer, Seen> employers = new HashMap<>();
    private final double[] sums = new double[GROUPS];
    private final double[] squares = new double[GROUPS];
    private final double[] ofDay = new double[GROUPS];

    /** Sums over days of S_d^2, S_d n_d and n_d^2, of which the clustered variance is made. */
    private final double[] daySquares = new double[GROUPS];

    private final double[] dayProducts = new double[GROUPS];
    private double daySizes;
    private int daysSeen;
    private double n;

    Period(PayModel model, int days) {
      this.model = model;
      this.days = days;
    }

    void take(int day, Strata strata) {
      Arrays.fill(ofDay, 0);
      double[] g = new double[GROUPS];
      for (int i = 0; i < strata.size(); i++) {
        Arrays.fill(g, 0);
        int count = strata.count(i);
        int employer = Stratum.employer(strata.key(i));
        for (long bits = Features.of(strata.key(i), day); bits != 0; bits &= bits - 1) {
          int j = Long.numberOfTrailingZeros(bits);
          int group = group(j);
          if (group >= 0) {
            g[group] += model.coefficient(j);
          }
        }
        double effect = model.effect(employer);
        g[EMPLOYERS] = employer == Stratum.ANONYMOUS ? 0 : effect;
        g[MIX] = g[LEVELS] + g[EMPLOYERS];
        double off = strata.mean(i) - model.fixed(Features.of(strata.key(i), day)) - effect;
        double bound = FAR * StrictMath.sqrt(model.variance() / count + model.doubt(employer));
        g[OUTLYING] = Math.abs(off) > bound ? off : 0;
        for (int k = 0; k < GROUPS; k++) {
          ofDay[k] += count * g[k];
          squares[k] += count * g[k] * g[k];
        }
        employers.computeIfAbsent(employer, e -> new Seen()).take(count, g[OUTLYING]);
      }
      double size = strata.n();
      for (int k = 0; k < GROUPS; k++) {
        sums[k] += ofDay[k];
        daySquares[k] += ofDay[k] * ofDay[k];
        dayProducts[k] += ofDay[k] * size;
      }
      daySizes += size * size;
      daysSeen++;
      n += size;
    }

    double far(int direction) {
      return employers.values().stream().mapToDouble(e -> e.far(direction)).sum();
    }

    private static int group(int column) {
      if (column == 0 || column >= Features.WEEKDAY) {
        return -1;
      }
      if (column >= Features.SOURCE && column < Features.PERIOD) {
        return SOURCES;
      }
      return column >= Features.PERIOD && column < Features.SKILL ? PERIODS : LEVELS;
    }

    double mean(int group) {
      return n == 0 ? 0 : sums[group] / n;
    }

    /** Of the mean: as of independent observations, or as of days where these differ by more. */
    double variance(int group) {
      if (n < 2) {
        return Double.POSITIVE_INFINITY;
      }
      double mean = mean(group);
      double single = Math.max(0, squares[group] - n * mean * mean) / (n - 1) / n;
      if (daysSeen < LEAST_DAYS) {
        return single;
      }
      double clustered = daySquares[group] - 2 * mean * dayProducts[group] + mean * mean * daySizes;
      return Math.max(single, clustered / (n * n) * daysSeen / (daysSeen - 1));
    }
  }
}
