package io.salarysignals.domain.market;

/**
 * A role in a region on one basis.
 *
 * @param role role slug ({@code backend-engineer}) or family ({@code family:software-engineering})
 * @param region ISO 3166-1 alpha-2, ISO 3166-2, or {@link #WORLD}
 * @param basis paid or posted
 */
public record Market(String role, String region, Basis basis) {
  public static final String WORLD = "WORLD";
  public static final String FAMILY_PREFIX = "family:";

  /** {@code role|region|basis}, the prefix of every public key about this market. */
  public String key() {
    return role + '|' + region + '|' + basis;
  }

  public boolean isFamily() {
    return role.startsWith(FAMILY_PREFIX);
  }
}
