package io.salarysignals.domain.change;

import io.salarysignals.domain.repricing.Decomposition;

/**
 * How pay in a window differs from the window of the same length some days earlier. Everything but
 * {@code days} is in millionths: of a log point, or of one for shares.
 *
 * @param days how many days earlier the other window ends
 * @param mean of the mean of ln y
 * @param totalHalf half the width of the 95 % interval of the total, or {@link #NONE}
 * @param likeForLikeHalf half that of the part like for like, or {@link #NONE}
 * @param median of ln of the median, by reweighting
 * @param reclassifiedShare share of the observations of employers in both windows that stand in
 *     another level than before
 * @param reclassified what that does to the mean of ln y, at the earlier window's pay by level
 */
public record PayChange(
    int days,
    Decomposition mean,
    long totalHalf,
    long likeForLikeHalf,
    Decomposition median,
    long reclassifiedShare,
    long reclassified) {
  /** No interval: fewer than two employers to compare. */
  public static final long NONE = -1;
}
