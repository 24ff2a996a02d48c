package io.salarysignals.runtime.feed;

import io.salarysignals.runtime.topics.TopicAdmin;
import io.salarysignals.streams.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The compacted topic of positions, with one partition. */
final class Positions {
  /** Its name without prefix. */
  static final String TOPIC = Topics.FEED_POSITIONS.name();

  /** Longer than a transaction can stay open; beyond that the cluster has a fault. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Duration POLL = Duration.ofMillis(100);

  private final FeedSettings settings;
  private final TopicPartition partition;

  Positions(FeedSettings settings) {
    this.settings = settings;
    this.partition = new TopicPartition(settings.prefix() + TOPIC, 0);
  }

  /** Makes the topic unless it is there, and refuses input topics that are not there. */
  void prepare(Set<String> inputTopics) {
    try (Admin admin = Admin.create(settings.admin())) {
      Set<String> names = admin.listTopics().names().get();
      List<String> missing = inputTopics.stream().filter(t -> !names.contains(t)).sorted().toList();
      if (!missing.isEmpty()) {
        throw new FeedException(
            "no topic " + String.join(", ", missing) + ": run `topics create` first", null);
      }
      if (!names.contains(partition.topic())) {
        NewTopic topic =
            new NewTopic(partition.topic(), Optional.of(1), Optional.empty())
                .configs(
                    Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        admin.createTopics(List.of(topic)).all().get();
        TopicAdmin.awaitLeaders(admin, List.of(partition.topic()));
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new FeedException("the broker refused: " + e.getCause().getMessage(), e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FeedException("interrupted", e);
    }
  }

  /**
   * The last committed positions of the given keys. To be called once the producer that owns them
   * has been initialised: then nothing of its forerunner is pending. Transactions of other files
   * may still be open before ours in the log, so the whole log as it stands is waited for.
   */
  Map<String, Position> read(Set<String> keys) {
    Map<String, Object> config = new HashMap<>(settings.consumer());
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    Map<String, Position> found = new HashMap<>();
    long end = end();
    try (var consumer = consumer(config)) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          String key = new String(record.key(), StandardCharsets.UTF_8);
          if (keys.contains(key) && record.value() != null) {
            found.put(key, Position.of(record.value()));
          }
        }
        if (System.nanoTime() > deadline) {
          throw new FeedException(
              partition.topic() + " could not be read to its end: a transaction stays open", null);
        }
      }
    } catch (KafkaException e) {
      throw new FeedException("the committed positions could not be read: " + e.getMessage(), e);
    }
    return found;
  }

  /** The end of the log, open transactions included. */
  private long end() {
    try (Admin admin = Admin.create(settings.admin())) {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .partitionResult(partition)
          .get()
          .offset();
    } catch (ExecutionException e) {
      throw new FeedException("the broker refused: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FeedException("interrupted", e);
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> config) {
    var bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(config, bytes, bytes);
  }

  ProducerRecord<byte[], byte[]> record(String key, Position position) {
    return new ProducerRecord<>(
        partition.topic(), 0, key.getBytes(StandardCharsets.UTF_8), position.bytes());
  }
}
