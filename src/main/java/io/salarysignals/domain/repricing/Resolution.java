package io.salarysignals.domain.repricing;

import java.util.function.IntToDoubleFunction;

/**
 * What an episode says once the thresholds of false-discovery control are known.
 *
 * @param verdict what the alert says now
 * @param look the judgement that the verdict rests on, or null before the first; how large the
 *     change is, the episode's last look says: the one that confirms is the one that came out large
 * @param reached the verdict before it was cleared; the same as {@code verdict} otherwise
 * @param at day after the last one that had a part in it
 */
public record Resolution(Verdict verdict, Look look, Verdict reached, int at) {
  /** Where the thresholds of a day are not known yet. */
  public static final double UNKNOWN = Double.NaN;

  /**
   * Resolves an episode: it is confirmed at the first eligible look whose p-value is not above the
   * threshold of its day.
   *
   * @param threshold by the day after a look's last one; {@link #UNKNOWN} where it is to come
   */
  public static Resolution of(Episode e, IntToDoubleFunction threshold) {
    Look last = null;
    for (Look look : e.looks()) {
      double bound = threshold.applyAsDouble(look.end());
      if (Double.isNaN(bound)) {
        return new Resolution(Verdict.CANDIDATE, last, Verdict.CANDIDATE, end(e, last));
      }
      last = look;
      if (look.eligible() && look.pValue() <= bound) {
        return e.isEnded()
            ? new Resolution(Verdict.CLEARED, look, Verdict.CONFIRMED_STRUCTURAL, e.ended())
            : new Resolution(
                Verdict.CONFIRMED_STRUCTURAL,
                look,
                Verdict.CONFIRMED_STRUCTURAL,
                e.lastLook().end());
      }
    }
    if (e.isOpen()) {
      return new Resolution(Verdict.CANDIDATE, last, Verdict.CANDIDATE, end(e, last));
    }
    return new Resolution(e.explanation(), last, e.explanation(), e.closed());
  }

  private static int end(Episode e, Look look) {
    return look == null ? e.detected() : look.end();
  }
}
