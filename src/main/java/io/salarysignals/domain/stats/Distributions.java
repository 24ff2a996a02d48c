package io.salarysignals.domain.stats;

/** Tail probabilities and their inverses, the same on every JVM. */
public final class Distributions {
  private static final double[] A = {
    -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
    1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00
  };
  private static final double[] B = {
    -5.447609879822406e+01,
    1.615858368580409e+02,
    -1.556989798598866e+02,
    6.680131188771972e+01,
    -1.328068155288572e+01
  };
  private static final double[] C = {
    -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
    -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00
  };
  private static final double[] D = {
    7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00
  };
  private static final double LOW = 0.02425;

  private Distributions() {}

  /** P(T > t) of Student's t with {@code df} degrees of freedom, at least 1. */
  public static double studentTail(double t, double df) {
    double tail = SpecialFunctions.incompleteBeta(df / (df + t * t), df / 2, 0.5) / 2;
    return t >= 0 ? tail : 1 - tail;
  }

  /** The q quantile of Student's t, q in (0, 1), by bisection; absolute error below 1e-9. */
  public static double studentQuantile(double q, double df) {
    if (q < 0.5) {
      return -studentQuantile(1 - q, df);
    }
    double low = 0;
    double high = 1;
    while (studentTail(high, df) > 1 - q) {
      high *= 2;
    }
    for (int i = 0; i < 100 && high - low > 1e-10; i++) {
      double middle = (low + high) / 2;
      if (studentTail(middle, df) > 1 - q) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** P(Z > z) of the standard normal; relative error below 1e-10 for |z| up to 30. */
  public static double normalTail(double z) {
    if (z < 0) {
      return 1 - normalTail(-z);
    }
    if (z < 3) {
      // Power series of the distribution function (Abramowitz and Stegun 26.2.11).
      double term = z;
      double sum = z;
      for (int k = 1; k < 200 && Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
        term *= z * z / (2 * k + 1);
        sum += term;
      }
      return 0.5 - density(z) * sum;
    }
    // Continued fraction of the tail (Abramowitz and Stegun 26.2.14), from its far end.
    double fraction = z;
    for (int k = 150; k >= 1; k--) {
      fraction = z + k / fraction;
    }
    return density(z) / fraction;
  }

  private static double density(double z) {
    return StrictMath.exp(-z * z / 2) / StrictMath.sqrt(2 * StrictMath.PI);
  }

  /**
   * The q quantile of the standard normal, q in (0, 1). Source: P. J. Acklam's rational
   * approximation, refined by one step of Halley's method.
   */
  public static double normalQuantile(double q) {
    if (!(q > 0 && q < 1)) {
      throw new IllegalArgumentException("a probability strictly between 0 and 1: " + q);
    }
    double x;
    if (q < LOW) {
      x = tail(StrictMath.sqrt(-2 * StrictMath.log(q)));
    } else if (q > 1 - LOW) {
      x = -tail(StrictMath.sqrt(-2 * StrictMath.log(1 - q)));
    } else {
      double r = (q - 0.5) * (q - 0.5);
      x =
          (((((A[0] * r + A[1]) * r + A[2]) * r + A[3]) * r + A[4]) * r + A[5])
              * (q - 0.5)
              / (((((B[0] * r + B[1]) * r + B[2]) * r + B[3]) * r + B[4]) * r + 1);
    }
    double error = q < 0.5 ? normalTail(-x) - q : (1 - q) - normalTail(x);
    double u = error / density(x);
    return x - u / (1 + x * u / 2);
  }

  private static double tail(double r) {
    return (((((C[0] * r + C[1]) * r + C[2]) * r + C[3]) * r + C[4]) * r + C[5])
        / ((((D[0] * r + D[1]) * r + D[2]) * r + D[3]) * r + 1);
  }
}
