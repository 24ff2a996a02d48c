package io.salarysignals.runtime.bench;

import io.salarysignals.domain.simulate.BenchParameters;

/** Sizes of the load from the numbers of the command line. */
public final class Loads {
  /** As in the standard load: 250 roles in 80 places. */
  private static final double ROLES_PER_PLACE = 3.125;

  private static final int MAX_PLACES = 80;

  private Loads() {}

  /**
   * The standard load in other sizes. Markets are roles times places exactly; of all ways to make
   * them the one whose shape is nearest to that of the standard load is taken.
   *
   * @param duplicates percent of records
   * @param corrections percent of records
   * @param disorderMinutes how far records are out of event order
   * @throws IllegalArgumentException for sizes that make no load
   */
  public static BenchParameters of(
      long observations,
      int markets,
      int employers,
      int skills,
      int days,
      double duplicates,
      double corrections,
      long disorderMinutes) {
    if (markets < 1) {
      throw new IllegalArgumentException("markets must be positive");
    }
    if (disorderMinutes < 0) {
      throw new IllegalArgumentException("disorder must not be negative");
    }
    BenchParameters standard = BenchParameters.standard();
    int places = places(markets);
    int skillsPerRole = Math.max(standard.skillsPerRole(), skills);
    return new BenchParameters(
        observations,
        markets / places,
        places,
        standard.zipf(),
        employers,
        standard.employerZipf(),
        Math.max(standard.skillVocabulary(), skillsPerRole),
        skillsPerRole,
        skills,
        duplicates / 100,
        corrections / 100,
        standard.startDay(),
        days,
        disorderMinutes * 60_000,
        standard.reach());
  }

  static int places(int markets) {
    double wanted = Math.log(Math.sqrt(markets / ROLES_PER_PLACE));
    int best = 1;
    for (int places = 1; places <= Math.min(MAX_PLACES, markets); places++) {
      if (markets % places == 0
          && Math.abs(Math.log(places) - wanted) < Math.abs(Math.log(best) - wanted)) {
        best = places;
      }
    }
    return best;
  }
}
