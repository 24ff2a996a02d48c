package io.salarysignals.domain.market;

/** The names of facets: slices of a market that are published as cells of their own. */
public final class Facet {
  public static final String ALL = "all";
  public static final String LEVEL_PREFIX = "level:";
  public static final String SKILL_PREFIX = "skill:";
  public static final String CERT_PREFIX = "cert:";

  private Facet() {}

  public static String level(Level level) {
    return LEVEL_PREFIX + level.code();
  }

  public static String skill(String id) {
    return SKILL_PREFIX + id;
  }

  public static String cert(String id) {
    return CERT_PREFIX + id;
  }

  /** The level that a facet selects, or null when it is not a level facet. */
  public static Level levelOf(String facet) {
    if (!facet.startsWith(LEVEL_PREFIX)) {
      return null;
    }
    String code = facet.substring(LEVEL_PREFIX.length());
    for (Level level : Level.values()) {
      if (level.code().equals(code)) {
        return level;
      }
    }
    return null;
  }
}
