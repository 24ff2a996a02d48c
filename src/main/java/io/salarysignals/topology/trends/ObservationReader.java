package io.salarysignals.topology.trends;

import io.salarysignals.domain.intake.EventType;
import io.salarysignals.domain.intake.Observation;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.event.SalaryObservation;
import java.time.Instant;

/** Turns the public event into the domain's observation. Symbols that are not known become null. */
final class ObservationReader {
  private static final EventType[] EVENT_TYPES = EventType.values();
  private static final Level[] LEVELS = Level.values();
  private static final SourceType[] SOURCE_TYPES = SourceType.values();
  private static final PayPeriod[] PAY_PERIODS = PayPeriod.values();

  private ObservationReader() {}

  static Observation read(SalaryObservation event) {
    Instant observedAt = event.getObservedAt();
    return new Observation(
        event.getObservationId(),
        event.getVersion(),
        of(event.getEventType(), EVENT_TYPES),
        observedAt == null ? null : observedAt.toEpochMilli(),
        event.getSourceId(),
        of(event.getSourceType(), SOURCE_TYPES),
        event.getEmployer(),
        event.getTitle(),
        of(event.getLevel(), LEVELS),
        event.getRegion(),
        event.getLocation(),
        event.getCurrency(),
        of(event.getPayPeriod(), PAY_PERIODS),
        event.getAmount(),
        event.getAmountMin(),
        event.getAmountMax(),
        event.getHoursPerWeek(),
        event.getSkills(),
        event.getCertifications());
  }

  /** The constant of the same ordinal; both lists are in the same order, which a test holds. */
  private static <T> T of(Enum<?> symbol, T[] constants) {
    return symbol == null || symbol.ordinal() >= constants.length
        ? null
        : constants[symbol.ordinal()];
  }
}
