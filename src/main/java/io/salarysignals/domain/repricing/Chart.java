package io.salarysignals.domain.repricing;

import io.salarysignals.domain.stats.Distributions;

/**
 * A two-sided self-starting CUSUM. Each value is standardised by the mean and spread of those
 * before it: T_n = sqrt((n - 1) / n) (u_n - mean) / s, Z_n = the normal quantile of T_n's
 * probability under Student's t with n - 2 degrees of freedom (Hawkins 1987, The Statistician 36),
 * held within 3. Then C+ = max(0, C+ + Z - k), C- = max(0, C- - Z - k) (Page 1954). Sums reach a
 * little above zero on a quiet chart; the change is dated to the pane after the last zero.
 */
final class Chart {
  static final double BOUND = 3;

  /** From so many values on, outliers are pulled in before they move mean and spread. */
  private static final double SETTLED = 10;

  /** Values that the mean and spread rest on, with those taken for granted at the start. */
  double n;

  double mean;
  double squares;
  double up;
  double down;
  int upSince;
  int downSince;

  /**
   * @param assumed as if so many values of mean 0 and variance 1 had been seen: 0 for the plain
   *     chart, above where the values are standardised already
   */
  Chart(double assumed) {
    restart(assumed);
  }

  final void restart(double assumed) {
    n = assumed;
    mean = 0;
    squares = Math.max(0, assumed - 1);
    quiet();
  }

  /** Sets both sums back to zero; mean and spread stay. */
  void quiet() {
    up = 0;
    down = 0;
  }

  /**
   * Takes the next value.
   *
   * @param since first day of its pane
   * @return Z, or NaN while there are too few values to standardise by
   */
  double add(double u, int since, double k) {
    double z = Double.NaN;
    double taken = u;
    if (n >= 2 && squares > 0) {
      double s = StrictMath.sqrt(squares / (n - 1));
      double t = StrictMath.sqrt(n / (n + 1)) * (u - mean) / s;
      double tail = Distributions.studentTail(Math.abs(t), n - 1);
      z = tail < 1e-15 ? BOUND : Math.min(BOUND, -Distributions.normalQuantile(tail));
      z = t < 0 ? -z : z;
      double bound = n < SETTLED ? Double.POSITIVE_INFINITY : BOUND * s;
      taken = Math.max(mean - bound, Math.min(mean + bound, u));
      accumulate(z, since, k);
    }
    n++;
    double off = taken - mean;
    mean += off / n;
    squares += off * (taken - mean);
    return z;
  }

  /** Moves the sums by a standardised value. */
  void accumulate(double z, int since, double k) {
    if (up <= 0) {
      upSince = since;
    }
    if (down <= 0) {
      downSince = since;
    }
    up = Math.max(0, up + z - k);
    down = Math.max(0, down - z - k);
  }

  /** 1 or -1 where a sum is above {@code h}, 0 where none is. */
  int signal(double h) {
    if (Math.max(up, down) <= h) {
      return 0;
    }
    return up >= down ? 1 : -1;
  }
}
