package io.salarysignals.domain.demand;

import io.salarysignals.domain.window.Grid;

/**
 * The settings of the engine.
 *
 * @param graceMillis how long after a window's end FINAL waits for the watermark
 * @param retentionMillis how long panes live day by day behind the watermark, beyond the longest
 *     window, the grace and the three years that seasons look back; negative: for ever
 * @param minPostings a window that fewer postings were open in is not published
 * @param minOpenings skills and scopes are told of windows in which at least so many opened
 * @param indexBaseDay epoch day that the open index is 100 on; {@link #YEAR_BEFORE}: 364 days
 *     before the window's last day
 * @param vacancyDays postings of one vacancy lie no further apart, days
 * @param fingerprintBits texts are near-identical up to so many different bits; negative: never
 * @param maxGroup most postings of one employer and role that are compared; more count one by one
 * @param maxSkills most skills told of a window
 * @param maxLivePanes how many panes may be held in memory, about 160 bytes each, less where facets
 *     of a day hold the same
 */
public record DemandRules(
    Grid grid,
    long graceMillis,
    long retentionMillis,
    int minPostings,
    int minOpenings,
    int indexBaseDay,
    int vacancyDays,
    int fingerprintBits,
    int maxGroup,
    int maxSkills,
    int maxLivePanes) {
  /** No fixed base of the index. */
  public static final int YEAR_BEFORE = Integer.MIN_VALUE;

  /** 10 postings, 30 openings, 60 days, 3 bits; grace and retention as given. */
  public static DemandRules defaults(Grid grid, long graceMillis, long retentionMillis) {
    return new DemandRules(
        grid, graceMillis, retentionMillis, 10, 30, YEAR_BEFORE, 60, 3, 2_000, 20, 200_000);
  }
}
