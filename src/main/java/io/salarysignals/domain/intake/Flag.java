package io.salarysignals.domain.intake;

/**
 * Things worth knowing about an observation. A cell carries a flag while an observation in it does.
 */
public enum Flag {
  /** No employer: the observation is its own contributor. */
  NO_EMPLOYER,
  /** The title is outside the taxonomy and became its own role. */
  UNMAPPED_TITLE,
  /** The rate in force was more than 45 days old. */
  STALE_FX,
  /** The same version came with different content; the greater one counts. */
  VERSION_CONFLICT,
  /** More skills or certifications than a record may carry; the first in canonical order count. */
  SKILLS_CUT,
  /** The amount is the midpoint of a stated range. */
  RANGE_MIDPOINT;

  private static final Flag[] VALUES = values();

  public int bit() {
    return 1 << ordinal();
  }

  public static Flag of(int ordinal) {
    return VALUES[ordinal];
  }

  public static int count() {
    return VALUES.length;
  }
}
