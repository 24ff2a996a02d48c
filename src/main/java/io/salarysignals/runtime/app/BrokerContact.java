package io.salarysignals.runtime.app;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.common.Metric;

/**
 * How long ago a process last sent a heartbeat to its group's coordinator. A consumer that has no
 * connection sends none, so this grows when brokers are out of reach, whatever else is going on; a
 * restore or a long batch does not make it grow.
 */
final class BrokerContact {
  private static final String METRIC = "last-heartbeat-seconds-ago";

  private final LongSupplier clock;
  private final AtomicLong last;

  /**
   * @param clock wall clock, in milliseconds; the start counts as contact
   */
  BrokerContact(LongSupplier clock) {
    this.clock = clock;
    this.last = new AtomicLong(clock.getAsLong());
  }

  /**
   * Seconds since the last heartbeat of any consumer.
   *
   * @param metrics of the process's Kafka clients; a consumer that has replaced another has none
   *     yet, so the greatest instant seen is kept
   */
  double ageSeconds(Collection<? extends Metric> metrics) {
    long now = clock.getAsLong();
    for (Metric metric : metrics) {
      if (metric.metricName().name().equals(METRIC)
          && metric.metricValue() instanceof Double ago
          && ago >= 0) {
        last.accumulateAndGet(now - (long) (ago * 1000), Math::max);
      }
    }
    return Math.max(0, now - last.get()) / 1000.0;
  }
}
