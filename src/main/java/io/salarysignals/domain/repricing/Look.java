package io.salarysignals.domain.repricing;

/**
 * A judgement of a candidate on the panes since it was raised.
 *
 * @param end day after the last evidence pane
 * @param panes fresh panes
 * @param pValue one-sided, clustered by employer, times the number of looks; at most 1, and 1 where
 *     too few observations name an employer for such a test
 * @param eligible whether every rule but false-discovery control holds
 * @param effect like-for-like change against the baseline, log points
 * @param low lower bound of its 95 % interval
 * @param high upper bound
 * @param before geometric mean of the baseline, in k / 1e5: ln(y / yref)
 * @param after the same of the fresh panes
 * @param breadth share of the employers' weight that moved in the direction
 * @param medianEffect weighted median of the employers' changes
 * @param leaveOneOut the change without the employer that matters most, in the direction
 * @param lastPanes mean change in the last two panes
 * @param withoutBest t of the change without the strongest pane, in the direction
 * @param shape t of a lasting level since the onset over that of a spike of one or two panes
 * @param topT the change of the employer that matters most over its error
 * @param totalError standard error of the total change
 * @param outlyingPart what observations too far off to be pay of this work add to the effect
 * @param volumeRatio observations a day over those of the baseline
 * @param named share of the observations that name their employer, of the baseline's or of the
 *     fresh ones, whichever is less
 * @param matched share of the fresh observations whose employer the baseline has, which the test is
 *     about
 * @param decomposition of the total change by level, source and pay period; null where nothing is
 *     in both
 * @param n fresh observations
 * @param employers employers in the test
 */
public record Look(
    int end,
    int panes,
    double pValue,
    boolean eligible,
    double effect,
    double low,
    double high,
    double before,
    double after,
    double breadth,
    double medianEffect,
    double leaveOneOut,
    double lastPanes,
    double withoutBest,
    double shape,
    double topT,
    double totalError,
    double outlyingPart,
    double volumeRatio,
    double named,
    double matched,
    Decomposition decomposition,
    long n,
    int employers) {
  /** Least share of observations that name their employer. */
  private static final double ENOUGH_NAMED = 0.5;

  /** Least share of fresh observations by employers of the baseline. */
  private static final double ENOUGH_MATCHED = 0.2;

  /**
   * Whether enough is known of who paid to tell a change at many employers from other employers:
   * where it is not, nothing is confirmed (decision 025).
   */
  public boolean tellsEmployers() {
    return tellsEmployers(named, matched);
  }

  static boolean tellsEmployers(double named, double matched) {
    return named >= ENOUGH_NAMED && matched >= ENOUGH_MATCHED;
  }

  /** Change of the mean of ln y. */
  public double total() {
    return after - before;
  }
}
