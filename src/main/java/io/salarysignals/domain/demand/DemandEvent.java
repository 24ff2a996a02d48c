package io.salarysignals.domain.demand;

import io.salarysignals.domain.window.Horizon;

/**
 * One event about a cell's demand in a window.
 *
 * @param end window end, an epoch day, exclusive
 * @param revision number of the event among those of its cell and horizon, from 1
 * @param n postings that were open at some time in the window; 0 for a retraction
 * @param employers that had a posting open at the window's end; 0 for a retraction
 * @param fallback the nearest publishable parent of a suppressed event, or null
 * @param figures the statistics; null where suppressed or retracted
 * @param watermark minimum watermark, epoch ms, or SourceProgress.NONE / CLOSED
 */
public record DemandEvent(
    DemandMarket market,
    String facet,
    Horizon horizon,
    int end,
    Status status,
    long revision,
    long n,
    long employers,
    Fallback fallback,
    DemandFigures figures,
    long watermark) {

  /**
   * A parent cell as last known.
   *
   * @param revision number of its last event for the horizon, 0 before the first
   * @param n postings that were open there at some time in the window
   */
  public record Fallback(DemandMarket market, String facet, long revision, long n) {}

  /** Whether an event may still change, stands, replaces one that stood, or no longer stands. */
  public enum Status {
    PROVISIONAL,
    FINAL,
    CORRECTION,
    RETRACTION
  }

  /** Below the minimum of postings (reason MIN_N). */
  public boolean suppressed() {
    return figures == null && status != Status.RETRACTION;
  }
}
