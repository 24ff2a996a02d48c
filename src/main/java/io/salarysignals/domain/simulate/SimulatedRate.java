package io.salarysignals.domain.simulate;

/**
 * A simulated exchange rate under the public field names.
 *
 * @param unitsPerUsd units of the currency that one US dollar buys
 * @param effectiveAt epoch milliseconds, UTC
 */
public record SimulatedRate(String currency, double unitsPerUsd, long effectiveAt) {}
