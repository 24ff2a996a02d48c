package io.salarysignals.runtime.bench;

import io.salarysignals.event.SalaryObservation;
import io.salarysignals.runtime.export.TopicReader;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordDecoder;
import io.salarysignals.streams.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The least that any job over the input must do: consume it read-committed and decode it, and
 * nothing else, with as many threads and the consumer settings of Kafka Streams.
 *
 * @param records decoded in the measured pass
 * @param seconds the measured pass took
 * @param cpuSeconds all threads of this process used during it
 * @param warmUpRecords decoded before, unmeasured: consumers connected, code compiled
 */
record Floor(long records, double seconds, double cpuSeconds, long warmUpRecords) {
  /** What the main consumers of Kafka Streams use. */
  private static final int MAX_POLL_RECORDS = 1_000;

  private static final long WARM_UP_RECORDS = 500_000;
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long MAX_STALL_NANOS = Duration.ofSeconds(30).toNanos();

  static Floor measure(Settings settings, EventCodecs codecs, int threads) {
    Map<String, Object> config = new HashMap<>();
    config.put("max.poll.records", MAX_POLL_RECORDS);
    config.putAll(settings.kafka().consumer());
    TopicReader reader = new TopicReader(config);
    String topic = settings.topic(Topics.SALARY_OBSERVATIONS.name());
    List<Part> parts = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int i = 0; i < threads; i++) {
        parts.add(new Part(reader.open(), codecs.decoder(SalaryObservation.class), topic));
      }
      int next = 0;
      for (TopicPartition partition : TopicReader.partitions(parts.get(0).consumer, topic)) {
        parts.get(next++ % threads).partitions.add(partition);
      }
      long warm = pass(pool, parts, WARM_UP_RECORDS / threads);
      double cpu = ProcessFigures.cpuSeconds();
      long begun = System.nanoTime();
      long records = pass(pool, parts, Long.MAX_VALUE);
      double seconds = (System.nanoTime() - begun) / 1e9;
      return new Floor(records, seconds, ProcessFigures.cpuSeconds() - cpu, warm);
    } finally {
      pool.shutdown();
      parts.forEach(part -> part.consumer.close());
    }
  }

  private static long pass(ExecutorService pool, List<Part> parts, long limit) {
    try {
      List<Callable<Long>> tasks = new ArrayList<>();
      parts.forEach(part -> tasks.add(() -> part.pass(limit)));
      long records = 0;
      for (Future<Long> done : pool.invokeAll(tasks)) {
        records += done.get();
      }
      return records;
    } catch (ExecutionException e) {
      throw new KafkaException("the floor could not be measured", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }

  /** The partitions of one thread. */
  private static final class Part {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RecordDecoder<SalaryObservation> decoder;
    private final String topic;
    private final List<TopicPartition> partitions = new ArrayList<>();

    Part(
        KafkaConsumer<byte[], byte[]> consumer,
        RecordDecoder<SalaryObservation> decoder,
        String topic) {
      this.consumer = consumer;
      this.decoder = decoder;
      this.topic = topic;
    }

    long pass(long limit) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> left = new HashMap<>(consumer.endOffsets(partitions));
      left.entrySet().removeIf(entry -> consumer.position(entry.getKey()) >= entry.getValue());
      long decoded = 0;
      long progress = System.nanoTime();
      while (!left.isEmpty() && decoded < limit) {
        var records = consumer.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> record : records) {
          if (record.value() != null && decoder.decode(topic, record.value()) != null) {
            decoded++;
          }
        }
        left.entrySet().removeIf(entry -> consumer.position(entry.getKey()) >= entry.getValue());
        progress = records.isEmpty() ? progress : System.nanoTime();
        if (System.nanoTime() - progress > MAX_STALL_NANOS) {
          throw new KafkaException("no progress in reading " + left.keySet() + " for 30 s");
        }
      }
      return decoded;
    }
  }
}
