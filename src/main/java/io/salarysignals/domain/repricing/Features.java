package io.salarysignals.domain.repricing;

import io.salarysignals.domain.pane.Stratum;

/**
 * The traits of an observation that explain its pay, as bits: bit j is column j of the {@link
 * PayModel}. Column 0 is the intercept; level none, source type 0, pay period 0 and Monday are what
 * the others are compared with.
 */
final class Features {
  static final int LEVEL = 1;
  static final int SOURCE = LEVEL + 7;
  static final int PERIOD = SOURCE + 3;
  static final int SKILL = PERIOD + 4;
  static final int WEEKDAY = SKILL + Stratum.SKILL_BITS;
  static final int COLUMNS = WEEKDAY + 6;

  /** Epoch day 0 was a Thursday. */
  private static final int MONDAY = 3;

  private Features() {}

  static long of(long key, int day) {
    long bits = 1;
    int level = Stratum.level(key);
    if (level > 0) {
      bits |= 1L << LEVEL + level - 1;
    }
    int source = Stratum.source(key);
    if (source > 0) {
      bits |= 1L << SOURCE + source - 1;
    }
    int period = Stratum.period(key);
    if (period > 0) {
      bits |= 1L << PERIOD + period - 1;
    }
    bits |= (long) Stratum.skills(key) << SKILL;
    int weekday = Math.floorMod(day + MONDAY, 7);
    if (weekday > 0) {
      bits |= 1L << WEEKDAY + weekday - 1;
    }
    return bits;
  }

  /** How far a trait moves ln pay, as one standard deviation, before any data: for shrinkage. */
  static double prior(int column) {
    if (column == 0) {
      return 100;
    }
    if (column < SOURCE) {
      return 1;
    }
    if (column < PERIOD) {
      return 0.2;
    }
    if (column < SKILL) {
      return 0.3;
    }
    return column < WEEKDAY ? 0.05 : 0.02;
  }
}
