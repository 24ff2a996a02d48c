package io.salarysignals.domain.repricing;

/**
 * A change of the mean of ln y, taken apart: ln of the geometric mean of pay. In millionths of a
 * log point, so that the parts add up to the total to the last digit.
 *
 * <p>Over the strata that exist in both periods, like for like is the change within strata at the
 * mean of the two periods' shares, and mix the change of shares at the mean of the two periods' pay
 * (Kitagawa 1955). Strata that only the second has enter, those that only the first has leave, each
 * valued by its distance from the others of its own period (Melitz and Polanec 2015).
 */
public record Decomposition(long total, long likeForLike, long mix, long entry, long exit) {
  /** How many units make one log point. */
  public static final double SCALE = 1e6;

  public Decomposition {
    if (total != likeForLike + mix + entry + exit) {
      throw new IllegalArgumentException("the parts do not add up");
    }
  }

  /**
   * Takes a change apart.
   *
   * @param n0 observations, or shares, of each stratum in the first period; 0 where it has none
   * @param m0 mean of ln y of each in the first period; of no account where there are none
   * @param n1 of the second period
   * @param m1 of the second period
   * @return null where either period has no observation or no stratum is in both
   */
  public static Decomposition of(double[] n0, double[] m0, double[] n1, double[] m1) {
    Side first = Side.of(n0, m0, n1);
    Side second = Side.of(n1, m1, n0);
    if (first.both == 0 || second.both == 0) {
      return null;
    }
    double within = 0;
    double mix = 0;
    for (int i = 0; i < n0.length; i++) {
      if (n0[i] > 0 && n1[i] > 0) {
        double w0 = n0[i] / first.both;
        double w1 = n1[i] / second.both;
        within += (w0 + w1) / 2 * (m1[i] - m0[i]);
        mix += (w1 - w0) * (m0[i] + m1[i]) / 2;
      }
    }
    double entry = second.aloneShare() * (second.aloneMean() - second.bothMean());
    double exit = first.aloneShare() * (first.bothMean() - first.aloneMean());
    double total = second.mean() - first.mean();
    return rounded(total, within, mix, entry, exit);
  }

  /** One period: the strata it shares with the other and those it has alone. */
  private record Side(double both, double bothSum, double alone, double aloneSum) {
    static Side of(double[] n, double[] m, double[] other) {
      double both = 0;
      double bothSum = 0;
      double alone = 0;
      double aloneSum = 0;
      for (int i = 0; i < n.length; i++) {
        if (n[i] > 0 && other[i] > 0) {
          both += n[i];
          bothSum += n[i] * m[i];
        } else if (n[i] > 0) {
          alone += n[i];
          aloneSum += n[i] * m[i];
        }
      }
      return new Side(both, bothSum, alone, aloneSum);
    }

    double mean() {
      return (bothSum + aloneSum) / (both + alone);
    }

    double bothMean() {
      return bothSum / both;
    }

    double aloneMean() {
      return alone == 0 ? bothMean() : aloneSum / alone;
    }

    double aloneShare() {
      return alone / (both + alone);
    }
  }

  /** Rounds the total, and the parts so that they add up to it: the largest remainders go up. */
  public static Decomposition rounded(double total, double... parts) {
    long whole = Math.round(total * SCALE);
    long[] units = new long[parts.length];
    double[] remainders = new double[parts.length];
    long sum = 0;
    for (int i = 0; i < parts.length; i++) {
      units[i] = (long) Math.floor(parts[i] * SCALE);
      remainders[i] = parts[i] * SCALE - units[i];
      sum += units[i];
    }
    for (long left = whole - sum; left > 0; left--) {
      int most = 0;
      for (int i = 1; i < parts.length; i++) {
        most = remainders[i] > remainders[most] ? i : most;
      }
      units[most]++;
      remainders[most]--;
    }
    // Floating point may leave the floors a unit above the rounded total.
    for (long over = sum - whole; over > 0; over--) {
      int least = 0;
      for (int i = 1; i < parts.length; i++) {
        least = remainders[i] < remainders[least] ? i : least;
      }
      units[least]--;
      remainders[least]++;
    }
    return new Decomposition(whole, units[0], units[1], units[2], units[3]);
  }

  /** A part in log points. */
  public static double points(long units) {
    return units / SCALE;
  }
}
