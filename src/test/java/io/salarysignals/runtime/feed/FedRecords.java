package io.salarysignals.runtime.feed;

import io.salarysignals.runtime.embedded.EmbeddedStack;
import io.salarysignals.runtime.embedded.TestStack;
import io.salarysignals.runtime.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A broker for feeds under test and what a read-committed reader finds there. */
final class FedRecords {
  private FedRecords() {}

  static FeedSettings settings(String prefix, Path side) {
    EmbeddedStack stack = TestStack.shared();
    Settings settings =
        Settings.of(
            Map.of(
                "kafka.bootstrap.servers", stack.bootstrapServers(),
                "registry.url", stack.registryUrl(),
                "topic.prefix", prefix));
    return FeedSettings.of(settings, side);
  }

  /** All committed records of a topic, partition by partition. */
  static List<ConsumerRecord<String, byte[]>> all(String topic) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            TestStack.shared().bootstrapServers(),
            "isolation.level",
            "read_committed");
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      for (TopicPartition partition : partitions) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        while (consumer.position(partition) < end) {
          consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        }
      }
    }
    return records;
  }
}
