package io.salarysignals.topology.repricing;

import static io.salarysignals.topology.parts.Wiring.supplier;

import io.salarysignals.streams.metrics.RepricingMeters;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.topics.Topics;
import io.salarysignals.topology.parts.BlockPartitioner;
import io.salarysignals.topology.parts.Wiring.PassOn;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * Day summaries in, repricing alerts out.
 *
 * <pre>
 * market-strata ──> WATCH ──> p-values ──> BARRIER ──> thresholds ──> ALERTS ──> repricing-alerts
 *                     └─────────────── findings ────────────────────────^
 * </pre>
 */
public final class RepricingTopology {
  /** The name in the setting {@code topologies}, and part of the application id. */
  public static final String NAME = "repricing";

  static final String P_VALUES = "p-values";
  static final String FINDINGS = "findings";
  static final String THRESHOLDS = "thresholds";

  private static final Serde<byte[]> BYTES = Serdes.ByteArray();

  private RepricingTopology() {}

  /**
   * The topology.
   *
   * @param onComplete called once every task of this process has told everything, after every input
   *     of the panes was closed
   */
  public static Topology build(
      RepricingSettings settings, EventCodecs codecs, RepricingMeters meters, Runnable onComplete) {
    StreamsBuilder builder = new StreamsBuilder();
    String strata = settings.topicPrefix() + Topics.MARKET_STRATA.name();

    // WATCH: folds the settled days of each market; candidates and their p-values come out.
    KStream<byte[], byte[]> watched =
        builder.stream(strata, Consumed.with(BYTES, BYTES).withName("market-strata"))
            .process(
                supplier(() -> new WatchProcessor(settings), Stores.watch()), Named.as("watch"));
    KStream<byte[], byte[]> findings =
        repartition(
            watched.process(PassOn::new, Named.as(FINDINGS)), FINDINGS, settings.panesPartitions());

    // BARRIER: one partition sees the p-values of all markets, and nothing else of them.
    KStream<byte[], byte[]> thresholds =
        repartition(
            repartition(watched.process(PassOn::new, Named.as(P_VALUES)), P_VALUES, 1)
                .process(
                    supplier(() -> new BarrierProcessor(settings, meters), Stores.barrier()),
                    Named.as("barrier"))
                .process(PassOn::new, Named.as(THRESHOLDS)),
            THRESHOLDS,
            settings.panesPartitions());

    // ALERTS: what a market found, once its day's threshold is known.
    Completion completion = new Completion(settings.panesPartitions(), onComplete);
    findings
        .merge(thresholds, Named.as("findings-and-thresholds"))
        .process(
            supplier(
                () -> new AlertsProcessor(settings, codecs, meters, completion), Stores.alerts()),
            Named.as("alerts"));

    Topology topology = builder.build();
    ByteArraySerializer raw = new ByteArraySerializer();
    topology.addSink(
        "repricing-alerts",
        settings.topicPrefix() + Topics.REPRICING_ALERTS.name(),
        raw,
        raw,
        "alerts");
    return topology;
  }

  private static KStream<byte[], byte[]> repartition(
      KStream<byte[], byte[]> stream, String name, int partitions) {
    return stream.repartition(
        Repartitioned.with(BYTES, BYTES)
            .withName(name)
            .withNumberOfPartitions(partitions)
            .withStreamPartitioner(new BlockPartitioner()));
  }
}
