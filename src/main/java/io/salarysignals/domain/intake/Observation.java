package io.salarysignals.domain.intake;

import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.SourceType;
import java.util.List;

/**
 * A salary observation as it came in, before any rule was applied. Everything but the identity may
 * be null; {@link Intake} says what is wrong.
 *
 * @param observedAt epoch milliseconds, UTC
 * @param amount gross base pay for one pay period, in {@code currency}
 * @param hoursPerWeek stated weekly hours, used for hourly pay only
 */
public record Observation(
    String id,
    int version,
    EventType eventType,
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
    List<String> skills,
    List<String> certifications) {}
