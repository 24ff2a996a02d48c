package io.salarysignals.runtime.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.salarysignals.streams.metrics.PipelineMeters;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** {@link PipelineMeters} over Micrometer, and the same facts as an {@link Activity} for people. */
public final class TopologyMeters implements PipelineMeters {
  /** Different reasons that get a series of their own; further ones are counted as OTHER. */
  static final int MAX_REASONS = 64;

  private static final double BASIS_POINTS = 10_000;
  private static final String OTHER = "OTHER";
  private static final long NONE = Long.MIN_VALUE;
  private static final long CLOSED = Long.MAX_VALUE;
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private record Counted(String topic, String outcome, String reason) {}

  private record Source(String topic, int partition) {}

  private final MeterRegistry registry;
  private final Tags tags;
  private final LongSupplier clock;
  private final Map<Counted, Counter> counted = new ConcurrentHashMap<>();
  private final Map<Counted, Counter> emitted = new ConcurrentHashMap<>();
  private final Map<String, Boolean> reasons = new ConcurrentHashMap<>();
  private final Map<Source, AtomicLong> sources = new ConcurrentHashMap<>();
  private final Map<Integer, AtomicLong> panes = new ConcurrentHashMap<>();
  private final Map<Integer, AtomicLong> closed = new ConcurrentHashMap<>();
  private final Map<Integer, AtomicLong> markets = new ConcurrentHashMap<>();
  private final Map<Integer, AtomicLong> rows = new ConcurrentHashMap<>();
  private final AtomicLong ignoredRates = new AtomicLong();
  private final AtomicLong lastInput = new AtomicLong(NONE);
  private final AtomicLong lastEmission = new AtomicLong(NONE);
  private final Timer emitLag;
  private final DistributionSummary revisionSize;
  private final Counter unmappedTitles;
  private final Counter skillsCut;
  private final Counter unknownSkills;
  private final Counter negativeCounts;
  private final Counter unaccounted;

  TopologyMeters(MeterRegistry registry, String topology, LongSupplier clock) {
    this.registry = registry;
    this.tags = Tags.of("topology", topology);
    this.clock = clock;
    this.emitLag =
        Timer.builder("salary_signals.emit.lag")
            .tags(tags)
            .description(
                "From the append of the newest record that an event shows to its emission.")
            .serviceLevelObjectives(
                Duration.ofMillis(250),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                Duration.ofHours(1))
            .register(registry);
    this.revisionSize =
        // Whole units: Micrometer rounds what it sorts into buckets up to the next integer.
        DistributionSummary.builder("salary_signals.revision.size.basis.points")
            .tags(tags)
            .description(
                "Change from the last provisional median to the settled one, in 1/100 percent.")
            .serviceLevelObjectives(10, 25, 50, 100, 200, 500, 1_000, 2_500, 10_000)
            .register(registry);
    this.unmappedTitles = counter("unmapped.titles", "Admitted observations outside the taxonomy.");
    this.unknownSkills =
        counter("unknown.skills", "Skills of admitted observations outside the list.");
    this.skillsCut =
        counter("skills.cut", "Admitted observations with more skills than may count.");
    this.negativeCounts =
        counter("negative.counts", "Retractions that found nothing to retract: must stay 0.");
    this.unaccounted =
        counter(
            "unaccounted.records",
            "Input records that got no outcome, or two, when they were committed: must stay 0.");
    FunctionCounter.builder("salary_signals.ignored.rates", ignoredRates, AtomicLong::get)
        .tags(tags)
        .description("Records of fx-rates that were no rates.")
        .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder("salary_signals." + name)
        .tags(tags)
        .description(description)
        .register(registry);
  }

  @Override
  public void counted(String topic, String outcome, String reason, long records) {
    Counted key = new Counted(topic, outcome, reason);
    Counter counter = counted.get(key);
    if (counter == null) {
      Counted bounded = new Counted(topic, outcome, bounded(reason));
      counter =
          counted.computeIfAbsent(
              bounded,
              k ->
                  Counter.builder("salary_signals.records")
                      .tags(tags.and("topic", topic, "outcome", outcome, "reason", k.reason))
                      .description("Input records by outcome; their sum is what was read.")
                      .register(registry));
    }
    counter.increment(records);
    lastInput.set(clock.getAsLong());
  }

  @Override
  public void unaccounted(String topic, long records) {
    unaccounted.increment(records);
  }

  private String bounded(String reason) {
    if (reason.isEmpty() || reasons.containsKey(reason)) {
      return reason;
    }
    if (reasons.size() >= MAX_REASONS) {
      return OTHER;
    }
    reasons.put(reason, true);
    return reason;
  }

  @Override
  public void sourceWatermark(String topic, int partition, long watermark) {
    sources
        .computeIfAbsent(
            new Source(topic, partition),
            key ->
                lagGauge(
                    "watermark.lag",
                    "How far the watermark of a source partition is behind the wall clock; 0 once closed.",
                    Tags.of("topic", topic, "partition", Integer.toString(partition))))
        .set(watermark);
  }

