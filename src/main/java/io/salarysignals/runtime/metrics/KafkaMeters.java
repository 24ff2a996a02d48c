package io.salarysignals.runtime.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;

/**
 * Which of Kafka's several hundred meters are shown: those that answer a question of operations.
 */
final class KafkaMeters {
  private static final Set<String> ALLOWED =
      Set.of(
          // Is it working, and did a thread die?
          "kafka.stream.alive.stream.threads",
          "kafka.stream.failed.stream.threads",
          "kafka.stream.thread.process.rate",
          "kafka.stream.thread.process.total",
          "kafka.stream.thread.process.ratio",
          "kafka.stream.thread.poll.ratio",
          "kafka.stream.thread.commit.ratio",
          "kafka.stream.thread.punctuate.ratio",
          "kafka.stream.thread.commit.latency.avg",
          "kafka.stream.thread.commit.latency.max",
          "kafka.stream.thread.punctuate.latency.max",
          // Does Kafka Streams drop anything on its own?
          "kafka.stream.task.dropped.records.total",
          // Is it restoring?
          "kafka.stream.state.updater.restore.ratio",
          "kafka.stream.state.updater.restore.records.rate",
          // Does it keep up?
          "kafka.consumer.fetch.manager.records.lag.max",
          "kafka.consumer.fetch.manager.records.consumed.total",
          "kafka.consumer.fetch.manager.bytes.consumed.total",
          "kafka.consumer.coordinator.rebalance.total",
          "kafka.consumer.coordinator.failed.rebalance.total",
          "kafka.consumer.coordinator.last.rebalance.seconds.ago",
          // Do its writes arrive?
          "kafka.producer.record.send.total",
          "kafka.producer.record.error.total",
          "kafka.producer.record.retry.total",
          "kafka.producer.request.latency.avg");

  /** What libraries name against the rules of Prometheus, and nobody needs. */
  private static final Set<String> MISNAMED = Set.of("process.cpu.time", "system.cpu.count");

  private KafkaMeters() {}

  static MeterFilter filter() {
    return new MeterFilter() {
      @Override
      public MeterFilterReply accept(Meter.Id id) {
        return id.getName().startsWith("kafka.") && !ALLOWED.contains(id.getName())
                || MISNAMED.contains(id.getName())
            ? MeterFilterReply.DENY
            : MeterFilterReply.NEUTRAL;
      }
    };
  }
}
