package io.salarysignals.domain.gate.protect;

import io.salarysignals.domain.gate.SuppressionReason;
import io.salarysignals.domain.stats.Figures;
import java.util.List;

/**
 * What becomes of one cell's window.
 *
 * @param cell which cell
 * @param kind what to do
 * @param figures rounded to three significant figures; null unless published
 * @param reasons why figures are suppressed, or why a new revision is withheld
 */
public record Decision(Cell cell, Kind kind, Figures figures, List<SuppressionReason> reasons) {
  /** What to do with a cell. */
  public enum Kind {
    /** Send these figures: FINAL at the window's first release, CORRECTION later. */
    PUBLISH,
    /** Send a suppressed event, with n and employers null. */
    SUPPRESS,
    /** Send nothing: what was published stands. */
    KEEP
  }
}
