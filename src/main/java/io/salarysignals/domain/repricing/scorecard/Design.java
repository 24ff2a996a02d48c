package io.salarysignals.domain.repricing.scorecard;

import io.salarysignals.domain.repricing.scorecard.Design.Range;

/**
 * What simulated markets are like; each draws its own values from these ranges.
 *
 * @param days event days of a market
 * @param perDay observations a day on average
 * @param employers how many employers
 * @param zipf how unequal their sizes are: share of the r-th is r to the minus this
 * @param employerSd standard deviation of employers' effects, log points
 * @param residualSd standard deviation of one observation, log points
 * @param heavyTails whether observations follow Student's t with 4 degrees of freedom, and one in
 *     200 is off by a factor up to 3
 * @param shockSd standard deviation of what an employer's observations of one day share
 * @param weekend share of the volume of a weekday that comes on a weekend day
 * @param seasonal amplitude of a yearly wave of pay, log points
 * @param weekdaySd standard deviation of an effect of the weekday on pay
 * @param size size of a shift, log points
 * @param rampDays days that a ramp takes
 */
public record Design(
    String name,
    int days,
    Range perDay,
    Range employers,
    Range zipf,
    Range employerSd,
    Range residualSd,
    boolean heavyTails,
    Range shockSd,
    Range weekend,
    Range seasonal,
    Range weekdaySd,
    Range size,
    Range rampDays) {
  /** Values from low to high. */
  public record Range(double low, double high) {}

  private static final double EIGHT_PERCENT = StrictMath.log(1.08);

  /** About 30 observations a day from 25 employers, shifts of 8 %. */
  public static Design plain() {
    return new Design(
        "plain",
        126,
        new Range(25, 35),
        new Range(22, 28),
        new Range(0.3, 0.8),
        new Range(0.08, 0.14),
        new Range(0.16, 0.25),
        false,
        new Range(0, 0.03),
        new Range(0.3, 1),
        new Range(0, 0.01),
        new Range(0, 0.01),
        new Range(EIGHT_PERCENT, EIGHT_PERCENT),
        new Range(7, 14));
  }

  /** More of everything that gets in the way: tails, clusters, weekdays, season, other sizes. */
  public static Design rough() {
    return new Design(
        "rough",
        140,
        new Range(18, 60),
        new Range(12, 60),
        new Range(0.5, 1.1),
        new Range(0.10, 0.20),
        new Range(0.18, 0.28),
        true,
        new Range(0.02, 0.06),
        new Range(0.1, 1),
        new Range(0.005, 0.02),
        new Range(0, 0.02),
        new Range(StrictMath.log(1.07), StrictMath.log(1.10)),
        new Range(10, 28));
  }

  /** One to five observations a day over two years. */
  public static Design sparse() {
    return new Design(
        "sparse",
        546,
        new Range(1.5, 5),
        new Range(8, 25),
        new Range(0.3, 0.8),
        new Range(0.08, 0.14),
        new Range(0.16, 0.25),
        false,
        new Range(0, 0.03),
        new Range(0.3, 1),
        new Range(0, 0.01),
        new Range(0, 0.01),
        new Range(EIGHT_PERCENT, EIGHT_PERCENT),
        new Range(14, 28));
  }
}
