package io.salarysignals.domain.change;

import io.salarysignals.domain.repricing.Decomposition;
import io.salarysignals.domain.stats.StudentT;
import java.util.Arrays;

/**
 * Takes the change of mean log pay between two windows apart (Kitagawa 1955; Melitz and Polanec
 * 2015) and gives it intervals that treat an employer as one witness. Sums over strata and
 * employers are in whole units, so that the outcome depends on what the windows hold and on no
 * order. Holds scratch room: one per thread.
 */
final class Comparison {
  /** Logs of pay are kept in units of 1e-5. */
  private static final double LOG = 1e5;

  private ChangeRows rows;

  /** By employer: observations and sums in either window, and share and change like for like. */
  private long[] table = {};

  private static final int N0 = 0;
  private static final int N1 = 1;
  private static final int SUM0 = 2;
  private static final int SUM1 = 3;
  private static final int WEIGHT = 4;
  private static final int MOVED = 5;
  private static final int WIDTH = 6;

  private int[] seen = {};
  private int seenCount;

  /** Of the earlier window: observations, contributors, and those of the two largest. */
  long n0;

  long contributors0;
  long largest0;
  long second0;
  long largestKey0;

  Decomposition mean;
  long totalHalf;
  long likeForLikeHalf;

  /** Sums of one window by whether its strata are in the other as well. */
  private static final class Side {
    long n;
    long sum;
    long both;
    long bothSum;
    long unnamed;
    long unnamedSum;
    double unnamedSquares;

    double mean() {
      return sum / (n * LOG);
    }

    double bothMean() {
      return bothSum / (both * LOG);
    }

    double aloneShare() {
      return (double) (n - both) / n;
    }

    double aloneMean() {
      return (sum - bothSum) / ((n - both) * LOG);
    }

    /** Part of the variance of the mean that comes of who names no employer. */
    double unnamedVariance() {
      double m = mean() * LOG;
      double around = unnamedSquares - 2 * m * unnamedSum + m * m * unnamed;
      return Math.max(0, around) / (LOG * LOG * n * n);
    }
  }

  /** Sums by employer; to be called before the others. */
  void read(ChangeRows ofRows, WindowStrata before, WindowStrata now) {
    clear();
    rows = ofRows;
    if (seen.length < rows.employers()) {
      int capacity = rows.employers() + rows.employers() / 4;
      table = new long[WIDTH * capacity];
      seen = new int[capacity];
    }
    n0 = 0;
    long unnamed = 0;
    for (int i = 0; i < before.seenCount; i++) {
      int stratum = before.seen[i];
      int n = before.n[stratum];
      if (n != 0) {
        n0 += n;
        int who = rows.who(stratum);
        if (who < 0) {
          unnamed += n;
        } else {
          add(who, N0, n, before.sum[stratum]);
        }
      }
    }
    contributors0 = unnamed;
    largest0 = Math.min(1, unnamed);
    second0 = Math.min(1, unnamed - largest0);
    largestKey0 = -1;
    for (int i = 0; i < seenCount; i++) {
      long n = table[WIDTH * seen[i] + N0];
      if (n > 0) {
        contributors0++;
        largestKey0 = Math.max(largestKey0, rows.employerKey(seen[i]));
        if (n > largest0) {
          second0 = largest0;
          largest0 = n;
        } else {
          second0 = Math.max(second0, n);
        }
      }
    }
    for (int i = 0; i < now.seenCount; i++) {
      int stratum = now.seen[i];
      int who = rows.who(stratum);
      if (now.n[stratum] != 0 && who >= 0) {
        add(who, N1, now.n[stratum], now.sum[stratum]);
      }
    }
  }

  private void clear() {
    for (int i = 0; i < seenCount; i++) {
      Arrays.fill(table, WIDTH * seen[i], WIDTH * (seen[i] + 1), 0);
    }
    seenCount = 0;
  }

  private void add(int who, int column, long n, long sum) {
    int at = WIDTH * who;
    if (table[at + N0] == 0 && table[at + N1] == 0) {
      seen[seenCount++] = who;
    }
    table[at + column] += n;
    table[at + column + 2] += sum;
  }

  /** Gives up room for very many employers. */
  void release() {
    clear();
    rows = null;
    if (seen.length > 1 << 16) {
      table = new long[0];
      seen = new int[0];
    }
  }

