package io.salarysignals.runtime.app;

import io.salarysignals.domain.repricing.WatchRules;
import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.topics.Topic;
import io.salarysignals.streams.topics.Topics;
import io.salarysignals.topology.repricing.RepricingSettings;
import io.salarysignals.topology.repricing.RepricingTopology;
import java.util.List;
import org.apache.kafka.streams.Topology;

/** The repricing topology from the settings of a process. */
public final class RepricingFactory implements TopologyFactory {
  @Override
  public String name() {
    return RepricingTopology.NAME;
  }

  @Override
  public String about() {
    return "Day summaries in; repricing alerts out.";
  }

  @Override
  public List<Topic> inputs() {
    return List.of(Topics.MARKET_STRATA);
  }

  @Override
  public List<Topic> topics() {
    return List.of(Topics.MARKET_STRATA, Topics.REPRICING_ALERTS);
  }

  @Override
  public Topology build(Environment environment) {
    Settings settings = environment.settings();
    return RepricingTopology.build(
        new RepricingSettings(
            settings.text(Keys.TOPIC_PREFIX),
            environment.partitions().applyAsInt(Topics.MARKET_STRATA),
            settings.integer(Keys.CONTRIBUTIONS_PARTITIONS),
            WatchRules.standard(),
            settings.duration(Keys.ALERTS_MAX_AGE).toMillis(),
            settings.bound(Keys.RETENTION).map(d -> (int) d.toDays()).orElse(-1),
            settings.integer(Keys.GATE_MIN_N),
            settings.integer(Keys.GATE_MIN_EMPLOYERS)),
        environment.codecs(),
        environment.repricingMeters(),
        environment.onComplete());
  }
}
