package io.salarysignals.runtime.app;

import io.salarysignals.domain.gate.GateSettings;
import io.salarysignals.domain.gate.protect.ProtectedSettings;
import io.salarysignals.domain.intake.CachingTitleNormaliser;
import io.salarysignals.domain.intake.IntakeRules;
import io.salarysignals.domain.intake.RegionResolver;
import io.salarysignals.domain.intake.SkillNormaliser;
import io.salarysignals.domain.intake.TitleNormaliser;
import io.salarysignals.domain.intake.place.IsoRegionResolver;
import io.salarysignals.domain.intake.skill.CanonicalSkillNormaliser;
import io.salarysignals.domain.intake.skill.OtherSkills;
import io.salarysignals.domain.intake.title.TaxonomyTitleNormaliser;
import io.salarysignals.domain.trend.TrendRules;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.domain.window.Horizon;
import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.runtime.settings.PayBounds;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.topics.Topic;
import io.salarysignals.streams.topics.Topics;
import io.salarysignals.topology.demand.DemandTopology;
import io.salarysignals.topology.parts.Dictionaries;
import io.salarysignals.topology.trends.TrendsSettings;
import io.salarysignals.topology.trends.TrendsTopology;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.Topology;

/** The trends topology from the settings of a process. */
public final class TrendsFactory implements TopologyFactory {
  /**
   * The key of the employer hash where none is configured: demo and replay only, whose data stay on
   * one machine. It is public, so hashes made with it protect nobody.
   */
  static final byte[] PUBLIC_KEY =
      "salary-signals: public key of demo and replay".getBytes(StandardCharsets.UTF_8);

  private static final int CACHE_SIZE = 1 << 16;
  static final int SINK_MAX_BYTES = 7 << 20;

  private final boolean intakeOnly;

  /** The whole topology. */
  public TrendsFactory() {
    this(false);
  }

  private TrendsFactory(boolean intakeOnly) {
    this.intakeOnly = intakeOnly;
  }

  /** Only its intake, to measure it: contributions go into their topic and nothing is told. */
  public static TrendsFactory intakeOnly() {
    return new TrendsFactory(true);
  }

  @Override
  public String name() {
    return TrendsTopology.NAME;
  }

  @Override
  public String about() {
    return "Salary observations in; panes, market trends and progress out.";
  }

  @Override
  public List<Topic> inputs() {
    return List.of(Topics.SALARY_OBSERVATIONS);
  }

  @Override
  public List<Topic> topics() {
    return List.of(
        Topics.SALARY_OBSERVATIONS,
        Topics.FX_RATES,
        Topics.POSTED_CONTRIBUTIONS,
        Topics.MARKET_TRENDS,
        Topics.MARKET_PANES,
        Topics.MARKET_STRATA,
        Topics.MARKET_PROGRESS,
        Topics.REJECTED_EVENTS,
        Topics.DEAD_LETTERS);
  }

  @Override
  public Topology build(Environment environment) {
    Settings settings = environment.settings();
    TrendsSettings trends =
        trendsSettings(
            settings,
            environment.partitions().applyAsInt(Topics.SALARY_OBSERVATIONS),
            expectsPostedPay(settings)
                ? environment.partitions().applyAsInt(Topics.JOB_POSTINGS)
                : 0);
    return intakeOnly
        ? TrendsTopology.buildIntake(
            trends, dictionaries(settings), environment.codecs(), environment.meters())
        : TrendsTopology.build(
            trends,
            dictionaries(settings),
            environment.codecs(),
            environment.meters(),
            environment.onComplete());
  }

  private static boolean expectsPostedPay(Settings settings) {
    String expected = settings.text(Keys.POSTED_PAY);
    return expected.equals("yes")
        || (expected.equals("auto")
            && settings.list(Keys.TOPOLOGIES).contains(DemandTopology.NAME));
  }

