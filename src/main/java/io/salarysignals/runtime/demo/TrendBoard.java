package io.salarysignals.runtime.demo;

import io.salarysignals.event.MarketTrend;
import io.salarysignals.event.Status;
import io.salarysignals.runtime.export.TopicReader;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordDecoder;
import io.salarysignals.streams.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The current figures of chosen cells, as any subscriber of the trend topic has them: a reader of
 * committed records keeps the newest window of each cell. Safe for several threads.
 */
public final class TrendBoard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrendBoard.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int MAX_CELLS = 10_000;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final RecordDecoder<MarketTrend> decoder;
  private final String topic;
  private final Predicate<TrendKey> chosen;
  private final Map<String, MarketTrend> current = new HashMap<>();
  private final CompletableFuture<Void> failure = new CompletableFuture<>();
  private final Thread thread = new Thread(this::run, "trend-board");
  private volatile boolean stopped;
  private volatile long events;
  private volatile long lastEventNanos = System.nanoTime();
  private volatile Instant watermark;
  private Move strongest;
  private Move latest;
  private String watched;
  private boolean full;

  /**
   * The step of a cell from one event to the next.
   *
   * @param before the event before, of this or the previous window; null for the first
   * @param after the new event
   */
  public record Move(MarketTrend before, MarketTrend after) {
    /** How far the median moved, as the absolute log of the ratio; 0 where one has none. */
    double size() {
      return before == null || before.getP50() == null || after.getP50() == null
          ? 0
          : Math.abs(Math.log(after.getP50().getValue() / before.getP50().getValue()));
    }
  }

  /**
   * A board of the cells that {@code chosen} accepts; {@link #start} starts it.
   *
   * @param watched cell whose moves are always told, see {@link TrendKey#cell()}
   */
  TrendBoard(Settings settings, EventCodecs codecs, Predicate<TrendKey> chosen, String watched) {
    this.topic = settings.topic(Topics.MARKET_TRENDS.name());
    this.decoder = codecs.decoder(MarketTrend.class);
    this.chosen = chosen;
    this.watched = watched;
    this.consumer = new TopicReader(settings.kafka().consumer()).open();
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Trend events that were read since the start, of all cells. */
  public long events() {
    return events;
  }

  /** How long no trend event has come. */
  public Duration quiet() {
    return Duration.ofNanos(System.nanoTime() - lastEventNanos);
  }

  /** The watermark that the latest events carry, or null. */
  public Instant watermark() {
    return watermark;
  }

  /** The current event of a cell. */
  public synchronized Optional<MarketTrend> current(String cell) {
    return Optional.ofNullable(current.get(cell));
  }

  /** The current events of all chosen cells, in no order. */
  public synchronized List<MarketTrend> current() {
    return List.copyOf(current.values());
  }

  /** The last move of the watched cell since the last call. */
  public synchronized Optional<Move> takeWatched() {
    Move move = latest;
    latest = null;
    return Optional.ofNullable(move);
  }

  /** The strongest move of all other cells since the last call. */
  public synchronized Optional<Move> takeStrongest() {
    Move move = strongest;
    strongest = null;
    return Optional.ofNullable(move);
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
    TrendKey key = TrendKey.parse(new String(record.key(), StandardCharsets.UTF_8));
    // The event before a tombstone has said that the window is taken back.
    if (record.value() != null && chosen.test(key)) {
      show(key.cell(), decoder.decode(topic, record.value()));
    }
  }

  private synchronized void show(String cell, MarketTrend event) {
    MarketTrend before = current.get(cell);
    if (event.getWatermark() != null
        && (watermark == null || event.getWatermark().isAfter(watermark))) {
      watermark = event.getWatermark();
    }
    if (before != null && event.getWindowEnd().isBefore(before.getWindowEnd())) {
      return;
    }
    if (event.getStatus() == Status.RETRACTION) {
      current.remove(cell);
      return;
    }
    if (before == null && current.size() >= MAX_CELLS) {
      if (!full) {
        LOG.warn("more than {} cells; further ones are not shown", MAX_CELLS);
      }
      full = true;
      return;
    }
    current.put(cell, event);
    Move move = new Move(before, event);
    if (cell.equals(watched)) {
      latest = move;
    } else if (move.size() > 0 && (strongest == null || move.size() > strongest.size())) {
      strongest = move;
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    consumer.wakeup();
    thread.join(5_000);
  }
}
