package io.salarysignals.runtime.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The series that names the markets of active confirmed alerts: one for each market and direction,
 * of at most so many; how many more there are is a series without names. Where a named one ends,
 * one of the others takes its place. Thread-safe.
 */
final class ActiveAlerts {
  private final MeterRegistry registry;
  private final int most;

  /** By market and direction, the alerts that are active. */
  private final Map<String, Set<String>> active = new TreeMap<>();

  private final Map<String, Meter> named = new HashMap<>();

  ActiveAlerts(MeterRegistry registry, int most) {
    this.registry = registry;
    this.most = most;
    Gauge.builder("salary_signals.repricing.active.dropped", this, ActiveAlerts::unnamed)
        .description("Markets with active confirmed alerts that no series names, for want of room.")
        .register(registry);
  }

  private synchronized int unnamed() {
    return active.size() - named.size();
  }

  /** Says whether an alert is active. */
  synchronized void set(String alertId, String cell, String direction, boolean isActive) {
    String series = cell + '|' + direction;
    Set<String> alerts = active.get(series);
    if (isActive) {
      active.computeIfAbsent(series, s -> new HashSet<>()).add(alertId);
      name(series);
    } else if (alerts != null && alerts.remove(alertId) && alerts.isEmpty()) {
      active.remove(series);
      Meter meter = named.remove(series);
      if (meter != null) {
        registry.remove(meter);
        active.keySet().stream()
            .filter(s -> !named.containsKey(s))
            .findFirst()
            .ifPresent(this::name);
      }
    }
  }

  private void name(String series) {
    if (named.size() >= most || named.containsKey(series)) {
      return;
    }
    String[] parts = series.split("\\|", -1);
    named.put(
        series,
        Gauge.builder("salary_signals.repricing.active", () -> 1)
            .tags("role", parts[0], "region", parts[1], "basis", parts[2], "direction", parts[3])
            .description("1 for each market with an active confirmed alert, of the first ones.")
            .register(registry));
  }
}
