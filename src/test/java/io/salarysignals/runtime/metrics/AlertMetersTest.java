package io.salarysignals.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class AlertMetersTest {
  private static final String CONFIRMED = "CONFIRMED_STRUCTURAL";
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AlertMeters meters = new AlertMeters(registry);

  private int active(String role) {
    return registry.find("salary_signals.repricing.active").tag("role", role).gauges().size();
  }

  private double value(String name) {
    return registry.get(name).gauge().value();
  }

  private double state(String state) {
    Gauge gauge = registry.find("salary_signals.repricing.alerts").tag("state", state).gauge();
    return gauge == null ? 0 : gauge.value();
  }

  private double count(String name) {
    return registry.get("salary_signals.repricing." + name).counters().stream()
        .mapToDouble(c -> c.count())
        .sum();
  }

  @Test
  void anAlertThroughItsLife() {
    meters.alert("a", "nurse|US|PAID", "UP", "", "CANDIDATE", true);
    assertThat(active("nurse")).isZero();
    meters.alert("a", "nurse|US|PAID", "UP", "CANDIDATE", CONFIRMED, true);
    assertThat(active("nurse")).isEqualTo(1);
    assertThat(state("CANDIDATE")).isZero();
    assertThat(state(CONFIRMED)).isEqualTo(1);
    meters.alert("a", "nurse|US|PAID", "UP", CONFIRMED, "RETRACTED", true);
    assertThat(active("nurse")).isZero();
    assertThat(count("candidates")).isEqualTo(1);
    assertThat(count("confirmed")).isEqualTo(1);
    assertThat(count("revoked")).isEqualTo(1);
  }

  @Test
  void historyCountsInNoLiveMetric() {
    meters.alert("a", "nurse|US|PAID", "UP", "", "CANDIDATE", false);
    meters.alert("a", "nurse|US|PAID", "UP", "CANDIDATE", CONFIRMED, false);
    assertThat(active("nurse")).isZero();
    assertThat(count("candidates") + count("confirmed")).isZero();
    assertThat(state(CONFIRMED)).isEqualTo(1);
  }

  @Test
  void aTaskThatComesAndGoesIsNoEvent() {
    meters.here("a", "nurse|US|PAID", "UP", CONFIRMED, true);
    assertThat(active("nurse")).isEqualTo(1);
    assertThat(state(CONFIRMED)).isEqualTo(1);
    assertThat(count("confirmed")).isZero();
    meters.gone("a", "nurse|US|PAID", "UP", CONFIRMED, true);
    assertThat(active("nurse")).isZero();
    assertThat(state(CONFIRMED)).isZero();
  }

  @Test
  void twoAlertsOfOneMarketAreOneSeriesUntilBothEnd() {
    meters.here("a", "nurse|US|PAID", "UP", CONFIRMED, true);
    meters.here("b", "nurse|US|PAID", "UP", CONFIRMED, true);
    meters.alert("a", "nurse|US|PAID", "UP", CONFIRMED, "CLEARED", true);
    assertThat(active("nurse")).isEqualTo(1);
    meters.alert("b", "nurse|US|PAID", "UP", CONFIRMED, "CLEARED", true);
    assertThat(active("nurse")).isZero();
  }

  @Test
  void beyondTheCapMarketsAreCountedAndMoveUp() {
    for (int i = 0; i < AlertMeters.MAX_NAMED + 3; i++) {
      meters.here("id" + i, "role-" + i + "|US|PAID", "UP", CONFIRMED, true);
    }
    assertThat(registry.find("salary_signals.repricing.active").gauges())
        .hasSize(AlertMeters.MAX_NAMED);
    assertThat(value("salary_signals.repricing.active.dropped")).isEqualTo(3);
    meters.alert("id0", "role-0|US|PAID", "UP", CONFIRMED, "CLEARED", true);
    assertThat(active("role-0")).isZero();
    assertThat(registry.find("salary_signals.repricing.active").gauges())
        .hasSize(AlertMeters.MAX_NAMED);
    assertThat(value("salary_signals.repricing.active.dropped")).isEqualTo(2);
  }
}