  /** Compares; false where no stratum is in both windows. */
  boolean compare(WindowStrata before, WindowStrata now) {
    Side first = side(before, now);
    Side second = side(now, before);
    if (first.both == 0) {
      return false;
    }
    long within = 0;
    long mix = 0;
    long degrees = 0;
    long scatter = 0;
    long unnamedWeight = 0;
    long spread = 0;
    for (int i = 0; i < now.seenCount; i++) {
      int stratum = now.seen[i];
      int k1 = now.n[stratum];
      int k0 = before.n[stratum];
      if (k1 > 0 && k0 > 0) {
        double m1 = now.sum[stratum] / (k1 * LOG);
        double m0 = before.sum[stratum] / (k0 * LOG);
        double w1 = (double) k1 / second.both;
        double w0 = (double) k0 / first.both;
        double weight = (w0 + w1) / 2;
        long moved = FixedPoint.of(weight * (m1 - m0));
        within += moved;
        mix += FixedPoint.of((w1 - w0) * (m0 + m1) / 2);
        degrees += k0 + k1 - 2;
        scatter += scatter(now, stratum) + scatter(before, stratum);
        int who = rows.who(stratum);
        if (who >= 0) {
          table[WIDTH * who + WEIGHT] += FixedPoint.of(weight);
          table[WIDTH * who + MOVED] += moved;
        } else {
          unnamedWeight += FixedPoint.of(weight);
          spread += FixedPoint.of(weight * weight * (1.0 / k0 + 1.0 / k1));
        }
      }
    }
    double unnamedSpread = FixedPoint.toDouble(spread);
    double total = second.mean() - first.mean();
    double entry =
        second.n == second.both
            ? 0
            : second.aloneShare() * (second.aloneMean() - second.bothMean());
    double exit =
        first.n == first.both ? 0 : first.aloneShare() * (first.bothMean() - first.aloneMean());
    mean =
        Decomposition.rounded(
            total, FixedPoint.toDouble(within), FixedPoint.toDouble(mix), entry, exit);
    totalHalf = half(totalVariance(first, second));
    double variance = degrees == 0 ? Double.NaN : scatter / (LOG * LOG * degrees);
    likeForLikeHalf = half(likeForLikeVariance(unnamedWeight, unnamedSpread * variance, degrees));
    return true;
  }

  private Side side(WindowStrata of, WindowStrata other) {
    Side side = new Side();
    for (int i = 0; i < of.seenCount; i++) {
      int stratum = of.seen[i];
      int n = of.n[stratum];
      if (n > 0) {
        long sum = of.sum[stratum];
        side.n += n;
        side.sum += sum;
        if (other.n[stratum] > 0) {
          side.both += n;
          side.bothSum += sum;
        }
        if (rows.who(stratum) < 0) {
          side.unnamed += n;
          side.unnamedSum += sum;
          side.unnamedSquares += of.squares[stratum];
        }
      }
    }
    return side;
  }

  /** Squares around a stratum's mean, in whole units. */
  private static long scatter(WindowStrata of, int stratum) {
    double sum = of.sum[stratum];
    return Math.round(Math.max(0, of.squares[stratum] - sum * sum / of.n[stratum]));
  }

  /** A variance and its degrees of freedom. */
  private record Variance(double value, double freedom) {}

  /**
   * Of the difference of the means: each employer adds what its pay in both windows adds to it,
   * since pay of one employer goes together; who names none adds as one of its own.
   */
  private Variance totalVariance(Side first, Side second) {
    long squares = 0;
    int named = 0;
    double mean0 = first.mean() * LOG;
    double mean1 = second.mean() * LOG;
    for (int i = 0; i < seenCount; i++) {
      int at = WIDTH * seen[i];
      double influence =
          (table[at + SUM1] - mean1 * table[at + N1]) / (LOG * second.n)
              - (table[at + SUM0] - mean0 * table[at + N0]) / (LOG * first.n);
      squares += FixedPoint.of(influence * influence);
      named++;
    }
    double unnamed = first.unnamedVariance() + second.unnamedVariance();
    return sum(
        named, FixedPoint.toDouble(squares), unnamed, (double) first.unnamed + second.unnamed - 2);
  }

  private Variance likeForLikeVariance(long unnamedWeight, double unnamed, double freedom) {
    long weights = 0;
    long moved = 0;
    int named = 0;
    for (int i = 0; i < seenCount; i++) {
      int at = WIDTH * seen[i];
      if (table[at + WEIGHT] > 0) {
        weights += table[at + WEIGHT];
        moved += table[at + MOVED];
        named++;
      }
    }
    double mean = weights == 0 ? 0 : (double) moved / weights;
    long squares = 0;
    for (int i = 0; i < seenCount; i++) {
      int at = WIDTH * seen[i];
      if (table[at + WEIGHT] > 0) {
        double off =
            FixedPoint.toDouble(table[at + MOVED]) - FixedPoint.toDouble(table[at + WEIGHT]) * mean;
        squares += FixedPoint.of(off * off);
      }
    }
    return sum(named, FixedPoint.toDouble(squares), unnamedWeight == 0 ? 0 : unnamed, freedom);
  }

  /** Between employers and of those who name none, with Satterthwaite's degrees of freedom. */
  private static Variance sum(int named, double squares, double unnamed, double freedom) {
    if (named == 1 || Double.isNaN(unnamed) || (unnamed > 0 && freedom < 1)) {
      return null;
    }
    double between = named == 0 ? 0 : squares * named / (named - 1.0);
    double value = between + unnamed;
    if (value == 0) {
      return named == 0 ? null : new Variance(0, named - 1.0);
    }
    double doubt = named == 0 ? 0 : between * between / (named - 1.0);
    doubt += unnamed == 0 ? 0 : unnamed * unnamed / freedom;
    return new Variance(value, Math.max(1, value * value / doubt));
  }

  private static long half(Variance variance) {
    if (variance == null) {
      return PayChange.NONE;
    }
    double t = StudentT.quantile975(variance.freedom);
    return Math.round(t * Math.sqrt(variance.value) * Decomposition.SCALE);
  }
}
