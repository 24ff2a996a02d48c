package io.salarysignals.model;

import java.util.List;

/**
 * An admitted event as {@link SlowModel} reads it. A retraction has null in everything but id,
 * version and type.
 *
 * @param observedAt epoch milliseconds, UTC
 * @param family family slug without prefix, or null
 * @param facets skill and certification facets, with their prefix
 */
public record SlowEvent(
    String id,
    int version,
    Type type,
    Long observedAt,
    String sourceType,
    String employer,
    String role,
    String family,
    String level,
    String country,
    String subdivision,
    String currency,
    String payPeriod,
    Double amount,
    Double amountMin,
    Double amountMax,
    Double hoursPerWeek,
    List<String> facets) {

  /** Whether the pay is advertised (basis POSTED). */
  public boolean posted() {
    return "POSTED".equals(sourceType);
  }

  /** In the order in which equal versions win. */
  public enum Type {
    NEW,
    CORRECTED,
    RETRACTED
  }

  /** A rate in force from {@code effectiveAt} on, epoch milliseconds. */
  public record Rate(String currency, double unitsPerUsd, long effectiveAt) {}

  public static SlowEvent retraction(String id, int version) {
    return new SlowEvent(
        id,
        version,
        Type.RETRACTED,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of());
  }
}
