package io.salarysignals.runtime.app;

import io.salarysignals.runtime.metrics.Metrics;
import io.salarysignals.runtime.metrics.TopologyMeters;
import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.runtime.topics.TopicAdmin;
import io.salarysignals.runtime.topics.TopicCatalogue;
import io.salarysignals.streams.metrics.RepricingMeters;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.topics.Topic;
import io.salarysignals.topology.repricing.RepricingTopology;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;

/**
 * The topologies of a process, with their meters and the codecs that they share. {@code run},
 * {@code demo} and {@code replay} differ only in what they put around it.
 */
public final class App implements AutoCloseable, StatusSource {
  private final String version;
  private final Settings settings;
  private final Metrics metrics;
  private final EventCodecs codecs;
  private final List<StreamsApp> topologies = new ArrayList<>();
  private final Map<String, CompletableFuture<Void>> completed = new LinkedHashMap<>();
  private final Instant started = Clock.systemUTC().instant();

  /**
   * Prepares the topologies; {@link #start} starts them.
   *
   * @throws RuntimeException where a topology cannot be built; nothing then stays open
   */
  public App(String version, Settings settings, List<TopologyFactory> factories) {
    this.version = version;
    this.settings = settings;
    this.metrics = new Metrics(version);
    this.codecs = EventCodecs.open(settings.registry());
    try {
      for (TopologyFactory factory : factories) {
        TopologyMeters meters = metrics.topology(factory.name());
        topologies.add(
            new StreamsApp(
                factory.name(),
                factory.build(environment(factory.name(), meters)),
                factory.inputs(),
                settings,
                metrics,
                meters));
      }
      metrics.process(() -> status().ready(), Path.of(settings.text(Keys.STATE_DIR)));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private Environment environment(String name, TopologyMeters meters) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    completed.put(name, done);
    return new Environment(
        settings,
        meters,
        name.equals(RepricingTopology.NAME) ? metrics.repricing() : RepricingMeters.NONE,
        codecs,
        this::partitions,
        () -> done.complete(null));
  }

  private int partitions(Topic topic) {
    try (Admin admin = Admin.create(settings.kafka().admin())) {
      return new TopicAdmin(admin, new TopicCatalogue(settings)).partitions(topic);
    }
  }

  /**
   * Completes when every topology has said that all its input is closed and everything due is told.
   * The last transaction may still be open then: {@link #close} commits it.
   */
  public CompletableFuture<Void> completed() {
    return CompletableFuture.allOf(completed.values().toArray(CompletableFuture[]::new));
  }

  /** Starts all topologies; returns at once. */
  public void start() {
    topologies.forEach(StreamsApp::start);
  }

  /** Completes when the first topology has ended; exceptionally when a failure ended it. */
  public CompletableFuture<Object> ended() {
    return CompletableFuture.anyOf(
        topologies.stream().map(StreamsApp::ended).toArray(CompletableFuture[]::new));
  }

  /** What the first topology has restored into local state so far. */
  public Restored restored() {
    return topologies.get(0).restored();
  }

  public Metrics metrics() {
    return metrics;
  }

  public EventCodecs codecs() {
    return codecs;
  }

  @Override
  public AppStatus status() {
    List<TopologyStatus> statuses = topologies.stream().map(StreamsApp::status).toList();
    return new AppStatus(
        version,
        started,
        statuses.stream().allMatch(this::live),
        statuses.stream().allMatch(this::ready),
        statuses);
  }

  private boolean live(TopologyStatus status) {
    return status.phase() != Phase.FAILED && status.phase() != Phase.STOPPED;
  }

  private boolean ready(TopologyStatus status) {
    return status.phase() == Phase.RUNNING
        && status.restoring() == 0
        && status.lag() <= settings.number(Keys.READY_MAX_LAG);
  }

  /** Stops the topologies, then what they share. */
  @Override
  public void close() {
    topologies.parallelStream().forEach(StreamsApp::close);
    codecs.close();
    metrics.close();
  }
}
