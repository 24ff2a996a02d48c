package io.salarysignals.runtime.bench;

/** Numbers for people. */
final class Numbers {
  private static final double MANY = 1_000;

  private Numbers() {}

  /** Whole above a thousand, with three decimals below, {@code -} where there is none. */
  static String shown(double value, int width) {
    if (!Double.isFinite(value)) {
      return String.format("%" + width + "s", "-");
    }
    boolean whole = Math.abs(value) >= MANY || value == Math.rint(value);
    return String.format("%," + width + (whole ? ".0f" : ".3f"), value);
  }
}
