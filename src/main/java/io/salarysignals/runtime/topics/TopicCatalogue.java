package io.salarysignals.runtime.topics;

import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.topics.Topic;
import io.salarysignals.streams.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;

/** The declared topics as they should stand in the cluster that the settings speak of. */
public final class TopicCatalogue {
  /** What the envelope of a rejected or dead-lettered record adds to its bytes, at most. */
  private static final long ENVELOPE_BYTES = 64 * 1024;

  private final Settings settings;

  public TopicCatalogue(Settings settings) {
    this.settings = settings;
  }

  /** All declared topics. */
  public List<Topic> topics() {
    return Topics.ALL;
  }

  /** The name of a topic in the cluster: the configured prefix and its own. */
  public String name(Topic topic) {
    return settings.topic(topic.name());
  }

  /** The topic of a name given with or without the prefix. */
  public Optional<Topic> find(String name) {
    String prefix = settings.text(Keys.TOPIC_PREFIX);
    return Topics.byName(name)
        .or(
            () ->
                name.startsWith(prefix)
                    ? Topics.byName(name.substring(prefix.length()))
                    : Optional.empty());
  }

  /** How many partitions the topic gets when it is created. */
  public int partitions(Topic topic) {
    if (topic.equals(Topics.POSTED_CONTRIBUTIONS)) {
      return settings.integer(Keys.CONTRIBUTIONS_PARTITIONS);
    }
    return topic.spread() ? settings.integer(Keys.TOPICS_PARTITIONS) : 1;
  }

  /** How long records are kept; empty: without end. */
  public Optional<Duration> retention(Topic topic) {
    return switch (topic.keeps()) {
      case INPUT -> settings.bound(Keys.TOPICS_INPUT_RETENTION);
      case OUTPUT -> settings.bound(Keys.TOPICS_OUTPUT_RETENTION);
      case ERRORS -> settings.bound(Keys.TOPICS_ERROR_RETENTION);
      case LAST_VALUE -> Optional.empty();
    };
  }

  /** The topic's configuration as it is created and checked. */
  public Map<String, String> config(Topic topic) {
    Map<String, String> config = new TreeMap<>();
    config.put("cleanup.policy", topic.cleanup().policy());
    // Event time lives in the value; the producer sends ingest time, by which brokers may delete.
    config.put("message.timestamp.type", "CreateTime");
    config.put(
        "retention.ms", retention(topic).map(kept -> Long.toString(kept.toMillis())).orElse("-1"));
    config.put("min.insync.replicas", Integer.toString(settings.integer(Keys.TOPICS_MIN_INSYNC)));
    if (topic.direction() == Topic.Direction.OUT) {
      // Every client reads gzip; several popular ones read nothing else without a plug-in.
      config.put("compression.type", "gzip");
    }
    if (topic.equals(Topics.REJECTED_EVENTS) || topic.equals(Topics.DEAD_LETTERS)) {
      long bytes = Math.max(settings.bytes(Keys.RECORD_MAX_BYTES), 1 << 20) + ENVELOPE_BYTES;
      config.put("max.message.bytes", Long.toString(bytes));
    }
    return config;
  }

  /**
   * What a topic is created with where the broker knows of it, and what {@link #config} can do
   * without: it changes what the topic costs, never what it holds. Gzip's usual level takes the
   * broker three times the first one's time, for a tenth of the bytes. Since Kafka 3.8.
   */
  public Map<String, String> tuning(Topic topic) {
    return topic.direction() == Topic.Direction.OUT
        ? Map.of("compression.gzip.level", "1")
        : Map.of();
  }

  /** What creates the topic, on a broker that knows its {@link #tuning}. */
  public NewTopic tunedCreation(Topic topic) {
    Map<String, String> config = new TreeMap<>(config(topic));
    config.putAll(tuning(topic));
    return creation(topic).configs(config);
  }

  /** What creates the topic. */
  public NewTopic creation(Topic topic) {
    int replicas = settings.integer(Keys.TOPICS_REPLICATION);
    return new NewTopic(
            name(topic),
            Optional.of(partitions(topic)),
            replicas < 0 ? Optional.empty() : Optional.of((short) replicas))
        .configs(config(topic));
  }
}
