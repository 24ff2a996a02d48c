package io.salarysignals.domain.simulate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Monthly exchange rates: a random walk of about 1 % a month that starts at parity. */
final class FxPath {
  private final Map<String, TreeMap<Long, Double>> rates = new TreeMap<>();

  FxPath(Scenario scenario, Draws draws) {
    LocalDate first = LocalDate.ofEpochDay(scenario.startDay()).withDayOfMonth(1).minusMonths(1);
    LocalDate last = LocalDate.ofEpochDay(scenario.startDay() + scenario.days());
    Map<String, Double> parity = new TreeMap<>();
    for (Place place : scenario.population().places()) {
      parity.put(place.currency(), place.unitsPerUsd());
    }
    parity.remove("USD");
    parity.forEach(
        (currency, units) -> {
          TreeMap<Long, Double> path = new TreeMap<>();
          double log = StrictMath.log(units);
          for (LocalDate month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            double rate = StrictMath.rint(StrictMath.exp(log) * 10_000) / 10_000;
            path.put(month.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli(), rate);
            log += 0.01 * draws.gaussian();
          }
          rates.put(currency, path);
        });
  }

  /** The rate in force at {@code instant}. */
  double unitsPerUsd(String currency, long instant) {
    Map.Entry<Long, Double> rate = rates.get(currency).floorEntry(instant);
    if (rate == null) {
      throw new IllegalArgumentException(
          "no simulated rate of " + currency + " at " + Instant.ofEpochMilli(instant));
    }
    return rate.getValue();
  }

  /** All rates, by currency, then time. */
  List<SimulatedRate> all() {
    List<SimulatedRate> all = new ArrayList<>();
    rates.forEach(
        (currency, path) ->
            path.forEach((at, units) -> all.add(new SimulatedRate(currency, units, at))));
    return all;
  }
}
