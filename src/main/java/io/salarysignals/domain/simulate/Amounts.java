package io.salarysignals.domain.simulate;

import io.salarysignals.domain.market.PayPeriod;

/** How annual pay is written down for a pay period. */
final class Amounts {
  private Amounts() {}

  /** {@code value} rounded to two decimals, as pay is stated. */
  static double cents(double value) {
    return StrictMath.rint(value * 100) / 100;
  }

  /**
   * The amount per {@code period} that makes {@code annual} pay.
   *
   * @param hoursPerWeek stated weekly hours, or null for 40
   */
  static double perPeriod(double annual, PayPeriod period, Double hoursPerWeek) {
    return cents(
        switch (period) {
          case HOUR -> annual / ((hoursPerWeek == null ? 40 : hoursPerWeek) * 52);
          case DAY -> annual / 260;
          case WEEK -> annual / 52;
          case MONTH -> annual / 12;
          case YEAR -> StrictMath.rint(annual);
        });
  }
}
