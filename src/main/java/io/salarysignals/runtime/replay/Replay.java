package io.salarysignals.runtime.replay;

import io.salarysignals.runtime.app.App;
import io.salarysignals.runtime.app.Topologies;
import io.salarysignals.runtime.embedded.EmbeddedStack;
import io.salarysignals.runtime.embedded.StackException;
import io.salarysignals.runtime.embedded.StackOptions;
import io.salarysignals.runtime.export.TopicExporter;
import io.salarysignals.runtime.feed.FeedPlan;
import io.salarysignals.runtime.feed.FeedResult;
import io.salarysignals.runtime.feed.FeedSettings;
import io.salarysignals.runtime.feed.Feeder;
import io.salarysignals.runtime.feed.ProgressBars;
import io.salarysignals.runtime.feed.mapping.FeedTopic;
import io.salarysignals.runtime.logging.Logs;
import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.runtime.topics.TopicAdmin;
import io.salarysignals.runtime.topics.TopicCatalogue;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.topics.Topic;
import io.salarysignals.streams.topics.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * Feeds files through the production path and writes what has settled. On a data folder that a
 * killed replay left behind, it goes on: positions, state and results were committed together.
 */
public final class Replay {
  private static final List<Topic> RESULTS =
      List.of(
          Topics.MARKET_TRENDS,
          Topics.MARKET_PANES,
          Topics.DEMAND_SIGNALS,
          Topics.REPRICING_ALERTS,
          Topics.MARKET_PROGRESS,
          Topics.REJECTED_EVENTS,
          Topics.DEAD_LETTERS);

  private final ReplayOptions options;
  private final FeedPlan plan;
  private final PrintWriter console;
  private final long started = System.nanoTime();

  /** A replay of {@code plan} that tells {@code console} what it is doing. */
  public Replay(ReplayOptions options, FeedPlan plan, PrintWriter console) {
    this.options = options;
    this.plan = plan;
    this.console = console;
  }

  /**
   * Runs to the end of the input.
   *
   * @return what came in and what became of it
   * @throws StackException where the embedded broker or registry does not come up
   */
  public Summary run() {
    try {
      Files.createDirectories(options.out());
      Path data = options.data() != null ? options.data() : options.out().resolve(".data");
      Files.createDirectories(data);
      // The terminal is for the progress and the results.
      Logs.toFile(data.resolve("logs").resolve("app.log"), Settings.of(options.set()));
      Marker marker = new Marker(data.resolve("replay.properties"));
      marker.claim(options);
      if (marker.isFinished() && Files.exists(options.out().resolve(Summary.FILE))) {
        say("finished before: " + options.out() + " is as it was");
        return Summary.read(options.out().resolve(Summary.FILE));
      }
      Summary summary = run(data);
      marker.finish();
      if (options.data() == null) {
        delete(data);
      }
      return summary;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Summary run(Path data) throws IOException {
    try (EmbeddedStack stack = EmbeddedStack.start(data, StackOptions.defaults(), this::say)) {
      return run(stack, data);
    }
  }

  /** As {@link #run()}, on a stack that runs already. */
  Summary run(EmbeddedStack stack, Path data) throws IOException {
    Settings settings = settings(stack, data);
    try (Admin admin = Admin.create(settings.kafka().admin())) {
      new TopicAdmin(admin, new TopicCatalogue(settings)).createMissing(Topics.ALL);
    }
    FeedResult fed = process(stack, settings, data);
    say("writing what has settled");
    Map<String, Long> lines = new LinkedHashMap<>();
    try (EventCodecs codecs = EventCodecs.open(settings.registry())) {
      TopicExporter exporter = new TopicExporter(settings, codecs);
      for (Topic topic : RESULTS) {
        lines.put(topic.name(), exporter.export(topic, options.out(), options.log()));
      }
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    Summary summary = Summary.of(settings, fed, lines, new LastEvent(settings).time(), seconds);
    summary.write(options.out().resolve(Summary.FILE));
    return summary;
  }

  private FeedResult process(EmbeddedStack stack, Settings settings, Path data) {
    FeedSettings feedSettings = FeedSettings.of(settings, options.out());
    // Rates are loaded before what needs them: the table of rates is then full from the start.
    try (ProgressBars bars = new ProgressBars("replay", System.err)) {
      new Feeder(feedSettings, bars).run(plan.only(topic -> topic == FeedTopic.FX_RATES));
      try (App app = new App("replay", settings, Topologies.ALL)) {
        app.start();
        Feeder feeder = new Feeder(feedSettings, bars);
        FeedResult fed = feeder.run(plan);
        feeder.closePartitions(FeedTopic.SALARY_OBSERVATIONS);
        feeder.closePartitions(FeedTopic.JOB_POSTINGS);
        say("all input is in; closing the last windows");
        CompletableFuture.anyOf(
                app.completed(), app.ended(), stack.failure().thenAccept(Replay::raise))
            .get();
        if (!app.completed().isDone()) {
          throw new IllegalStateException("the topology ended before all was told; see the logs");
        }
        // Closing commits what the last events were told in.
        return fed;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted; run the same command to go on", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "the topology failed: " + e.getCause() + "; see " + data.resolve("logs"), e.getCause());
    }
  }

  private static void raise(StackException failure) {
    throw failure;
  }

  private Settings settings(EmbeddedStack stack, Path data) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(Keys.RETENTION, "unbounded");
    settings.put(Keys.MAX_AHEAD, "unbounded");
    settings.put(Keys.IDLE_TIMEOUT, "unbounded");
    settings.put(Keys.DEAD_LETTERS_MAX_RATIO, "1.0");
    settings.put(Keys.POSTED_PAY, "yes");
    settings.put(Keys.SESSION_TIMEOUT, EmbeddedStack.SESSION_TIMEOUT_MILLIS);
    settings.putAll(options.set());
    settings.put(Keys.BOOTSTRAP_SERVERS, stack.bootstrapServers());
    settings.put(Keys.REGISTRY_URL, stack.registryUrl());
    settings.put(Keys.STATE_DIR, data.resolve("state").toString());
    settings.put(Keys.TOPICS_PARTITIONS, Integer.toString(options.partitions()));
    if (options.asOf() != null) {
      settings.put(Keys.AS_OF, options.asOf());
    }
    return Settings.of(settings);
  }

  private void say(String line) {
    console.println(line);
    console.flush();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
