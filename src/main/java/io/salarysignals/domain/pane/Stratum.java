package io.salarysignals.domain.pane;

import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.SourceType;
import java.util.List;

/**
 * The key of a stratum: whose pay it is, packed into a long so that a day's strata sort by
 * employer. From the high bits: employer 18, level 3, source type 2, pay period 3, skills 12
 * (decision 011).
 */
public final class Stratum {
  /** The employer of an observation that names none. */
  public static final int ANONYMOUS = (1 << 18) - 1;

  /** How many bits the skills have; skills that share one cannot be told apart. */
  public static final int SKILL_BITS = 12;

  private static final int PERIOD_SHIFT = SKILL_BITS;
  private static final int SOURCE_SHIFT = PERIOD_SHIFT + 3;
  private static final int LEVEL_SHIFT = SOURCE_SHIFT + 2;
  private static final int EMPLOYER_SHIFT = LEVEL_SHIFT + 3;
  private static final String SKILL_PREFIX = "skill:";

  private Stratum() {}

  /** The stratum of an observation. */
  public static long of(Contribution c) {
    return key(
        c.employer(),
        c.level() == null ? 0 : c.level().ordinal() + 1,
        c.sourceType().ordinal(),
        c.payPeriod().ordinal(),
        skills(c.facets()));
  }

  /**
   * The key of these parts.
   *
   * @param employer employer key of a contribution, or {@link Contribution#ANONYMOUS}
   * @param level ordinal + 1, or 0 for none
   * @param skills as {@link #skills} says
   */
  public static long key(int employer, int level, int source, int period, int skills) {
    long who = employer == Contribution.ANONYMOUS ? ANONYMOUS : employer;
    return who << EMPLOYER_SHIFT
        | (long) level << LEVEL_SHIFT
        | (long) source << SOURCE_SHIFT
        | (long) period << PERIOD_SHIFT
        | skills;
  }

  /** One bit for each facet that is a skill: bit h mod 12, h the 32-bit FNV-1a hash of its id. */
  public static int skills(List<String> facets) {
    int bits = 0;
    for (int i = 0; i < facets.size(); i++) {
      bits |= skill(facets.get(i));
    }
    return bits;
  }

  /** The bit of one facet, or 0 where it is no skill. */
  public static int skill(String facet) {
    if (!facet.startsWith(SKILL_PREFIX)) {
      return 0;
    }
    int h = 0x811c9dc5;
    // Ids are ASCII (contracts), so characters are bytes.
    for (int i = SKILL_PREFIX.length(); i < facet.length(); i++) {
      h = (h ^ (facet.charAt(i) & 0xff)) * 0x01000193;
    }
    return 1 << Integer.remainderUnsigned(h, SKILL_BITS);
  }

  public static int employer(long key) {
    return (int) (key >>> EMPLOYER_SHIFT);
  }

  /** Ordinal of the {@link Level} + 1, or 0 for none. */
  public static int level(long key) {
    return (int) (key >>> LEVEL_SHIFT) & 7;
  }

  /** Ordinal of the {@link SourceType}. */
  public static int source(long key) {
    return (int) (key >>> SOURCE_SHIFT) & 3;
  }

  /** Ordinal of the {@link PayPeriod}. */
  public static int period(long key) {
    return (int) (key >>> PERIOD_SHIFT) & 7;
  }

  public static int skills(long key) {
    return (int) key & ((1 << SKILL_BITS) - 1);
  }

  /** The key without its employer: what kind of work and source it is. */
  public static long kind(long key) {
    return key & ((1L << EMPLOYER_SHIFT) - 1);
  }
}
