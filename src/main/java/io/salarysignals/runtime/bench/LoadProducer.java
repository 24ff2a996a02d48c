package io.salarysignals.runtime.bench;

import io.salarysignals.domain.simulate.BenchLoad;
import io.salarysignals.domain.simulate.SimulatedRate;
import io.salarysignals.event.FxRate;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordEncoder;
import io.salarysignals.streams.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes the load into the input topics, in the order of its positions. */
final class LoadProducer {
  private static final int BATCH_BYTES = 1 << 17;
  private static final int REPORT_EVERY = 50_000;

  private final BenchLoad load;
  private final Settings settings;
  private final EventCodecs codecs;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  LoadProducer(BenchLoad load, Settings settings, EventCodecs codecs) {
    this.load = load;
    this.settings = settings;
    this.codecs = codecs;
  }

  /**
   * Writes rates, then observations; returns when the broker has all of them.
   *
   * @param progress told the number of records so far
   * @throws KafkaException where the broker refused one
   */
  void run(LongConsumer progress) {
    try (KafkaProducer<byte[], byte[]> producer = open()) {
      rates(producer);
      observations(producer, progress);
      producer.flush();
    }
    if (failure.get() != null) {
      throw new KafkaException("the load could not be written", failure.get());
    }
  }

  private KafkaProducer<byte[], byte[]> open() {
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.CLIENT_ID_CONFIG, "bench-load");
    config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
    config.putAll(settings.kafka().producer());
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private void rates(KafkaProducer<byte[], byte[]> producer) {
    RecordEncoder<FxRate> encoder = codecs.encoder(FxRate.class);
    String topic = settings.topic(Topics.FX_RATES.name());
    for (SimulatedRate rate : load.rates()) {
      Instant at = Instant.ofEpochMilli(rate.effectiveAt());
      byte[] value = encoder.encode(topic, new FxRate(rate.currency(), rate.unitsPerUsd(), at));
      byte[] key = (rate.currency() + "|" + at).getBytes(StandardCharsets.UTF_8);
      send(producer, new ProducerRecord<>(topic, key, value));
    }
  }

  /** As {@link #run}, with postings in place of observations. */
  void postings(LongConsumer progress) {
    try (KafkaProducer<byte[], byte[]> producer = open()) {
      rates(producer);
      write(producer, new PostingRecords(load, settings, codecs)::at, progress);
      producer.flush();
    }
    if (failure.get() != null) {
      throw new KafkaException("the load could not be written", failure.get());
    }
  }

  private void observations(KafkaProducer<byte[], byte[]> producer, LongConsumer progress) {
    write(producer, new LoadRecords(load, settings, codecs)::at, progress);
  }

  private void write(
      KafkaProducer<byte[], byte[]> producer,
      LongFunction<ProducerRecord<byte[], byte[]>> records,
      LongConsumer progress) {
    long count = load.parameters().records();
    for (long position = 0; position < count && failure.get() == null; position++) {
      send(producer, records.apply(position));
      if (position % REPORT_EVERY == 0) {
        progress.accept(position);
      }
    }
  }

  /** Writes the rates alone. */
  void rates() {
    try (KafkaProducer<byte[], byte[]> producer = open()) {
      rates(producer);
      producer.flush();
    }
  }

  private void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    producer.send(
        record,
        (metadata, e) -> {
          if (e != null) {
            failure.compareAndSet(null, e);
          }
        });
  }
}
