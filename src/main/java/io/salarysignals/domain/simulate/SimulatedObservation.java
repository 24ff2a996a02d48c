package io.salarysignals.domain.simulate;

import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.SourceType;
import java.util.List;

/**
 * One simulated input record under the public field names. For {@link Kind#RETRACTED} everything
 * but id, version and kind is null.
 *
 * @param observedAt epoch milliseconds, UTC
 */
public record SimulatedObservation(
    String observationId,
    int version,
    Kind eventType,
    Long observedAt,
    String sourceId,
    SourceType sourceType,
    String employer,
    String title,
    Level level,
    String region,
    String location,
    String currency,
    PayPeriod payPeriod,
    Double amount,
    Double amountMin,
    Double amountMax,
    Double hoursPerWeek,
    Double experienceYears,
    Boolean remote,
    List<String> skills,
    List<String> certifications)
    implements SimulatedEvent {

  @Override
  public String id() {
    return observationId;
  }

  /** What the record says of its observation. */
  public enum Kind {
    NEW,
    CORRECTED,
    RETRACTED
  }

  static SimulatedObservation retraction(String id, int version) {
    return new SimulatedObservation(
        id,
        version,
        Kind.RETRACTED,
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
        null,
        null,
        List.of(),
        List.of());
  }
}
