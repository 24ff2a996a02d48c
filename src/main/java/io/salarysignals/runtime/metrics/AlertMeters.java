package io.salarysignals.runtime.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.salarysignals.streams.metrics.RepricingMeters;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Alerts of repricing as figures. Markets are named in one family only, of the confirmed alerts
 * that are not historical, and of at most {@link #MAX_NAMED} of them; the rest is counted.
 */
final class AlertMeters implements RepricingMeters {
  /** How many markets are named at most. */
  static final int MAX_NAMED = 200;

  private static final String CONFIRMED = "CONFIRMED_STRUCTURAL";

  private final MeterRegistry registry;
  private final Map<String, AtomicLong> byState = new ConcurrentHashMap<>();
  private final Map<String, Meter> named = new HashMap<>();
  private final AtomicLong dropped = new AtomicLong();
  private final Counter candidates;
  private final Counter revoked;
  private final DistributionSummary delay;
  private volatile double budget;

  AlertMeters(MeterRegistry registry) {
    this.registry = registry;
    candidates = counter("candidates", "Candidates raised, historical ones left out.");
    revoked = counter("revoked", "Alerts taken back because later data undid them.");
    for (String direction : new String[] {"UP", "DOWN"}) {
      confirmed(direction);
    }
    delay =
        DistributionSummary.builder("salary_signals.repricing.detection.delay")
            .baseUnit("days")
            .description("Days from the onset of a confirmed change to its last evidence.")
            .register(registry);
    Gauge.builder("salary_signals.repricing.fdr.budget.spent.ratio", () -> budget)
        .description("Part of the false discovery rate that the last settled day's alerts use.")
        .register(registry);
    Gauge.builder("salary_signals.repricing.active.dropped", dropped, AtomicLong::get)
        .description("Active confirmed alerts that no series names, for want of room.")
        .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder("salary_signals.repricing." + name)
        .description(description)
        .register(registry);
  }

  private Counter confirmed(String direction) {
    return Counter.builder("salary_signals.repricing.confirmed")
        .tag("direction", direction)
        .description("Alerts confirmed as structural, historical ones left out.")
        .register(registry);
  }

  @Override
  public void alert(
      String alertId, String cell, String direction, String was, String is, boolean live) {
    if (!was.isEmpty() && !was.equals(is)) {
      state(was, direction).decrementAndGet();
    }
    if (!was.equals(is)) {
      state(is, direction).incrementAndGet();
      if (live) {
        count(direction, is);
      }
    }
    name(alertId, cell, direction, live && is.equals(CONFIRMED));
  }

  private void count(String direction, String is) {
    if (is.equals("CANDIDATE")) {
      candidates.increment();
    } else if (is.equals(CONFIRMED)) {
      confirmed(direction).increment();
    } else if (is.equals("RETRACTED")) {
      revoked.increment();
    }
  }

  private AtomicLong state(String state, String direction) {
    return byState.computeIfAbsent(
        state + '|' + direction,
        key -> {
          AtomicLong count = new AtomicLong();
          Gauge.builder("salary_signals.repricing.alerts", count, AtomicLong::get)
              .tags("state", state, "direction", direction)
              .description("Alerts by what they say now.")
              .register(registry);
          return count;
        });
  }

  private synchronized void name(String alertId, String cell, String direction, boolean active) {
    if (!active) {
      Meter meter = named.remove(alertId);
      if (meter != null) {
        registry.remove(meter);
      }
      return;
    }
    if (named.containsKey(alertId)) {
      return;
    }
    if (named.size() >= MAX_NAMED) {
      dropped.incrementAndGet();
      return;
    }
    String[] market = cell.split("\\|", -1);
    named.put(
        alertId,
        Gauge.builder("salary_signals.repricing.active", () -> 1)
            .tags(
                Tags.of(
                    "role", market[0],
                    "region", market[1],
                    "basis", market[2],
                    "direction", direction))
            .description("1 for each market with an active confirmed alert, of the first ones.")
            .register(registry));
  }

  @Override
  public void detectionDelay(int days) {
    delay.record(days);
  }

  @Override
  public void budgetSpent(double ratio) {
    budget = ratio;
  }
}
