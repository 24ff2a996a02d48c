package io.salarysignals.domain.intake;

import io.salarysignals.domain.market.PayPeriod;

/** Turns pay per period into gross base pay per year: 2080 hours, 260 days, 52 weeks, 12 months. */
public final class AnnualPay {
  /** A range whose upper end is more than this multiple of its lower end says too little. */
  public static final double MAX_RANGE_RATIO = 2.0;

  private AnnualPay() {}

  /** Periods in a year; hourly pay counts the stated weekly hours times 52, or 2080 hours. */
  public static double periodsPerYear(PayPeriod period, Double hoursPerWeek) {
    return switch (period) {
      case HOUR -> hoursPerWeek == null ? 2080.0 : hoursPerWeek * 52.0;
      case DAY -> 260.0;
      case WEEK -> 52.0;
      case MONTH -> 12.0;
      case YEAR -> 1.0;
    };
  }
}
