package io.salarysignals.runtime.replay;

import io.salarysignals.runtime.app.App;
import io.salarysignals.runtime.app.TrendsFactory;
import io.salarysignals.runtime.audit.Audit;
import io.salarysignals.runtime.audit.IntakeCounters;
import io.salarysignals.runtime.embedded.EmbeddedStack;
import io.salarysignals.runtime.embedded.TestStack;
import io.salarysignals.runtime.export.TopicExporter;
import io.salarysignals.runtime.export.TopicReader;
import io.salarysignals.runtime.feed.FeedPlan;
import io.salarysignals.runtime.feed.FeedResult;
import io.salarysignals.runtime.feed.FeedSettings;
import io.salarysignals.runtime.feed.Feeder;
import io.salarysignals.runtime.feed.InputSpec;
import io.salarysignals.runtime.feed.mapping.FeedTopic;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.runtime.topics.TopicAdmin;
import io.salarysignals.runtime.topics.TopicCatalogue;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.topics.Topic;
import io.salarysignals.streams.topics.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The trends topology with the settings of a replay on the stack that all tests share, under topics
 * of its own; tests feed it step by step, stop it and start it again.
 */
final class LivePipeline implements AutoCloseable {
  private static final int MOST_SECONDS = 600;

  private final Settings settings;
  private final Path folder;
  private App app;

  /**
   * Makes the topics; {@link #start} starts the topology.
   *
   * @param folder of state and side files
   * @param more settings beside those of a replay
   */
  LivePipeline(Path folder, int partitions, Map<String, String> more) {
    EmbeddedStack stack = TestStack.shared();
    this.folder = folder;
    Map<String, String> all = new HashMap<>();
    all.put("retention", "unbounded");
    all.put("max.ahead", "unbounded");
    all.put("idle.timeout", "unbounded");
    all.put("dead.letters.max.ratio", "1.0");
    all.put("kafka.consumer.session.timeout.ms", EmbeddedStack.SESSION_TIMEOUT_MILLIS);
    all.put("kafka.bootstrap.servers", stack.bootstrapServers());
    all.put("registry.url", stack.registryUrl());
    all.put("topic.prefix", TestStack.freshPrefix());
    all.put("state.dir", folder.resolve("state").toString());
    all.put("topics.partitions", Integer.toString(partitions));
    all.putAll(more);
    this.settings = Settings.of(all);
    try (Admin admin = admin()) {
      new TopicAdmin(admin, new TopicCatalogue(settings)).createMissing(Topics.ALL);
    }
  }

  Settings settings() {
    return settings;
  }

  Path stateFolder() {
    return folder.resolve("state");
  }

  Admin admin() {
    return Admin.create(settings.kafka().admin());
  }

  void start() {
    app = new App("test", settings, List.of(new TrendsFactory()));
    app.start();
  }

  /** Stops the topology; what it had done is committed. */
  void stop() {
    if (app != null) {
      app.close();
      app = null;
    }
  }

  boolean isFailed() {
    return app.ended().isDone();
  }

  FeedResult feed(String... inputs) {
    return feeder().run(FeedPlan.of(InputSpec.parseAll(List.of(inputs))));
  }

  private Feeder feeder() {
    return new Feeder(
        FeedSettings.of(settings, folder.resolve("side")), (records, done, total) -> {});
  }

  /** Closes the input and waits until everything due is told and committed. */
  void finish() throws Exception {
    feeder().closePartitions(FeedTopic.SALARY_OBSERVATIONS);
    CompletableFuture.anyOf(app.completed(), app.ended()).get(MOST_SECONDS, TimeUnit.SECONDS);
    if (!app.completed().isDone()) {
      throw new IllegalStateException("the topology ended before all was told");
    }
    stop();
  }

  /** Writes all outputs as a replay does, with their logs. */
  void export(Path out) {
    try (EventCodecs codecs = EventCodecs.open(settings.registry())) {
      TopicExporter exporter = new TopicExporter(settings, codecs);
      for (Topic topic :
          List.of(
              Topics.MARKET_TRENDS,
              Topics.MARKET_PANES,
              Topics.MARKET_PROGRESS,
              Topics.REJECTED_EVENTS,
              Topics.DEAD_LETTERS)) {
        exporter.export(topic, out, true);
      }
    }
  }

  IntakeCounters.Counts counts() {
    return IntakeCounters.read(settings, "trends").total(Topics.SALARY_OBSERVATIONS.name());
  }

  /** Whether the intake has committed counters yet: their topic is made when it starts. */
  boolean isCounting() {
    try (Admin admin = admin()) {
      return admin
          .listTopics()
          .names()
          .get()
          .contains(settings.applicationId("trends") + "-intake-counts-changelog");
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What does not add up between the topics and the counters. */
  List<String> auditProblems() {
    try (Admin admin = admin();
        EventCodecs codecs = EventCodecs.open(settings.registry())) {
      return new Audit(settings, codecs, admin, "trends")
          .run(Topics.SALARY_OBSERVATIONS).stream()
              .flatMap(row -> row.problems().stream())
              .toList();
    }
  }

  /** What a read-committed consumer finds in a topic now. */
  List<ConsumerRecord<byte[], byte[]>> records(Topic topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    new TopicReader(settings.kafka().consumer()).read(settings.topic(topic.name()), records::add);
    return records;
  }

  @Override
  public void close() {
    stop();
  }
}
