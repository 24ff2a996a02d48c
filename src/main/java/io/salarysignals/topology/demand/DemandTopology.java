package io.salarysignals.topology.demand;

import static io.salarysignals.topology.parts.Wiring.supplier;

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
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * Job postings in, demand signals out.
 *
 * <pre>
 * job-postings ──> LIFECYCLE ──> rejected-events, dead-letters, posted-contributions
 * fx-rates (global) ──┘ │ blocks of changed lives, keyed by role; watermarks ride along
 *                       v
 *                     DEMAND ──> demand-signals
 *                       │ reports
 *                       v
 *                    PROGRESS ──> market-progress
 * </pre>
 */
public final class DemandTopology {
  /** The name in the setting {@code topologies}, and part of the application id. */
  public static final String NAME = "demand";

  static final String LIVES = "lives";
  static final String PROGRESS_REPORTS = "progress-reports";
  static final String SIGNALS = "demand-signals";
  static final String POSTED_PAY = "posted-contributions";

  private static final Serde<byte[]> BYTES = Serdes.ByteArray();

  private DemandTopology() {}

  /**
   * The topology.
   *
   * @param onComplete called whenever it turns out that every input partition was closed and
   *     everything due has been told; its transaction may still be open then
   */
  public static Topology build(
      DemandSettings settings,
      Dictionaries dictionaries,
      EventCodecs codecs,
      PipelineMeters meters,
      Runnable onComplete) {
    DemandTopics topics = new DemandTopics(settings.topicPrefix());
    StreamsBuilder builder = new StreamsBuilder();
    builder.addGlobalStore(
        FxRateStore.builder(Stores.FX_RATES, topics.rates(), () -> codecs.decoder(FxRate.class)),
        topics.rates(),
        Consumed.with(BYTES, BYTES).withName("fx-rates"),
        () -> new RatesProcessor(Stores.FX_RATES, meters));

    builder.stream(topics.postings(), Consumed.with(BYTES, BYTES).withName("job-postings"))

        // LIFECYCLE: the posting's life from all that is known of it.
        .process(
            supplier(
                () -> new LifecycleProcessor(settings, dictionaries, codecs, meters),
                Stores.lifecycle()),
            Named.as("lifecycle"))
        .process(PassOn::new, Named.as(LIVES))
        .repartition(
            Repartitioned.with(BYTES, BYTES)
                .withName("lives")
                .withNumberOfPartitions(settings.lifePartitions())
                .withStreamPartitioner(new BlockPartitioner()))

        // DEMAND: every region and facet of a role lives in one task.
        .process(
            supplier(
                () -> new DemandProcessor(settings, dictionaries, codecs, meters), Stores.demand()),
            Named.as("demand"))
        .process(PassOn::new, Named.as(PROGRESS_REPORTS))
        .repartition(
            Repartitioned.with(BYTES, BYTES).withName("progress").withNumberOfPartitions(1))

        // PROGRESS: a grid end is complete once every demand task has committed its part.
        .process(
            supplier(
                () ->
                    new ProgressProcessor(
                        topics.signals(),
                        topics.progress(),
                        Stores.GRID_ENDS,
                        settings.lifePartitions(),
                        codecs,
                        onComplete),
                Stores.progress()),
            Named.as("progress"));

    Topology topology = builder.build();
    ByteArraySerializer raw = new ByteArraySerializer();
    topology.addSink(IntakeFailures.REJECTED, topics.rejected(), raw, raw, "lifecycle");
    topology.addSink(IntakeFailures.DEAD_LETTERS, topics.deadLetters(), raw, raw, "lifecycle");
    topology.addSink(POSTED_PAY, topics.postedPay(), raw, raw, new BlockPartitioner(), "lifecycle");
    topology.addSink(SIGNALS, topics.signals(), raw, raw, "demand");
    topology.addSink("market-progress", topics.progress(), raw, raw, "progress");
    return topology;
  }
}
