package io.salarysignals.domain.demand;

import io.salarysignals.domain.watermark.WatermarkVector;

/**
 * How far closing has come.
 *
 * @param closedThrough the greatest grid end, as an epoch day, up to which everything is final
 * @param closing the last grid end of the round of closing that has begun, or NOTHING between two
 * @param closedMarket order key of the last market that is closed up to it; empty: none
 * @param complete whether all inputs were closed and everything is out
 */
public record DemandCursor(
    WatermarkVector watermarks,
    int closedThrough,
    int closing,
    String closedMarket,
    boolean complete) {
  /** No grid end. */
  public static final int NOTHING = Integer.MIN_VALUE;
}
