package io.salarysignals.runtime.demo;

import io.salarysignals.runtime.app.App;
import io.salarysignals.runtime.app.TrendsFactory;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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

  private Demo(
      EmbeddedStack stack,
      Settings settings,
      String version,
      DemoWorld world,
      boolean live,
      Clock clock) {
    this.stack = stack;
    this.settings = settings;
    this.app = new App(version, settings, List.of(new TrendsFactory()));
    stack.closeFirst(app);
    this.feed = new DemoFeed(settings, app.codecs(), world, live, clock);
    stack.closeFirst(feed);
    this.board = new TrendBoard(settings, app.codecs(), Demo::isShown, FOCUS);
    stack.closeFirst(board);
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
    EmbeddedStack stack = EmbeddedStack.start(data, StackOptions.defaults(), progress);
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

  public Settings settings() {
    return settings;
  }

  public App app() {
    return app;
  }

  public TrendBoard board() {
    return board;
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
    return app.status().topologies().stream().mapToLong(t -> t.activity().read()).sum();
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
    return CompletableFuture.anyOf(stackEnd, app.ended(), feed.failure(), board.failure());
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
