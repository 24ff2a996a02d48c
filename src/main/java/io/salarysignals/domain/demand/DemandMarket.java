package io.salarysignals.domain.demand;

import io.salarysignals.domain.market.Market;

/**
 * A role in a region, as demand counts it.
 *
 * @param role role slug, or family with prefix; {@link #ALL_ROLES} where all are counted together
 * @param region ISO 3166-1 alpha-2, ISO 3166-2, or WORLD
 */
public record DemandMarket(String role, String region) {
  /** All roles of a region together; no role has such a name. */
  public static final String ALL_ROLES = "*";

  /** {@code role|region}, the prefix of every public key about this market. */
  public String key() {
    return role + '|' + region;
  }

  /** The region that this one is part of: the country, then the world; null for the world. */
  static String parent(String region) {
    if (region.equals(Market.WORLD)) {
      return null;
    }
    return region.length() == 2 ? Market.WORLD : region.substring(0, 2);
  }
}
