package io.salarysignals.runtime.app;

import io.salarysignals.domain.demand.DemandRules;
import io.salarysignals.domain.demand.LifecycleRules;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.topics.Topic;
import io.salarysignals.streams.topics.Topics;
import io.salarysignals.topology.demand.DemandSettings;
import io.salarysignals.topology.demand.DemandTopology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.Topology;

/** The demand topology from the settings of a process. */
public final class DemandFactory implements TopologyFactory {
  private static final int FINGERPRINT_BITS = 3;
  private static final int MAX_LIVE_PANES = 400_000;

  @Override
  public String name() {
    return DemandTopology.NAME;
  }

  @Override
  public String about() {
    return "Job postings in; demand signals, progress and advertised pay out.";
  }

  @Override
  public List<Topic> inputs() {
    return List.of(Topics.JOB_POSTINGS);
  }

  @Override
  public List<Topic> topics() {
    return List.of(
        Topics.JOB_POSTINGS,
        Topics.FX_RATES,
        Topics.DEMAND_SIGNALS,
        Topics.POSTED_CONTRIBUTIONS,
        Topics.MARKET_PROGRESS,
        Topics.REJECTED_EVENTS,
        Topics.DEAD_LETTERS);
  }

  @Override
  public Topology build(Environment environment) {
    Settings settings = environment.settings();
    return DemandTopology.build(
        demandSettings(settings, environment.partitions().applyAsInt(Topics.JOB_POSTINGS)),
        TrendsFactory.dictionaries(settings),
        environment.codecs(),
        environment.meters(),
        environment.onComplete());
  }

  private static DemandSettings demandSettings(Settings settings, int sourcePartitions) {
    Grid grid = TrendsFactory.grid(settings);
    long grace = settings.duration(Keys.WINDOW_GRACE).toMillis();
    long retention = TrendsFactory.millis(settings.bound(Keys.RETENTION));
    return new DemandSettings(
        settings.text(Keys.TOPIC_PREFIX),
        sourcePartitions,
        settings.integer(Keys.LIVES_PARTITIONS),
        settings.integer(Keys.CONTRIBUTIONS_PARTITIONS),
        TrendsFactory.intakeRules(settings, retention),
        new LifecycleRules(
            settings.duration(Keys.POSTING_GAP).toMillis(),
            settings.bound(Keys.POSTING_SILENCE).map(Duration::toMillis).orElse(-1L),
            settings.integer(Keys.POSTING_VERSIONS_MAX)),
        new DemandRules(
            grid,
            grace,
            retention,
            settings.integer(Keys.DEMAND_MIN_POSTINGS),
            settings.integer(Keys.DEMAND_MIN_OPENINGS),
            settings
                .instant(Keys.DEMAND_INDEX_BASE)
                .map(Instant::toEpochMilli)
                .map(Grid::dayOf)
                .orElse(DemandRules.YEAR_BEFORE),
            settings.integer(Keys.VACANCY_DAYS),
            FINGERPRINT_BITS,
            settings.integer(Keys.VACANCY_GROUP_MAX),
            settings.integer(Keys.DEMAND_SKILLS_MAX),
            MAX_LIVE_PANES),
        settings.duration(Keys.DISORDER_BOUND).toMillis(),
        Math.max(0, TrendsFactory.millis(settings.bound(Keys.IDLE_TIMEOUT))),
        settings.duration(Keys.EMIT_INTERVAL).toMillis(),
        (int) settings.bytes(Keys.RECORD_MAX_BYTES),
        retention < 0 ? -1 : retention + grace + grid.reach() * Grid.DAY_MILLIS,
        settings.decimal(Keys.DEAD_LETTERS_MAX_RATIO),
        settings.number(Keys.DEAD_LETTERS_MIN_COUNT),
        TrendsFactory.SINK_MAX_BYTES);
  }
}
