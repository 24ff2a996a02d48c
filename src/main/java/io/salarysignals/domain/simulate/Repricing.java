package io.salarysignals.domain.simulate;

/**
 * Pay of one market moves, for everybody in it alike, from one day on: for good, or for some days.
 *
 * @param role index of the role
 * @param country ISO 3166-1 alpha-2 code; the market is the role in the whole country
 * @param onset first day of the move, days since the first event day
 * @param days how long it lasts; 0: for good
 * @param logChange change of log pay while it lasts
 */
public record Repricing(int role, String country, int onset, int days, double logChange) {
  /** Longest spike, days: what lasts longer and then goes is an episode of its own. */
  public static final int LONGEST_SPIKE = 7;

  /** How long it lasts. */
  public enum Kind {
    /** For good. */
    SHIFT,
    /** Some weeks, then it is taken back. */
    EPISODE,
    /** Some days. */
    SPIKE
  }

  public Repricing {
    if (onset < 0 || days < 0) {
      throw new IllegalArgumentException("onset and days must not be negative");
    }
  }

  public Kind kind() {
    if (days == 0) {
      return Kind.SHIFT;
    }
    return days > LONGEST_SPIKE ? Kind.EPISODE : Kind.SPIKE;
  }

  double logChange(int itsRole, Place place, double daysIn) {
    boolean here = itsRole == role && place.country().equals(country);
    return here && daysIn >= onset && (days == 0 || daysIn < onset + days) ? logChange : 0;
  }
}
