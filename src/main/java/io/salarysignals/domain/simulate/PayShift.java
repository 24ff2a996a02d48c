package io.salarysignals.domain.simulate;

import io.salarysignals.domain.market.Level;

/** How pay moves in the course of time. Shifts add up, so worlds are composed of several. */
@FunctionalInterface
public interface PayShift {
  PayShift NONE = (role, place, level, employer, daysIn) -> 0;

  /**
   * Change of log pay.
   *
   * @param role index of the role
   * @param place index of the place
   * @param employer index of the employer, or -1
   * @param daysIn days since the first event day, with fractions
   */
  double logChange(int role, int place, Level level, int employer, double daysIn);

  /** Both shifts together. */
  default PayShift plus(PayShift other) {
    return (role, place, level, employer, daysIn) ->
        logChange(role, place, level, employer, daysIn)
            + other.logChange(role, place, level, employer, daysIn);
  }

  /** Steady growth of pay by this many log points a year (365.25 days). */
  static PayShift growth(double perYear) {
    return (role, place, level, employer, daysIn) -> perYear * daysIn / 365.25;
  }
}
