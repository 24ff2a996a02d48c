package io.salarysignals.runtime.app;

import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.metrics.PipelineMeters;
import io.salarysignals.streams.metrics.RepricingMeters;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.topics.Topic;
import java.util.function.ToIntFunction;

/**
 * What a topology is built in.
 *
 * @param settings the settings of the process
 * @param meters what it reports to
 * @param repricingMeters what the repricing topology reports to
 * @param codecs encoders and decoders over the registry
 * @param partitions how many partitions a topic has in the cluster
 * @param onComplete to be called when all input is closed and everything due is told; perhaps often
 */
public record Environment(
    Settings settings,
    PipelineMeters meters,
    RepricingMeters repricingMeters,
    EventCodecs codecs,
    ToIntFunction<Topic> partitions,
    Runnable onComplete)
    implements AutoCloseable {

  /** An environment without a cluster, for descriptions; the caller closes it. */
  public static Environment offline(Settings settings) {
    return new Environment(
        settings,
        PipelineMeters.none(),
        RepricingMeters.NONE,
        EventCodecs.open(settings.registry()),
        topic -> topic.spread() ? settings.integer(Keys.TOPICS_PARTITIONS) : 1,
        () -> {});
  }

  @Override
  public void close() {
    codecs.close();
  }
}
