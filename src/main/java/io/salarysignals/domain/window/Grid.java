package io.salarysignals.domain.window;

import java.util.List;

/** The horizons that are computed, shortest first. */
public record Grid(List<Horizon> horizons) {
  public static final long DAY_MILLIS = 86_400_000L;

  public Grid {
    horizons = List.copyOf(horizons);
  }

  /** 7 and 28 days every day, 91 every 7th day, 364 every 28th: whole weeks throughout. */
  public static Grid standard() {
    return new Grid(
        List.of(new Horizon(7, 1), new Horizon(28, 1), new Horizon(91, 7), new Horizon(364, 28)));
  }

  /** How many days after an event something may still be due because of it. */
  public int reach() {
    int most = 0;
    for (Horizon horizon : horizons) {
      most = Math.max(most, horizon.days() + horizon.step());
    }
    return most;
  }

  /** The last grid end of any horizon that covers {@code day}. */
  public int lastEnd(int day) {
    int last = Integer.MIN_VALUE;
    for (Horizon horizon : horizons) {
      last = Math.max(last, horizon.after(day));
    }
    return last;
  }

  /** The UTC day of an instant. */
  public static int dayOf(long millis) {
    return (int) Math.floorDiv(millis, DAY_MILLIS);
  }
}
