package io.salarysignals.domain.change;

/**
 * Adds up numbers near one in whole units of 1e-15, so that a sum does not depend on the order of
 * its terms.
 */
final class FixedPoint {
  private static final double ONE = 1e15;

  private FixedPoint() {}

  static long of(double value) {
    return Math.round(value * ONE);
  }

  static double toDouble(long units) {
    return units / ONE;
  }
}
