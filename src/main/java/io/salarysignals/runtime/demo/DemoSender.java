package io.salarysignals.runtime.demo;

import io.salarysignals.domain.simulate.SimulatedEvent;
import io.salarysignals.domain.simulate.SimulatedObservation;
import io.salarysignals.domain.simulate.SimulatedPosting;
import io.salarysignals.domain.simulate.SimulatedRate;
import io.salarysignals.event.FxRate;
import io.salarysignals.event.JobPostingEvent;
import io.salarysignals.event.SalaryObservation;
import io.salarysignals.runtime.export.TopicReader;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordEncoder;
import io.salarysignals.streams.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Writes simulated records with their time of arrival as record timestamp. That time also tells a
 * restart, by partition, what is there already. Used by one thread.
 */
final class DemoSender implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int POLLS = 50;

  private final KafkaProducer<byte[], byte[]> producer;
  private final RecordEncoder<SalaryObservation> observations;
  private final RecordEncoder<FxRate> rates;
  private final RecordEncoder<JobPostingEvent> postings;
  private final String observationsTopic;
  private final String postingsTopic;
  private final String ratesTopic;

  /** The timestamp of the last record of each partition, by topic; the least number for none. */
  private final Map<String, long[]> arrived;

  private volatile KafkaException failure;

  DemoSender(Settings settings, EventCodecs codecs) {
    this.observationsTopic = settings.topic(Topics.SALARY_OBSERVATIONS.name());
    this.ratesTopic = settings.topic(Topics.FX_RATES.name());
    this.observations = codecs.encoder(SalaryObservation.class);
    this.rates = codecs.encoder(FxRate.class);
    this.postingsTopic = settings.topic(Topics.JOB_POSTINGS.name());
    this.postings = codecs.encoder(JobPostingEvent.class);
    this.arrived =
        Map.of(
            observationsTopic,
            lastArrivals(settings, observationsTopic),
            postingsTopic,
            lastArrivals(settings, postingsTopic));
    Map<String, Object> config = new HashMap<>(settings.kafka().producer());
    config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 20);
    config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    var bytes = new ByteArraySerializer();
    this.producer = new KafkaProducer<>(config, bytes, bytes);
  }

  private static long[] lastArrivals(Settings settings, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new TopicReader(settings.kafka().consumer()).open()) {
      List<TopicPartition> partitions = TopicReader.partitions(consumer, topic);
      long[] last = new long[partitions.size()];
      for (TopicPartition partition : partitions) {
        last[partition.partition()] = lastArrival(consumer, partition);
      }
      return last;
    }
  }

  private static long lastArrival(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
    List<TopicPartition> one = List.of(partition);
    long end = consumer.endOffsets(one).get(partition);
    if (end == 0) {
      return Long.MIN_VALUE;
    }
    consumer.assign(one);
    consumer.seek(partition, end - 1);
    for (int i = 0; i < POLLS; i++) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        return record.timestamp();
      }
    }
    throw new KafkaException("the last record of " + partition + " cannot be read");
  }

  /** Whether a record that arrives at {@code at} is in the topic already. */
  boolean isThere(SimulatedEvent record, long at) {
    String topic = topic(record);
    return at < arrived.get(topic)[partition(topic, key(record))];
  }

  void send(SimulatedEvent record, long at) {
    String topic = topic(record);
    byte[] key = key(record);
    byte[] value =
        record instanceof SimulatedPosting posting
            ? postings.encode(topic, SimulatedEvents.of(posting))
            : observations.encode(topic, SimulatedEvents.of((SimulatedObservation) record));
    send(new ProducerRecord<>(topic, partition(topic, key), at, key, value));
  }

  private String topic(SimulatedEvent record) {
    return record instanceof SimulatedPosting ? postingsTopic : observationsTopic;
  }

  void send(SimulatedRate rate, long at) {
    FxRate event = SimulatedEvents.of(rate);
    byte[] key = (rate.currency() + '|' + event.getEffectiveAt()).getBytes(StandardCharsets.UTF_8);
    send(new ProducerRecord<>(ratesTopic, null, at, key, rates.encode(ratesTopic, event)));
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    if (failure != null) {
      throw failure;
    }
    producer.send(
        record,
        (metadata, e) -> {
          if (e != null && failure == null) {
            failure = new KafkaException("a simulated record was not written", e);
          }
        });
  }

  /** Waits until all is written. */
  void flush() {
    producer.flush();
    if (failure != null) {
      throw failure;
    }
  }

  private static byte[] key(SimulatedEvent record) {
    return record.id().getBytes(StandardCharsets.UTF_8);
  }

  private int partition(String topic, byte[] key) {
    return Utils.toPositive(Utils.murmur2(key)) % arrived.get(topic).length;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
