package io.salarysignals.domain.simulate;

import java.util.SplittableRandom;

/**
 * Seeded draws. Only the raw 64 bits of the generator are used and every function is {@link
 * StrictMath}, so that one seed gives the same market on every virtual machine.
 */
public final class Draws {
  private static final double UNIT = 0x1.0p-53;
  private final SplittableRandom bits;
  private double spare = Double.NaN;

  public Draws(SplittableRandom bits) {
    this.bits = bits;
  }

  public Draws(long seed) {
    this(new SplittableRandom(seed));
  }

  /**
   * An independent stream: what is drawn from it does not depend on how much is drawn here later.
   */
  public Draws split() {
    return new Draws(bits.nextLong());
  }

  /** Uniform in [0, 1). */
  public double uniform() {
    return (bits.nextLong() >>> 11) * UNIT;
  }

  /** Uniform in [low, high). */
  public double between(double low, double high) {
    return low + (high - low) * uniform();
  }

  /** Uniform in 0 .. bound - 1. */
  public int below(int bound) {
    return (int) (uniform() * bound);
  }

  public boolean chance(double probability) {
    return probability > 0 && uniform() < probability;
  }

  /** Standard normal (Box and Muller, 1958). */
  public double gaussian() {
    if (!Double.isNaN(spare)) {
      double value = spare;
      spare = Double.NaN;
      return value;
    }
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    double angle = 2 * StrictMath.PI * uniform();
    spare = radius * StrictMath.sin(angle);
    return radius * StrictMath.cos(angle);
  }

  /** Exponential with this mean. */
  public double exponential(double mean) {
    return -mean * StrictMath.log(1 - uniform());
  }
}
