package io.salarysignals.domain.trend;

import io.salarysignals.domain.change.PayChange;
import io.salarysignals.domain.gate.SuppressionReason;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.stats.Figures;
import io.salarysignals.domain.window.Horizon;
import java.util.List;

/**
 * One event about a cell's window.
 *
 * @param end window end, an epoch day, exclusive
 * @param revision number of the event among those of its cell and horizon, from 1
 * @param sums what the window holds; null for a retraction
 * @param figures the statistics; null where suppressed or retracted
 * @param reasons why the statistics are suppressed; empty where they are not
 * @param fallback the nearest publishable parent of a suppressed event, or null
 * @param watermark minimum watermark, epoch ms, or SourceProgress.NONE / CLOSED
 * @param changes how pay differs from earlier windows; empty where that is not told
 */
public record TrendEvent(
    Market market,
    String facet,
    Horizon horizon,
    int end,
    Status status,
    long revision,
    Pane sums,
    Figures figures,
    List<SuppressionReason> reasons,
    Fallback fallback,
    long watermark,
    List<PayChange> changes) {

  /** An event without changes. */
  public TrendEvent(
      Market market,
      String facet,
      Horizon horizon,
      int end,
      Status status,
      long revision,
      Pane sums,
      Figures figures,
      List<SuppressionReason> reasons,
      Fallback fallback,
      long watermark) {
    this(
        market, facet, horizon, end, status, revision, sums, figures, reasons, fallback, watermark,
        List.of());
  }

  /** Whether an event may still change, stands, replaces one that stood, or no longer stands. */
  public enum Status {
    PROVISIONAL,
    FINAL,
    CORRECTION,
    RETRACTION
  }

  /**
   * A parent cell and its headline figures as last known.
   *
   * @param revision revision of the parent's last event, 0 before the first
   */
  public record Fallback(
      Market market,
      String facet,
      int end,
      long revision,
      String currency,
      long n,
      double mean,
      double median) {}

  /** Whether the window holds protected pay. */
  public boolean holdsProtected() {
    return sums != null && OpenJudge.holdsProtected(sums);
  }

  public boolean suppressed() {
    return figures == null && status != Status.RETRACTION;
  }
}
