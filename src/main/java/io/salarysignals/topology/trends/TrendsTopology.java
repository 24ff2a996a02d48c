package io.salarysignals.topology.trends;

import static io.salarysignals.topology.parts.Wiring.supplier;

import io.salarysignals.domain.trend.RowAllowance;
import io.salarysignals.event.FxRate;
import io.salarysignals.streams.metrics.PipelineMeters;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.store.FxRateStore;
import io.salarysignals.topology.parts.BlockPartitioner;
import io.salarysignals.topology.parts.Dictionaries;
import io.salarysignals.topology.parts.IntakeFailures;
import io.salarysignals.topology.parts.ProgressProcessor;
import io.salarysignals.topology.parts.RatesProcessor;
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
 * Salary observations in, market trends out.
 *
 * <pre>
 * salary-observations ──> INTAKE ──> rejected-events, dead-letters
 * fx-rates (global) ────────┘ │ blocks of contributions, keyed by role; watermarks ride along
 *                             v
 * posted-contributions ───> PANES ──> market-panes, market-strata
 *                             │   └─> market-trends
 *                             v reports
 *                          PROGRESS ──> market-progress
 * </pre>
 */
public final class TrendsTopology {
  /** The name in the setting {@code topologies}, and part of the application id. */
  public static final String NAME = "trends";

  static final String CONTRIBUTIONS = "contributions";
  static final String PROGRESS_REPORTS = "progress-reports";
  static final String TRENDS = "market-trends";
  static final String PANES_OUT = "market-panes";
  static final String STRATA_OUT = "market-strata";

  private static final Serde<byte[]> BYTES = Serdes.ByteArray();

  private TrendsTopology() {}

  /**
   * The topology.
   *
   * @param onComplete called whenever it turns out that every input partition was closed and
   *     everything due has been told; its transaction may still be open then
   */
  public static Topology build(
      TrendsSettings settings,
      Dictionaries dictionaries,
      EventCodecs codecs,
      PipelineMeters meters,
      Runnable onComplete) {
    TrendsTopics topics = new TrendsTopics(settings.topicPrefix());
    RowAllowance allowance = new RowAllowance(settings.rowsTogether());
    StreamsBuilder builder = new StreamsBuilder();
    contributions(builder, settings, dictionaries, codecs, meters)

        // Advertised pay, from the demand topology, where each posting's pay is made and taken
        // back.
        .merge(
            builder.stream(
                topics.postedPay(), Consumed.with(BYTES, BYTES).withName("posted-contributions")),
            Named.as("all-contributions"))

        // PANES, WINDOWS, GATE: every region and facet of a role lives in one task.
        .process(
            supplier(
                () -> new PanesProcessor(settings, allowance, dictionaries, codecs, meters),
                Stores.panes()),
            Named.as("panes"))
        .process(PassOn::new, Named.as(PROGRESS_REPORTS))
        .repartition(
            Repartitioned.with(BYTES, BYTES).withName("progress").withNumberOfPartitions(1))

        // PROGRESS: a grid end is complete once every pane task has committed its part.
        .process(
            supplier(
                () ->
                    new ProgressProcessor(
                        topics.trends(),
                        topics.progress(),
                        Stores.GRID_ENDS,
                        settings.contributionsPartitions(),
                        codecs,
                        onComplete),
                Stores.progress()),
            Named.as("progress"));

    Topology topology = builder.build();
    ByteArraySerializer raw = new ByteArraySerializer();
    failures(topology, topics);
    topology.addSink(TRENDS, topics.trends(), raw, raw, new TrendsPartitioner(), "panes");
    topology.addSink(PANES_OUT, topics.panes(), raw, raw, new PanesPartitioner(), "panes");
    topology.addSink(STRATA_OUT, topics.strata(), raw, raw, new PanesPartitioner(), "panes");
    topology.addSink("market-progress", topics.progress(), raw, raw, "progress");
    return topology;
  }

  /**
   * The part up to the internal topic, whose blocks are then read and dropped: to measure the
   * intake alone. It tells nothing and never completes.
   */
  public static Topology buildIntake(
      TrendsSettings settings,
      Dictionaries dictionaries,
      EventCodecs codecs,
      PipelineMeters meters) {
    StreamsBuilder builder = new StreamsBuilder();
    contributions(builder, settings, dictionaries, codecs, meters)
        .foreach((target, block) -> {}, Named.as("dropped"));
    Topology topology = builder.build();
    failures(topology, new TrendsTopics(settings.topicPrefix()));
    return topology;
  }

  private static void failures(Topology topology, TrendsTopics topics) {
    ByteArraySerializer raw = new ByteArraySerializer();
    topology.addSink(IntakeFailures.REJECTED, topics.rejected(), raw, raw, "intake");
    topology.addSink(IntakeFailures.DEAD_LETTERS, topics.deadLetters(), raw, raw, "intake");
  }

  /** INTAKE and the way of its blocks to the partition of their roles. */
  private static KStream<byte[], byte[]> contributions(
      StreamsBuilder builder,
      TrendsSettings settings,
      Dictionaries dictionaries,
      EventCodecs codecs,
      PipelineMeters meters) {
    TrendsTopics topics = new TrendsTopics(settings.topicPrefix());
    builder.addGlobalStore(
        FxRateStore.builder(Stores.FX_RATES, topics.rates(), () -> codecs.decoder(FxRate.class)),
        topics.rates(),
        Consumed.with(BYTES, BYTES).withName("fx-rates"),
        () -> new RatesProcessor(Stores.FX_RATES, meters));

    KStream<byte[], byte[]> observations =
        builder.stream(
            topics.observations(), Consumed.with(BYTES, BYTES).withName("salary-observations"));

    // Decode, validate, normalise, identify. Its blocks name their target partition.
    return observations
        .process(
            supplier(
                () -> new IntakeProcessor(settings, dictionaries, codecs, meters), Stores.intake()),
            Named.as("intake"))
        .process(PassOn::new, Named.as(CONTRIBUTIONS))
        .repartition(
            Repartitioned.with(BYTES, BYTES)
                .withName("contributions")
                .withNumberOfPartitions(settings.contributionsPartitions())
                .withStreamPartitioner(new BlockPartitioner()));
  }
}