  @Override
  public void paneProgress(int partition, long watermark, int closedThrough) {
    Tags own = Tags.of("partition", Integer.toString(partition));
    panes
        .computeIfAbsent(
            partition,
            key ->
                lagGauge(
                    "pane.watermark.lag",
                    "How far the least watermark that a pane task knows is behind the wall clock.",
                    own))
        .set(watermark);
    closed
        .computeIfAbsent(
            partition,
            key ->
                gauge(
                    "closed.through.seconds",
                    "The last grid end that a pane task has closed, as epoch seconds.",
                    own,
                    day -> day * (double) (DAY_MILLIS / 1000)))
        .set(closedThrough);
  }

  private AtomicLong lagGauge(String name, String description, Tags own) {
    return gauge(
        name + ".seconds",
        description,
        own,
        watermark ->
            watermark == NONE
                ? Double.NaN
                : watermark == CLOSED ? 0 : Math.max(0, clock.getAsLong() - watermark) / 1000.0);
  }

  private AtomicLong gauge(
      String name, String description, Tags own, Function<Long, Double> shown) {
    AtomicLong value = new AtomicLong(NONE);
    Gauge.builder("salary_signals." + name, value, v -> shown.apply(v.get()))
        .tags(tags.and(own))
        .description(description)
        .strongReference(true)
        .register(registry);
    return value;
  }

  @Override
  public void emitted(String topic, String status, String suppressionReason, long events) {
    Counted key = new Counted(topic, status, suppressionReason);
    Counter counter = emitted.get(key);
    if (counter == null) {
      Counted bounded = new Counted(topic, status, bounded(suppressionReason));
      counter =
          emitted.computeIfAbsent(
              bounded,
              k ->
                  Counter.builder("salary_signals.events")
                      .tags(tags.and("topic", topic, "status", status, "suppression", k.reason))
                      .description("Events emitted, by status and first reason of suppression.")
                      .register(registry));
    }
    counter.increment(events);
    lastEmission.set(clock.getAsLong());
  }

  @Override
  public void emitLag(long millis) {
    emitLag.record(Math.max(0, millis), TimeUnit.MILLISECONDS);
  }

  @Override
  public void revisionSize(double relative) {
    revisionSize.record(Math.abs(relative) * BASIS_POINTS);
  }

  @Override
  public void unmappedTitle() {
    unmappedTitles.increment();
  }

  @Override
  public void unknownSkills(int skills) {
    unknownSkills.increment(skills);
  }

  @Override
  public void skillsCut() {
    skillsCut.increment();
  }

  @Override
  public void payIgnored(String reason) {
    Counter.builder("salary_signals.posted.pay.ignored")
        .tags(tags)
        .tag("reason", reason)
        .description("Admitted postings whose advertised pay does not count, by reason.")
        .register(registry)
        .increment();
  }

  @Override
  public void ignoredRates(long total) {
    ignoredRates.accumulateAndGet(total, Math::max);
  }

  @Override
  public void held(int partition, int marketCount, long rowCount) {
    Tags own = Tags.of("partition", Integer.toString(partition));
    markets
        .computeIfAbsent(
            partition,
            key -> gauge("held.markets", "Markets that a pane task holds.", own, Long::doubleValue))
        .set(marketCount);
    rows.computeIfAbsent(
            partition,
            key ->
                gauge(
                    "held.observations",
                    "Observations that a pane task keeps in memory.",
                    own,
                    Long::doubleValue))
        .set(rowCount);
  }

  @Override
  public void negativeCount() {
    negativeCounts.increment();
  }

  /** What has happened so far. */
  public Activity activity() {
    SortedMap<String, Long> byReason = new TreeMap<>();
    counted.forEach(
        (key, counter) -> {
          if (!key.reason.isEmpty()) {
            byReason.merge(key.reason, (long) counter.count(), Long::sum);
          }
        });
    SortedMap<String, String> watermarks = new TreeMap<>();
    long least = CLOSED;
    for (Map.Entry<Source, AtomicLong> source : sources.entrySet()) {
      long watermark = source.getValue().get();
      least = Math.min(least, watermark);
      watermarks.put(
          source.getKey().topic + "/" + source.getKey().partition,
          watermark == NONE
              ? "none"
              : watermark == CLOSED ? "closed" : Instant.ofEpochMilli(watermark).toString());
    }
    long through = closed.values().stream().mapToLong(AtomicLong::get).min().orElse(NONE);
    return new Activity(
        totals(counted),
        byReason,
        watermarks,
        instant(least),
        totals(emitted),
        through <= Integer.MIN_VALUE ? null : Instant.ofEpochMilli(through * DAY_MILLIS),
        instant(lastInput.get()),
        instant(lastEmission.get()));
  }

  private static SortedMap<String, SortedMap<String, Long>> totals(Map<Counted, Counter> counters) {
    SortedMap<String, SortedMap<String, Long>> totals = new TreeMap<>();
    counters.forEach(
        (key, counter) ->
            totals
                .computeIfAbsent(key.topic, t -> new TreeMap<>())
                .merge(key.outcome, (long) counter.count(), Long::sum));
    return totals;
  }

  private static Instant instant(long millis) {
    return millis == NONE || millis == CLOSED ? null : Instant.ofEpochMilli(millis);
  }
}
