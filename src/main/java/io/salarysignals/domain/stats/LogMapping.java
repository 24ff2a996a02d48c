package io.salarysignals.domain.stats;

/**
 * Maps positive values to bins of constant relative width, so that the bin's estimate lies within a
 * relative error a of every value in it: gamma = (1 + a) / (1 - a), bin = ceil(ln y / ln gamma),
 * estimate = 2 gamma^bin / (gamma + 1). Source: Masson, Rim, Lee, DDSketch, VLDB 12(12), 2019,
 * section 2.1.
 *
 * <p>Bins are the same on every JVM: they are defined by {@link StrictMath#log}. The faster {@link
 * Math#log} may differ from it in the last bits, so it decides only where the quotient is farther
 * from an integer than both can err; elsewhere the definition is computed.
 */
public final class LogMapping {
  /**
   * Both logarithms are within 1 ulp of the truth, so for every positive double the two quotients
   * differ by less than 4 ulp(745) / ln gamma, which is below 1e-9 for a >= 0.0005.
   */
  private static final double DOUBT = 1e-9;

  private static final int TABLE = 8192;

  private final double gamma;
  private final double logGamma;
  private final double[] estimates = new double[TABLE];

  /**
   * @param a relative error, from 0.0005 to below 1
   */
  public LogMapping(double a) {
    if (!(a >= 0.0005 && a < 1)) {
      throw new IllegalArgumentException("relative error must be in [0.0005, 1): " + a);
    }
    gamma = (1 + a) / (1 - a);
    logGamma = StrictMath.log(gamma);
    for (int bin = 0; bin < TABLE; bin++) {
      estimates[bin] = compute(bin);
    }
  }

  /**
   * The bin of {@code y}.
   *
   * @throws IllegalArgumentException if y is not positive and finite
   */
  public int bin(double y) {
    if (!(y > 0 && y < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("only positive finite values have a bin: " + y);
    }
    double quotient = Math.log(y) / logGamma;
    double bin = Math.ceil(quotient);
    double above = bin - quotient;
    if (above < DOUBT || above > 1 - DOUBT) {
      return define(y);
    }
    return (int) bin;
  }

  /** The bin by definition: what {@link #bin} must equal. */
  int define(double y) {
    return (int) Math.ceil(StrictMath.log(y) / logGamma);
  }

  /** The value that stands for a bin: within a of each value in it, relatively. */
  public double estimate(int bin) {
    return bin >= 0 && bin < TABLE ? estimates[bin] : compute(bin);
  }

  private double compute(int bin) {
    return 2 * StrictMath.pow(gamma, bin) / (gamma + 1);
  }
}
