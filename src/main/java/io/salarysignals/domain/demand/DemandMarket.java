package io.salarysignals.domain.demand;

/**
 * A role in a region, as demand counts it.
 *
 * @param role role slug, or family with prefix
 * @param region ISO 3166-1 alpha-2, ISO 3166-2, or WORLD
 */
public record DemandMarket(String role, String region) {
  /** {@code role|region}, the prefix of every public key about this market. */
  public String key() {
    return role + '|' + region;
  }
}
