package io.salarysignals.domain.demand;

import io.salarysignals.domain.watermark.WatermarkVector;

/**
 * How far closing has come.
 *
 * @param closedThrough the greatest grid end, as an epoch day, up to which everything is final
 * @param closing the grid end being closed, or NOTHING between two
 * @param closedMarket order key of the last market that is closed for it; empty: none
 * @param finals events that stand for {@code closing} so far
 * @param suppressed how many of them are suppressed
 * @param complete whether all inputs were closed and everything is out
 */
public record DemandCursor(
    WatermarkVector watermarks,
    int closedThrough,
    int closing,
    String closedMarket,
    long finals,
    long suppressed,
    boolean complete) {
  /** No grid end. */
  public static final int NOTHING = Integer.MIN_VALUE;
}
