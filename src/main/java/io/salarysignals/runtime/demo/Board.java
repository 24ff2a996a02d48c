package io.salarysignals.runtime.demo;

import io.salarysignals.runtime.export.TopicReader;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordDecoder;
import io.salarysignals.streams.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an output topic says now, as any subscriber has it: a reader of committed records keeps one
 * event for each cell that is wanted. Safe for several threads.
 */
public final class Board<T extends SpecificRecord> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Board.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int MAX_CELLS = 10_000;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final RecordDecoder<T> decoder;
  private final String topic;
  private final UnaryOperator<String> cell;
  private final Standing<T> standing;
  private final Map<String, T> current = new HashMap<>();
  private final CompletableFuture<Void> failure = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean stopped;
  private volatile long events;
  private volatile long lastEventNanos = System.nanoTime();
  private boolean full;

  /** Decides what a cell says. */
  @FunctionalInterface
  interface Standing<T> {
    /**
     * The event that stands after another came.
     *
     * @param before what stood until now; null for nothing
     * @return null where the cell has nothing any more
     */
    T of(String cell, T before, T event);
  }

  /**
   * A board; {@link #start} starts it.
   *
   * @param cell the cell of a record's key, or null for one that is not wanted
   * @param standing which event of a cell stands
   */
  Board(
      Settings settings,
      EventCodecs codecs,
      Topic topic,
      Class<T> type,
      UnaryOperator<String> cell,
      Standing<T> standing) {
    this.topic = settings.topic(topic.name());
    this.decoder = codecs.decoder(type);
    this.cell = cell;
    this.standing = standing;
    this.consumer = new TopicReader(settings.kafka().consumer()).open();
    this.thread = new Thread(this::run, topic.name() + "-board");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Records that were read since the start, of all cells. */
  public long events() {
    return events;
  }

  /** How long no record has come. */
  public Duration quiet() {
    return Duration.ofNanos(System.nanoTime() - lastEventNanos);
  }

  /** The event that stands in a cell. */
  public synchronized Optional<T> current(String itsCell) {
    return Optional.ofNullable(current.get(itsCell));
  }

  /** The events that stand, in no order. */
  public synchronized List<T> current() {
    return List.copyOf(current.values());
  }

  CompletableFuture<Void> failure() {
    return failure;
  }

  private void run() {
    try (consumer) {
      List<TopicPartition> partitions = TopicReader.partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!stopped) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record);
        }
      }
    } catch (WakeupException e) {
      LOG.debug("the board is stopped");
    } catch (RuntimeException e) {
      failure.completeExceptionally(e);
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void take(ConsumerRecord<byte[], byte[]> record) {
    events++;
    lastEventNanos = System.nanoTime();
    String its = cell.apply(new String(record.key(), StandardCharsets.UTF_8));
    // The event before a tombstone has said that there is nothing any more.
    if (its != null && record.value() != null) {
      show(its, decoder.decode(topic, record.value()));
    }
  }

  private synchronized void show(String its, T event) {
    T before = current.get(its);
    if (before == null && current.size() >= MAX_CELLS) {
      if (!full) {
        LOG.warn("{}: more than {} cells; further ones are not shown", topic, MAX_CELLS);
      }
      full = true;
      return;
    }
    T stands = standing.of(its, before, event);
    if (stands == null) {
      current.remove(its);
    } else {
      current.put(its, stands);
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    consumer.wakeup();
    thread.join(5_000);
  }
}
