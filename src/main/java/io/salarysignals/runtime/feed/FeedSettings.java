package io.salarysignals.runtime.feed;

import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.runtime.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * Where and how to feed.
 *
 * @param producer settings of Kafka producers, {@code bootstrap.servers} at least
 * @param consumer settings of Kafka consumers
 * @param admin settings of Kafka admin clients
 * @param registry settings of the serde, {@code registry.url} at least
 * @param prefix of all topics, mostly empty
 * @param sideFolder where side files are written
 * @param commitInterval how long a transaction collects records; above zero
 */
public record FeedSettings(
    Map<String, Object> producer,
    Map<String, Object> consumer,
    Map<String, Object> admin,
    Map<String, Object> registry,
    String prefix,
    Path sideFolder,
    Duration commitInterval) {
  /** Half a second keeps what a kill repeats small, and commits below a twentieth of the time. */
  public static final Duration DEFAULT_COMMIT_INTERVAL = Duration.ofMillis(500);

  public FeedSettings {
    producer = Map.copyOf(producer);
    consumer = Map.copyOf(consumer);
    admin = Map.copyOf(admin);
    registry = Map.copyOf(registry);
    Objects.requireNonNull(prefix, "prefix");
    Objects.requireNonNull(sideFolder, "sideFolder");
    if (commitInterval.isNegative() || commitInterval.isZero()) {
      throw new IllegalArgumentException("commitInterval must be above zero");
    }
  }

  /** What the settings of the process say, with the default commit interval. */
  public static FeedSettings of(Settings settings, Path sideFolder) {
    return new FeedSettings(
        settings.kafka().producer(),
        settings.kafka().consumer(),
        settings.kafka().admin(),
        settings.registry(),
        settings.text(Keys.TOPIC_PREFIX),
        sideFolder,
        DEFAULT_COMMIT_INTERVAL);
  }

  /** The same with another commit interval. */
  public FeedSettings committingEvery(Duration interval) {
    return new FeedSettings(producer, consumer, admin, registry, prefix, sideFolder, interval);
  }
}
