package io.salarysignals.runtime.app;

import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.errors.SendFailures;
import io.salarysignals.streams.store.RocksSettings;
import io.salarysignals.streams.topics.Topics;
import io.salarysignals.topology.demand.DemandTopology;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The configuration of Kafka Streams for one topology, each setting beside its reason. */
public final class StreamsConfiguration {
  /** Also how long a lost instance may keep read-committed consumers waiting. */
  private static final int TRANSACTION_TIMEOUT_MILLIS = 30_000;

  /** Blobs of busy markets may pass Kafka's default of one megabyte. */
  private static final int MAX_RECORD_BYTES = 16 << 20;

  private StreamsConfiguration() {}

  /** The properties of the topology with this name. */
  public static Properties of(Settings settings, String topology) {
    String applicationId = settings.applicationId(topology);
    Map<String, Object> config = new HashMap<>();
    // What operators may overrule with kafka.*.
    config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    config.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    config.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
    config.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_RECORD_BYTES);
    config.put(
        StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
        Integer.toString(MAX_RECORD_BYTES));
    // A turn of the loop on a busy machine may take longer than the 10 s that are the default, and
    // a transaction that times out is done again from its start, and would time out again.
    config.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        TRANSACTION_TIMEOUT_MILLIS);
    // More records for each turn of the loop; what they cost in memory is bounded by fetch sizes.
    config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 5_000);
    // No result depends on the order among a task's partitions, and whether one of them should be
    // waited for is otherwise asked for each record, which costs about as much as decoding it.
    config.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    config.putAll(settings.kafka().streams());

    config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    config.put(
        StreamsConfig.CLIENT_ID_CONFIG,
        applicationId
            + "-"
            + settings
                .optionalText(Keys.GROUP_INSTANCE_ID)
                .orElseGet(() -> Long.toString(ProcessHandle.current().pid())));
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, settings.text(Keys.PROCESSING_GUARANTEE));
    config.put(
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
        settings.duration(Keys.COMMIT_INTERVAL).toMillis());
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.integer(Keys.STREAM_THREADS));
    config.put(StreamsConfig.STATE_DIR_CONFIG, settings.text(Keys.STATE_DIR));
    config.put(
        StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.integer(Keys.INTERNAL_REPLICATION));
    config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.integer(Keys.STANDBY_REPLICAS));
    config.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, settings.text(Keys.GROUP_PROTOCOL));
    settings
        .optionalText(Keys.GROUP_INSTANCE_ID)
        .ifPresent(
            id ->
                config.put(
                    StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), id));
    // Generated names would change with the topology and block rolling upgrades.
    config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    config.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, SendFailures.class);
    config.put(SendFailures.DEAD_LETTERS, settings.topic(Topics.DEAD_LETTERS.name()));
    config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksSettings.class);
    config.put(RocksSettings.CACHE_BYTES, settings.bytes(Keys.ROCKSDB_CACHE_BYTES));
    config.put(RocksSettings.WRITE_BUFFER_BYTES, settings.bytes(Keys.ROCKSDB_WRITE_BUFFER_BYTES));
    // Panes and postings are small numbers that repeat; the pages of the others are digests.
    config.put(RocksSettings.COMPRESSED, String.valueOf(topology.equals(DemandTopology.NAME)));

    Properties properties = new Properties();
    properties.putAll(config);
    return properties;
  }
}
