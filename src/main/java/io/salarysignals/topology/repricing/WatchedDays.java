package io.salarysignals.topology.repricing;

/** What WATCH keeps of the days of its markets, for those who check its totals. */
public final class WatchedDays {
  /** The store, and part of the name of its changelog. */
  public static final String STORE = Stores.DAYS;

  private WatchedDays() {}

  /** Observations of one market on one day, from the value that is stored. */
  public static long observations(byte[] value) {
    return Numbers.strata(value).n();
  }
}
