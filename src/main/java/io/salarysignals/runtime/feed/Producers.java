package io.salarysignals.runtime.feed;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Producers as the feed needs them. */
final class Producers {
  private static final int BATCH_BYTES = 1 << 17;

  private Producers() {}

  /** A producer whose transactional id is that of the file: a second one fences the first. */
  static KafkaProducer<byte[], byte[]> transactional(FeedSettings settings, String positionKey) {
    Map<String, Object> config = tuned();
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.prefix() + "feed|" + positionKey);
    config.putAll(settings.producer());
    return create(config);
  }

  /** A plain producer. */
  static KafkaProducer<byte[], byte[]> plain(FeedSettings settings) {
    Map<String, Object> config = tuned();
    config.putAll(settings.producer());
    return create(config);
  }

  private static Map<String, Object> tuned() {
    Map<String, Object> config = new HashMap<>();
    // The transactional id would be part of the client's id else, and that of its metrics and logs.
    config.put(ProducerConfig.CLIENT_ID_CONFIG, "feed");
    // Records are many and small: fill batches, and let the broker store them as they come.
    config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
    return config;
  }

  private static KafkaProducer<byte[], byte[]> create(Map<String, Object> config) {
    var bytes = new ByteArraySerializer();
    return new KafkaProducer<>(config, bytes, bytes);
  }
}
