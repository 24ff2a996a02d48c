package io.salarysignals.runtime.demo;

import io.salarysignals.event.DemandSignal;
import io.salarysignals.event.RepricingAlert;
import io.salarysignals.event.Status;
import io.salarysignals.runtime.app.App;
import io.salarysignals.runtime.app.Topologies;
import io.salarysignals.runtime.embedded.EmbeddedStack;
import io.salarysignals.runtime.embedded.StackException;
import io.salarysignals.runtime.embedded.StackOptions;
import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.runtime.topics.TopicAdmin;
import io.salarysignals.runtime.topics.TopicCatalogue;
import io.salarysignals.streams.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * The embedded stack, the topologies and a simulated market that streams through them, on a data
 * folder that survives a restart.
 */
public final class Demo implements AutoCloseable {
  /** The cell that the demo is about: {@code Lead Backend Specialist} in the United States. */
  public static final String FOCUS = "backend-specialist|US|PAID|level:lead|28";

  private static final String PAID = "PAID";
  private static final int HORIZON = 28;

  private final EmbeddedStack stack;
  private final Settings settings;
  private final App app;
  private final DemoFeed feed;
  private final TrendBoard board;
  private final Board<DemandSignal> demand;
  private final Board<RepricingAlert> alerts;

  private Demo(
      EmbeddedStack stack,
      Settings settings,
      String version,
      DemoWorld world,
      boolean live,
      Clock clock) {
    this.stack = stack;
    this.settings = settings;
    this.app = new App(version, settings, Topologies.ALL);
    stack.closeFirst(app);
    this.feed = new DemoFeed(settings, app.codecs(), world, live, clock);
    stack.closeFirst(feed);
    this.board = new TrendBoard(settings, app.codecs(), Demo::isShown, FOCUS);
    stack.closeFirst(board);
    this.demand =
        new Board<>(
            settings,
            app.codecs(),
            Topics.DEMAND_SIGNALS,
            DemandSignal.class,
            Demo::demandCell,
            Demo::newer);
    stack.closeFirst(demand);
    this.alerts =
        new Board<>(
            settings,
            app.codecs(),
            Topics.REPRICING_ALERTS,
            RepricingAlert.class,
            id -> id,
            (id, before, event) -> event);
    stack.closeFirst(alerts);
  }

  /**
   * Starts all of it; returns while the history is being loaded.
   *
   * @param version version of the build
   * @param data the data folder
   * @param set settings given by the user
   * @param live whether the present follows the history
   * @param progress told what is being done, a line at a time
   * @throws StackException where the broker or the registry does not come up
   */
  public static Demo start(
      String version,
      Path data,
      Map<String, String> set,
      boolean live,
      Clock clock,
      Consumer<String> progress) {
    EmbeddedStack stack = EmbeddedStack.start(data, StackOptions.forDemo(), progress);
    try {
      DemoWorld world = DemoWorld.of(stack.folder(), clock.instant());
      Settings settings = settings(set, stack);
      try (Admin admin = Admin.create(settings.kafka().admin())) {
        new TopicAdmin(admin, new TopicCatalogue(settings)).createMissing(Topics.ALL);
      }
      Demo demo = new Demo(stack, settings, version, world, live, clock);
      demo.feed.loadRates();
      demo.app.start();
      demo.feed.start();
      demo.board.start();
      demo.demand.start();
      demo.alerts.start();
      return demo;
    } catch (IOException e) {
      stack.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private static Settings settings(Map<String, String> set, EmbeddedStack stack) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(Keys.SESSION_TIMEOUT, EmbeddedStack.SESSION_TIMEOUT_MILLIS);
    settings.putAll(set);
    settings.put(Keys.BOOTSTRAP_SERVERS, stack.bootstrapServers());
    settings.put(Keys.REGISTRY_URL, stack.registryUrl());
    settings.put(Keys.STATE_DIR, stack.folder().resolve("state").toString());
    return Settings.of(settings);
  }

  /** Cells for people: paid, 28 days, whole countries and the world, roles in all or by level. */
  private static boolean isShown(TrendKey key) {
    return key.horizonDays() == HORIZON
        && key.basis().equals(PAID)
        && key.region().indexOf('-') < 0
        && !key.role().startsWith("family:")
        && (key.facet().equals("all") || key.facet().startsWith("level:"));
  }

  /** {@code role|region} of a key of demand-signals; null unless for people, as with trends. */
  static String demandCell(String key) {
    String[] parts = key.split("\\|", -1);
    boolean shown =
        parts.length == 5
            && parts[2].equals("all")
            && parts[3].equals(Integer.toString(HORIZON))
            && parts[1].indexOf('-') < 0
            && !parts[0].startsWith("family:");
    return shown ? parts[0] + '|' + parts[1] : null;
  }

  /** The newest window stands; nothing does where it is taken back. */
  private static DemandSignal newer(String cell, DemandSignal before, DemandSignal event) {
    if (before != null && event.getWindowEnd().isBefore(before.getWindowEnd())) {
      return before;
    }
    return event.getStatus() == Status.RETRACTION ? null : event;
  }

  public Settings settings() {
    return settings;
  }

  public App app() {
    return app;
  }

  public TrendBoard board() {
    return board;
  }

  /** Demand by {@code role|region}, in the newest window of 28 days. */
  public Board<DemandSignal> demand() {
    return demand;
  }

  /** Repricing alerts by id, as they stand. */
  public Board<RepricingAlert> alerts() {
    return alerts;
  }

  /** How long nothing has come out of any topology. */
  public Duration quiet() {
    return Stream.of(board.quiet(), demand.quiet(), alerts.quiet())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** Events of all kinds that were read since the start. */
  public long events() {
    return board.events() + demand.events() + alerts.events();
  }

  /** Records of the past to be sent at this start, or -1 while they are being counted. */
  public long toLoad() {
    return feed.toLoad();
  }

  /** Records sent since the start. */
  public long sent() {
    return feed.sent();
  }

  /** Whether the whole past is in, counted and told. */
  public boolean isLoaded() {
    return feed.loaded() && read() >= feed.toLoad();
  }

  /** Records that the pipeline has counted since the start. */
  public long read() {
    return app.status().topologies().stream()
        .flatMap(topology -> topology.activity().counts().entrySet().stream())
        .filter(topic -> isSentTo(topic.getKey()))
        .flatMap(topic -> topic.getValue().values().stream())
        .mapToLong(count -> count)
        .sum();
  }

  /** Whether the demo itself writes to a topic: pay of postings is counted again further on. */
  private static boolean isSentTo(String topic) {
    return topic.equals(Topics.SALARY_OBSERVATIONS.name())
        || topic.equals(Topics.JOB_POSTINGS.name());
  }

  /** Completes when the demo cannot go on: exceptionally, with the reason. */
  public CompletableFuture<Object> ended() {
    CompletableFuture<Object> stackEnd =
        stack
            .failure()
            .thenApply(
                e -> {
                  throw e;
                });
    return CompletableFuture.anyOf(
        stackEnd, app.ended(), feed.failure(), board.failure(), demand.failure(), alerts.failure());
  }

  /** Has something closed first of all when the demo ends, also by ^C. */
  public void closeFirst(AutoCloseable dependant) {
    stack.closeFirst(dependant);
  }

  @Override
  public void close() {
    stack.close();
  }
}
