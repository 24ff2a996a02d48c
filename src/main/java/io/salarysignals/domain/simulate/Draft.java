package io.salarysignals.domain.simulate;

import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.simulate.SimulatedObservation.Kind;
import java.util.List;

/** A record in the making: faults are written into it before it becomes an event. */
final class Draft implements Cloneable {
  String id;
  int version = 1;
  Kind kind = Kind.NEW;
  long observedAt;
  String sourceId;
  SourceType sourceType;
  String employer;
  String title;
  Level level;
  String region;
  String location;
  String currency;
  PayPeriod payPeriod;
  Double amount;
  Double amountMin;
  Double amountMax;
  Double hoursPerWeek;
  Double experienceYears;
  Boolean remote;
  List<String> skills = List.of();
  List<String> certifications = List.of();

  Draft copy() {
    try {
      return (Draft) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  Draft as(int newVersion, Kind newKind) {
    version = newVersion;
    kind = newKind;
    return this;
  }

  /** Multiplies whatever pay is stated. */
  Draft scalePay(double factor) {
    amount = scaled(amount, factor);
    amountMin = scaled(amountMin, factor);
    amountMax = scaled(amountMax, factor);
    return this;
  }

  private static Double scaled(Double value, double factor) {
    return value == null ? null : Amounts.cents(value * factor);
  }

  SimulatedObservation toRecord() {
    return new SimulatedObservation(
        id,
        version,
        kind,
        observedAt,
        sourceId,
        sourceType,
        employer,
        title,
        level,
        region,
        location,
        currency,
        payPeriod,
        amount,
        amountMin,
        amountMax,
        hoursPerWeek,
        experienceYears,
        remote,
        skills,
        certifications);
  }
}
