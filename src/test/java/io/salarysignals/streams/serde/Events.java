package io.salarysignals.streams.serde;

import io.salarysignals.event.EventType;
import io.salarysignals.event.Level;
import io.salarysignals.event.PayPeriod;
import io.salarysignals.event.SalaryObservation;
import io.salarysignals.event.SourceType;
import java.time.Instant;
import java.util.List;

/** Example events of the tests. */
public final class Events {
  private Events() {}

  /** The observation that the contracts show as JSON. */
  public static SalaryObservation observation() {
    return SalaryObservation.newBuilder()
        .setObservationId("s1-000017")
        .setVersion(1)
        .setEventType(EventType.NEW)
        .setObservedAt(Instant.parse("2026-03-02T10:15:00Z"))
        .setSourceId("survey-1")
        .setSourceType(SourceType.SELF_REPORTED)
        .setEmployer("Acme Inc")
        .setTitle("Sr. Backend Engineer")
        .setLevel(Level.SENIOR)
        .setRegion("US-CA")
        .setCurrency("USD")
        .setPayPeriod(PayPeriod.YEAR)
        .setAmount(126500.0)
        .setExperienceYears(8.0)
        .setRemote(true)
        .setSkills(List.of("React", "System Design"))
        .setCertifications(List.of("AWS Certified Developer"))
        .build();
  }
}
