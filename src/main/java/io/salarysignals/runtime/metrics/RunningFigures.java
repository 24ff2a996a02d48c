package io.salarysignals.runtime.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * What a running topology is asked at each scrape.
 *
 * @param state code of its phase
 * @param lag unread input records of this process, or -1 where unknown, which shows as NaN
 * @param restoring records still to be restored
 * @param threadsReplaced stream threads replaced after broker errors
 * @param brokerContactAge seconds since the last heartbeat to the group's coordinator
 */
public record RunningFigures(
    IntSupplier state,
    LongSupplier lag,
    LongSupplier restoring,
    IntSupplier threadsReplaced,
    DoubleSupplier brokerContactAge) {

  void register(MeterRegistry registry, Tags tags) {
    Gauge.builder("salary_signals.state", state::getAsInt)
        .tags(tags)
        .description(
            "State of the topology: 0 created, 1 rebalancing or restoring, 2 running,"
                + " 3 stopping, 4 stopped, 5 failed.")
        .register(registry);
    Gauge.builder(
            "salary_signals.input.lag", () -> lag.getAsLong() < 0 ? Double.NaN : lag.getAsLong())
        .baseUnit("records")
        .tags(tags)
        .description("Unread records of the input partitions that this process reads.")
        .register(registry);
    Gauge.builder("salary_signals.restore.remaining", restoring::getAsLong)
        .baseUnit("records")
        .tags(tags)
        .description("Records still to be restored into local state.")
        .register(registry);
    Gauge.builder("salary_signals.broker.contact.age", brokerContactAge::getAsDouble)
        .baseUnit("seconds")
        .tags(tags)
        .description("Time since the last heartbeat to the coordinator of the group.")
        .register(registry);
    FunctionCounter.builder(
            "salary_signals.threads.replaced", threadsReplaced, IntSupplier::getAsInt)
        .tags(tags)
        .description("Stream threads replaced after broker errors.")
        .register(registry);
  }
}
