package io.salarysignals.domain.intake;

import io.salarysignals.domain.market.RegionPath;

/** Turns ISO codes or free text into places. Implementations are pure, thread-safe and total. */
public interface RegionResolver {
  /**
   * Resolves {@code region} (ISO 3166-1 alpha-2 or ISO 3166-2) where it is given, otherwise the
   * free text {@code location}. Returns null when neither names a known place.
   */
  RegionPath resolve(String region, String location);

  /** The ISO 4217 currency of a country given by ISO 3166-1 alpha-2 code, or null if unknown. */
  String currencyOf(String country);

  /** Whether {@code currency} is a known ISO 4217 code of money that people are paid in. */
  boolean isCurrency(String currency);
}
