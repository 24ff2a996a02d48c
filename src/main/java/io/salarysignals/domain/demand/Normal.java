package io.salarysignals.domain.demand;

/** Tails of the normal and the chi-square distribution. */
final class Normal {
  private static final int MAX_TERMS = 1_000;
  private static final double PRECISION = 1e-15;

  private Normal() {}

  /** P(|Z| > |z|) of a standard normal Z: the chi-square tail with one degree of freedom. */
  static double twoSided(double z) {
    return chiSquareTail(z * z, 1);
  }

  /**
   * P(X > x) of a chi-square X: the regularised upper incomplete gamma function Q(df/2, x/2), by
   * its series below and its continued fraction above df/2 + 1 (Press et al., Numerical Recipes,
   * 6.2).
   */
  static double chiSquareTail(double x, int df) {
    if (x <= 0) {
      return 1;
    }
    double a = df / 2.0;
    double half = x / 2;
    double factor = StrictMath.exp(a * StrictMath.log(half) - half - logGamma(df));
    return half < a + 1 ? 1 - factor * series(a, half) : factor * fraction(a, half);
  }

  /** ln of Gamma(df / 2), from Gamma(1/2), Gamma(1) and the recurrence. */
  private static double logGamma(int df) {
    double sum = df % 2 == 0 ? 0 : 0.5 * StrictMath.log(Math.PI);
    for (int i = df - 2; i > 0; i -= 2) {
      sum += StrictMath.log(i / 2.0);
    }
    return sum;
  }

  private static double series(double a, double x) {
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n < MAX_TERMS && term > sum * PRECISION; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return sum;
  }

  private static double fraction(double a, double x) {
    double tiny = 1e-300;
    double b = x + 1 - a;
    double c = 1 / tiny;
    double d = 1 / b;
    double h = d;
    for (int n = 1; n < MAX_TERMS; n++) {
      double an = -n * (n - a);
      b += 2;
      d = away(an * d + b, tiny);
      c = away(b + an / c, tiny);
      d = 1 / d;
      double step = d * c;
      h *= step;
      if (Math.abs(step - 1) < PRECISION) {
        break;
      }
    }
    return h;
  }

  private static double away(double value, double tiny) {
    return Math.abs(value) < tiny ? tiny : value;
  }
}
