package io.salarysignals.domain.stats;

/**
 * The 97.5 % quantile of Student's t for real degrees of freedom of 1 or more, interpolated over 1
 * / df from a table of 512 steps (relative error below 1e-4).
 */
public final class StudentT {
  private static final double TAIL = 0.025;
  private static final double NORMAL = 1.959963984540054;
  private static final int STEPS = 512;
  private static final double[] TABLE = new double[STEPS + 2];

  static {
    TABLE[0] = NORMAL;
    for (int i = 1; i < TABLE.length; i++) {
      TABLE[i] = solve((double) STEPS / i);
    }
  }

  private StudentT() {}

  /** The quantile for so many degrees of freedom, which must be 1 or more. */
  public static double quantile975(double df) {
    if (!(df >= 1)) {
      throw new IllegalArgumentException("degrees of freedom below 1: " + df);
    }
    double at = STEPS / df;
    int i = (int) at;
    return TABLE[i] + (at - i) * (TABLE[i + 1] - TABLE[i]);
  }

  /** P(T > t) = I_{df / (df + t^2)}(df / 2, 1 / 2) / 2, solved for t by bisection. */
  static double solve(double df) {
    double low = NORMAL;
    double high = 13;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      double tail = SpecialFunctions.incompleteBeta(df / (df + middle * middle), df / 2, 0.5) / 2;
      if (tail > TAIL) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
