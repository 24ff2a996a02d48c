package io.salarysignals.domain.trend;

import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.MarketStrata;
import io.salarysignals.domain.pane.Pane;
import java.util.List;

/** Where the engine's results go. */
public interface TrendSink {
  void trend(TrendEvent event);

  /** The day summary of a cell once its day is closed, and again when it changes; null: gone. */
  void pane(Market market, String facet, int day, Pane pane);

  /**
   * The strata of all markets of a role on a closed day, and again when the day changes; none: the
   * day is gone. Families have none.
   */
  default void strata(Market role, int day, List<MarketStrata> markets) {}

  /**
   * What stands for a grid end has changed.
   *
   * @param finals by how many the events that stand have grown
   * @param suppressed by how many the suppressed ones among them have grown
   * @param corrections CORRECTION and RETRACTION events sent for it now
   */
  void gridEnd(int end, long finals, long suppressed, long corrections);

  /**
   * A correction replaces a published figure.
   *
   * @param relative how the median has changed: the new one over the old one, less 1
   */
  default void revised(double relative) {}

  /**
   * Contributions were retracted that a day did not hold, which must never happen. They were passed
   * over.
   */
  default void missed(Market role, int day, int retractions) {}

  /** Everything up to {@code closedThrough} is out; {@code complete} once all inputs are closed. */
  void progress(int closedThrough, long watermark, boolean complete);
}
