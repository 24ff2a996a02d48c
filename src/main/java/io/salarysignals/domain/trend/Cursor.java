package io.salarysignals.domain.trend;

import io.salarysignals.domain.watermark.WatermarkVector;

/**
 * How far closing has come.
 *
 * @param watermarks what is known of the source partitions
 * @param closedThrough the greatest grid end, as an epoch day, up to which everything is final;
 *     NOTHING before the first
 * @param closing the grid end up to which roles are being closed, or NOTHING between two rounds
 * @param closedMarket order key of the last role that is closed up to {@code closing}; empty: none
 * @param complete whether all inputs were closed and everything is out
 */
public record Cursor(
    WatermarkVector watermarks,
    int closedThrough,
    int closing,
    String closedMarket,
    boolean complete) {
  /** No grid end. */
  public static final int NOTHING = Integer.MIN_VALUE;
}
