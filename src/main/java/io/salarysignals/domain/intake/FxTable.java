package io.salarysignals.domain.intake;

/** Exchange rates in force over time. */
public interface FxTable {
  /**
   * The rate in force at an instant: the one with the greatest effective time not after it.
   *
   * @param currency ISO 4217 code other than USD
   * @param at epoch milliseconds
   * @return the rate, or null when none was in force yet
   */
  Rate at(String currency, long at);

  /**
   * @param unitsPerUsd units of the currency that one US dollar buys
   * @param effectiveAt epoch milliseconds
   */
  record Rate(double unitsPerUsd, long effectiveAt) {}
}
