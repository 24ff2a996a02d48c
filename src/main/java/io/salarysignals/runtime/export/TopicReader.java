package io.salarysignals.runtime.export;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed in topics when asked, to the end, and nothing that comes later. */
public final class TopicReader {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long MAX_STALL_NANOS = Duration.ofSeconds(30).toNanos();

  private final Map<String, Object> config;

  /** Takes the configuration of a consumer; isolation and offsets are set here. */
  public TopicReader(Map<String, Object> consumerConfig) {
    this.config = new HashMap<>(consumerConfig);
    config.put("isolation.level", "read_committed");
    config.put("auto.offset.reset", "earliest");
    config.put("enable.auto.commit", "false");
    config.putIfAbsent("max.poll.records", "5000");
    config.remove("group.id");
  }

  /**
   * Hands every committed record of {@code topic} to {@code sink}, in the order of each partition.
   *
   * @return the offsets just past the last record, by partition
   * @throws KafkaException where the topic is missing, or its end is not reached
   */
  public Map<TopicPartition, Long> read(
      String topic, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    try (KafkaConsumer<byte[], byte[]> consumer = open()) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      // Assigned first: the client warns about ends of partitions that it does not read.
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      drain(consumer, ends, sink);
      return ends;
    }
  }

  /** As {@link #read}, but to the given offsets, which must have been reached by the topic. */
  public void readTo(
      Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    try (KafkaConsumer<byte[], byte[]> consumer = open()) {
      drain(consumer, ends, sink);
    }
  }

  /** The first offsets that the topic still has, by partition. */
  public Map<TopicPartition, Long> beginnings(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = open()) {
      return consumer.beginningOffsets(partitions(consumer, topic));
    }
  }

  /** A consumer in no group; the caller closes it. */
  public KafkaConsumer<byte[], byte[]> open() {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The partitions of a topic, in order. */
  public static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
    var infos = consumer.listTopics(Duration.ofSeconds(20)).get(topic);
    if (infos == null) {
      throw new KafkaException("there is no topic " + topic);
    }
    return infos.stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .sorted(java.util.Comparator.comparingInt(TopicPartition::partition))
        .toList();
  }

  private static void drain(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends,
      Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    consumer.assign(ends.keySet());
    consumer.seekToBeginning(ends.keySet());
    Map<TopicPartition, Long> left = new HashMap<>(ends);
    long progress = System.nanoTime();
    forget(left, consumer);
    while (!left.isEmpty()) {
      var records = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.get(partition)) {
          sink.accept(record);
        }
      }
      // The position also passes markers of transactions, which no poll returns.
      boolean moved = forget(left, consumer) || !records.isEmpty();
      progress = moved ? System.nanoTime() : progress;
      if (System.nanoTime() - progress > MAX_STALL_NANOS) {
        throw new KafkaException("no progress in reading " + left.keySet() + " for 30 s");
      }
    }
  }

  private static boolean forget(
      Map<TopicPartition, Long> left, KafkaConsumer<byte[], byte[]> consumer) {
    return left.entrySet()
        .removeIf(
            entry -> {
              boolean done = consumer.position(entry.getKey()) >= entry.getValue();
              if (done) {
                consumer.pause(java.util.Set.of(entry.getKey()));
              }
              return done;
            });
  }
}