  private static TrendsSettings trendsSettings(
      Settings settings, int sourcePartitions, int postingPartitions) {
    Grid grid = grid(settings);
    long grace = settings.duration(Keys.WINDOW_GRACE).toMillis();
    long retention = millis(settings.bound(Keys.RETENTION));
    return new TrendsSettings(
        settings.text(Keys.TOPIC_PREFIX),
        sourcePartitions,
        postingPartitions,
        settings.integer(Keys.CONTRIBUTIONS_PARTITIONS),
        intakeRules(settings, retention),
        new GateSettings(
            settings.integer(Keys.GATE_MIN_N),
            settings.integer(Keys.GATE_MIN_EMPLOYERS),
            settings.decimal(Keys.GATE_MAX_SHARE),
            settings.decimal(Keys.GATE_MAX_TOP2_SHARE),
            settings.integer(Keys.GATE_TAIL_MIN_EMPLOYERS)),
        protectedSettings(settings),
        new TrendRules(grid, grace, retention, settings.integer(Keys.CACHE_ROWS)),
        settings.integer(Keys.WINDOW_ROWS),
        settings.duration(Keys.DISORDER_BOUND).toMillis(),
        Math.max(0, millis(settings.bound(Keys.IDLE_TIMEOUT))),
        settings.duration(Keys.EMIT_INTERVAL).toMillis(),
        (int) settings.bytes(Keys.RECORD_MAX_BYTES),
        retention < 0 ? -1 : retention + grace + grid.reach() * Grid.DAY_MILLIS,
        settings.integer(Keys.IDENTITIES_INDEXED),
        settings.decimal(Keys.DEAD_LETTERS_MAX_RATIO),
        settings.number(Keys.DEAD_LETTERS_MIN_COUNT),
        SINK_MAX_BYTES);
  }

  static Grid grid(Settings settings) {
    List<Horizon> horizons = new ArrayList<>();
    settings.horizons().forEach((days, step) -> horizons.add(new Horizon(days, step)));
    return new Grid(horizons);
  }

  private static ProtectedSettings protectedSettings(Settings settings) {
    return new ProtectedSettings(
        new GateSettings(
            settings.integer(Keys.GATE_PROTECTED_MIN_N),
            settings.integer(Keys.GATE_PROTECTED_MIN_EMPLOYERS),
            settings.decimal(Keys.GATE_PROTECTED_MAX_SHARE),
            settings.decimal(Keys.GATE_PROTECTED_MAX_TOP2_SHARE),
            settings.integer(Keys.GATE_PROTECTED_TAIL_MIN_EMPLOYERS)),
        settings.integer(Keys.GATE_PROTECTED_MIN_AGE_DAYS),
        settings.integer(Keys.GATE_PROTECTED_RELEASE_QUANTUM),
        settings.integer(Keys.GATE_PROTECTED_COMPARED_WINDOWS));
  }

  static IntakeRules intakeRules(Settings settings, long retention) {
    Map<String, double[]> bounds = new HashMap<>();
    for (Map.Entry<String, PayBounds> entry : settings.payBounds().entrySet()) {
      bounds.put(entry.getKey(), new double[] {entry.getValue().min(), entry.getValue().max()});
    }
    Set<String> protectedSources = new HashSet<>();
    Set<String> openSources = new HashSet<>();
    settings
        .profiles()
        .forEach(
            (source, profile) ->
                (profile.equals("protected") ? protectedSources : openSources).add(source));
    return new IntakeRules(
        settings.decimal(Keys.PAY_MIN_USD),
        settings.decimal(Keys.PAY_MAX_USD),
        bounds,
        millis(settings.bound(Keys.MAX_AHEAD)),
        settings.asOf().map(java.time.Instant::toEpochMilli).orElse(-1L),
        retention,
        settings.integer(Keys.SKILLS_MAX_PER_RECORD),
        settings.integer(Keys.TEXT_MAX_LENGTH),
        settings.text(Keys.UNKNOWN_TITLES).equals("keep"),
        protectedSources,
        settings.text(Keys.GATE_PROFILE).equals("protected"),
        openSources);
  }

  static long millis(Optional<Duration> bound) {
    return bound.map(Duration::toMillis).orElse(-1L);
  }

  static Dictionaries dictionaries(Settings settings) {
    Optional<String> taxonomy = settings.optionalText(Keys.TAXONOMY_FILE);
    TitleNormaliser titles =
        taxonomy.isPresent()
            ? TaxonomyTitleNormaliser.shippedAnd(Path.of(taxonomy.get()))
            : TaxonomyTitleNormaliser.shipped();
    Optional<String> skillsFile = settings.optionalText(Keys.SKILLS_FILE);
    SkillNormaliser skills =
        skillsFile.isPresent()
            ? CanonicalSkillNormaliser.shippedAnd(Path.of(skillsFile.get()), CACHE_SIZE)
            : CanonicalSkillNormaliser.shipped(CACHE_SIZE);
    RegionResolver regions = new IsoRegionResolver(CACHE_SIZE);
    byte[] key =
        settings.optionalText(Keys.EMPLOYER_HASH_KEY_FILE).isPresent()
            ? settings.employerHashKey()
            : PUBLIC_KEY;
    return new Dictionaries(
        new CachingTitleNormaliser(titles, CACHE_SIZE),
        regions,
        settings.text(Keys.UNKNOWN_SKILLS).equals("keep") ? skills : new OtherSkills(skills),
        new KeyedEmployerHash(key, CACHE_SIZE));
  }
}
