package io.salarysignals.runtime.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.salarysignals.streams.metrics.RepricingMeters;
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
  private final ActiveAlerts active;
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
    active = new ActiveAlerts(registry, MAX_NAMED);
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
    if (!was.equals(is)) {
      if (!was.isEmpty()) {
        state(was, direction).decrementAndGet();
      }
      state(is, direction).incrementAndGet();
      if (live) {
        count(direction, is);
      }
    }
    active.set(alertId, cell, direction, live && is.equals(CONFIRMED));
  }

  @Override
  public void here(String alertId, String cell, String direction, String is, boolean live) {
    state(is, direction).incrementAndGet();
    active.set(alertId, cell, direction, live && is.equals(CONFIRMED));
  }

  @Override
  public void gone(String alertId, String cell, String direction, String is, boolean live) {
    state(is, direction).decrementAndGet();
    active.set(alertId, cell, direction, false);
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

  @Override
  public void detectionDelay(int days) {
    delay.record(days);
  }

  @Override
  public void budgetSpent(double ratio) {
    budget = ratio;
  }
}
