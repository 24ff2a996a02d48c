package io.salarysignals.domain.simulate;

import io.salarysignals.domain.demand.Driver;

/**
 * Demand for a role in a country changes from one day on: more are sought, something else is
 * sought, or both.
 *
 * @param role index of the role
 * @param country ISO 3166-1 alpha-2 code
 * @param onset first day, days since the first event day
 * @param openings openings a day, relative to before; 1: as before
 * @param skill a skill that is asked for anew, as people write it, or null
 * @param skillShare share of postings that ask for it from then on
 * @param tag a responsibility that comes with it, or null
 */
public record DemandShift(
    int role,
    String country,
    int onset,
    double openings,
    String skill,
    double skillShare,
    String tag) {

  public DemandShift {
    if (openings < 1) {
      throw new IllegalArgumentException("a simulated market loses no openings: " + openings);
    }
  }

  /** What a comparison of the time after with that before must find. */
  public Driver driver() {
    boolean more = openings != 1;
    boolean other = skill != null || tag != null;
    return more ? (other ? Driver.BOTH : Driver.VOLUME) : other ? Driver.EVOLUTION : Driver.NEITHER;
  }

  boolean changesWork(int itsRole, Place place, double daysIn) {
    return itsRole == role && place.country().equals(country) && daysIn >= onset;
  }
}
