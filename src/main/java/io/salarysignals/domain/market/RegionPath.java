package io.salarysignals.domain.market;

import java.util.Objects;

/**
 * Where an observation is: a country and, if known, one of its sub-divisions.
 *
 * @param country ISO 3166-1 alpha-2 code
 * @param subdivision ISO 3166-2 code, or null when only the country is known
 */
public record RegionPath(String country, String subdivision) {
  public RegionPath {
    Objects.requireNonNull(country);
  }

  /** The most specific region known. */
  public String mostSpecific() {
    return subdivision != null ? subdivision : country;
  }
}
