package io.salarysignals.runtime.demo;

import io.salarysignals.domain.simulate.SimulatedObservation;
import io.salarysignals.domain.simulate.SimulatedPosting;
import io.salarysignals.domain.simulate.SimulatedRate;
import io.salarysignals.event.CloseReason;
import io.salarysignals.event.EventType;
import io.salarysignals.event.FxRate;
import io.salarysignals.event.JobPostingEvent;
import io.salarysignals.event.Level;
import io.salarysignals.event.PayPeriod;
import io.salarysignals.event.PostedPay;
import io.salarysignals.event.PostingEventType;
import io.salarysignals.event.SalaryObservation;
import io.salarysignals.event.SourceType;
import java.time.Instant;

/** Simulated records as public events. */
final class SimulatedEvents {
  private SimulatedEvents() {}

  static SalaryObservation of(SimulatedObservation o) {
    return SalaryObservation.newBuilder()
        .setObservationId(o.observationId())
        .setVersion(o.version())
        .setEventType(EventType.valueOf(o.eventType().name()))
        .setObservedAt(o.observedAt() == null ? null : Instant.ofEpochMilli(o.observedAt()))
        .setSourceId(o.sourceId())
        .setSourceType(o.sourceType() == null ? null : SourceType.valueOf(o.sourceType().name()))
        .setEmployer(o.employer())
        .setTitle(o.title())
        .setLevel(o.level() == null ? null : Level.valueOf(o.level().name()))
        .setRegion(o.region())
        .setLocation(o.location())
        .setCurrency(o.currency())
        .setPayPeriod(o.payPeriod() == null ? null : PayPeriod.valueOf(o.payPeriod().name()))
        .setAmount(o.amount())
        .setAmountMin(o.amountMin())
        .setAmountMax(o.amountMax())
        .setHoursPerWeek(o.hoursPerWeek())
        .setExperienceYears(o.experienceYears())
        .setRemote(o.remote())
        .setSkills(o.skills())
        .setCertifications(o.certifications())
        .build();
  }

  static JobPostingEvent of(SimulatedPosting p) {
    return JobPostingEvent.newBuilder()
        .setPostingId(p.postingId())
        .setVersion(p.version())
        .setEventType(PostingEventType.valueOf(p.eventType().name()))
        .setEventAt(Instant.ofEpochMilli(p.eventAt()))
        .setCorrectsVersion(p.correctsVersion())
        .setValidThrough(p.validThrough() == null ? null : Instant.ofEpochMilli(p.validThrough()))
        .setSourceId(p.sourceId())
        .setEmployer(p.employer())
        .setTitle(p.title())
        .setLevel(p.level() == null ? null : Level.valueOf(p.level().name()))
        .setRegion(p.region())
        .setRegions(p.regions().isEmpty() ? null : p.regions())
        .setSkills(p.skills())
        .setResponsibilityTags(p.responsibilityTags())
        .setSalary(
            p.payMin() == null
                ? null
                : PostedPay.newBuilder()
                    .setCurrency(p.currency())
                    .setPayPeriod(PayPeriod.YEAR)
                    .setMin(p.payMin())
                    .setMax(p.payMax())
                    .build())
        .setCloseReason(p.closeReason() == null ? null : CloseReason.valueOf(p.closeReason()))
        .build();
  }

  static FxRate of(SimulatedRate rate) {
    return FxRate.newBuilder()
        .setCurrency(rate.currency())
        .setUnitsPerUsd(rate.unitsPerUsd())
        .setEffectiveAt(Instant.ofEpochMilli(rate.effectiveAt()))
        .build();
  }
}
