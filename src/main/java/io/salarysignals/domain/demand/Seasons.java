package io.salarysignals.domain.demand;

/**
 * The seasons of the year in a stock, taken out of its index: the logarithms of the weekly means of
 * the last two to three years follow a straight line and two pairs of Fourier terms of the year,
 * fitted by least squares. A window's own cell tells its seasons, so that nothing but its panes
 * moves them.
 */
final class Seasons {
  /** Weeks of history without which seasons cannot be told from the trend: two years. */
  static final int LEAST_WEEKS = 104;

  private static final int MOST_WEEKS = 156;
  private static final int TERMS = 6;
  private static final int FIRST_SEASONAL = 2;

  /** Four years have 1,461 days: sines and cosines of the year's angle by day. */
  private static final int CYCLE = 1461;

  private static final double[][] ANGLES = new double[CYCLE][];

  static {
    for (int day = 0; day < CYCLE; day++) {
      double angle = 2 * Math.PI * day / (CYCLE / 4.0);
      ANGLES[day] =
          new double[] {
            StrictMath.cos(angle),
            StrictMath.sin(angle),
            StrictMath.cos(2 * angle),
            StrictMath.sin(2 * angle)
          };
    }
  }

  private Seasons() {}

  /**
   * An index without the seasons, or null where the history is too short.
   *
   * @param index of the week before {@code to} over the week that ends with day {@code base}
   * @param least open postings that every week of the history must have had in the mean
   */
  static Double adjust(double index, DemandSeries s, int to, int base, int least) {
    // The newest cells have no second year: seen before anything is summed.
    if (s.before(to) == 0 || s.days[0] > to - 7 * LEAST_WEEKS) {
      return null;
    }
    double[] fitted = fit(s, to, least);
    if (fitted == null) {
      return null;
    }
    return index * StrictMath.exp(season(fitted, base - 3) - season(fitted, to - 4));
  }

  private static double season(double[] fitted, int day) {
    double[] angles = ANGLES[Math.floorMod(day, CYCLE)];
    double season = 0;
    for (int i = 0; i < angles.length; i++) {
      season += fitted[FIRST_SEASONAL + i] * angles[i];
    }
    return season;
  }

  private static double[] fit(DemandSeries s, int to, int least) {
    double[][] normal = new double[TERMS][TERMS + 1];
    double[] row = new double[TERMS];
    int weeks = 0;
    for (; weeks < MOST_WEEKS; weeks++) {
      int end = to - 7 * weeks;
      long openDays = s.openDays(end - 7, end);
      if (end - 7 < s.days[0] || openDays < 7L * Math.max(1, least)) {
        break;
      }
      row[0] = 1;
      row[1] = weeks / 52.0 - 1;
      System.arraycopy(ANGLES[Math.floorMod(end - 4, CYCLE)], 0, row, FIRST_SEASONAL, 4);
      double y = StrictMath.log(openDays / 7.0);
      for (int i = 0; i < TERMS; i++) {
        for (int j = i; j < TERMS; j++) {
          normal[i][j] += row[i] * row[j];
        }
        normal[i][TERMS] += row[i] * y;
      }
    }
    return weeks < LEAST_WEEKS ? null : solve(normal);
  }

  /** Solves symmetric positive definite equations, of which the upper half is given. */
  private static double[] solve(double[][] a) {
    for (int k = 0; k < TERMS; k++) {
      for (int i = k + 1; i < TERMS; i++) {
        double factor = a[k][i] / a[k][k];
        for (int j = i; j <= TERMS; j++) {
          a[i][j] -= factor * a[k][j];
        }
      }
    }
    double[] x = new double[TERMS];
    for (int i = TERMS - 1; i >= 0; i--) {
      double sum = a[i][TERMS];
      for (int j = i + 1; j < TERMS; j++) {
        sum -= a[i][j] * x[j];
      }
      x[i] = sum / a[i][i];
    }
    return x;
  }
}
