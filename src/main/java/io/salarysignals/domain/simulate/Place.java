package io.salarysignals.domain.simulate;

/**
 * A place of the simulated world.
 *
 * @param region ISO 3166-1 alpha-2 or ISO 3166-2 code
 * @param location free text that means this place
 * @param currency ISO 4217 code of the country's currency
 * @param unitsPerUsd parity at which the simulated world sets pay; the simulated rates move about
 *     it
 * @param payFactor pay here relative to the United States, both in USD
 * @param weight relative number of observations
 */
public record Place(
    String region,
    String location,
    String currency,
    double unitsPerUsd,
    double payFactor,
    double weight) {

  /** ISO 3166-1 alpha-2 code of the country. */
  public String country() {
    return region.substring(0, 2);
  }

  public boolean isSubdivision() {
    return region.length() > 2;
  }
}
