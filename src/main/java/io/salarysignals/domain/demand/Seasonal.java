package io.salarysignals.domain.demand;

/** Which regular patterns are out of an index. */
public enum Seasonal {
  NONE,
  /** The days of the week, by means over whole weeks. */
  WEEKDAY,
  /** The days of the week and the seasons of the year. */
  FULL
}
