package io.salarysignals.domain.gate;

import io.salarysignals.domain.stats.Estimate;
import io.salarysignals.domain.stats.Figures;

/** How much published figures bear. */
public enum Quality {
  /** 100 or more effective observations, 20 or more contributors, median within 5 % either way. */
  HIGH,
  /** 30 or more effective observations, 10 or more contributors, median within 15 % either way. */
  MEDIUM,
  /** Anything else, suppressed cells included. */
  LOW;

  /** The quality of figures; null figures (suppressed) are LOW. */
  public static Quality of(Figures figures) {
    if (figures == null) {
      return LOW;
    }
    if (meets(figures, 100, 20, 5)) {
      return HIGH;
    }
    return meets(figures, 30, 10, 15) ? MEDIUM : LOW;
  }

  private static boolean meets(Figures figures, double effectiveN, long contributors, int percent) {
    Estimate median = figures.p50();
    return figures.effectiveN() >= effectiveN
        && figures.contributors() >= contributors
        && median.low() != null
        && median.high() != null
        && median.low() * 100 >= median.value() * (100 - percent)
        && median.high() * 100 <= median.value() * (100 + percent);
  }
}
