package io.salarysignals.domain.window;

/**
 * A window length and the grid that its ends lie on.
 *
 * @param days length in days
 * @param step ends lie on epoch days that are multiples of this
 */
public record Horizon(int days, int step) {
  public Horizon {
    if (days < 1 || step < 1) {
      throw new IllegalArgumentException("a horizon needs at least one day and a step of one");
    }
  }

  public boolean isGridEnd(int day) {
    return Math.floorMod(day, step) == 0;
  }

  /** The first grid end at or after {@code day}. */
  public int ceil(int day) {
    return -Math.floorDiv(-day, step) * step;
  }

  /** The first grid end after {@code day}: that of the first window which holds the day. */
  public int after(int day) {
    return ceil(day + 1);
  }
}
