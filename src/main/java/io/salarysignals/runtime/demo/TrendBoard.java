package io.salarysignals.runtime.demo;

import io.salarysignals.event.MarketTrend;
import io.salarysignals.event.Status;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * The current figures of chosen cells, as any subscriber of the trend topic has them: a reader of
 * committed records keeps the newest window of each cell. Safe for several threads.
 */
public final class TrendBoard implements AutoCloseable {
  private final Board<MarketTrend> board;
  private final String watched;
  private volatile Instant watermark;
  private Move strongest;
  private Move latest;

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
    this.watched = watched;
    this.board =
        new Board<>(
            settings,
            codecs,
            Topics.MARKET_TRENDS,
            MarketTrend.class,
            text -> {
              TrendKey key = TrendKey.parse(text);
              return chosen.test(key) ? key.cell() : null;
            },
            this::newer);
  }

  void start() {
    board.start();
  }

  /** Trend events that were read since the start, of all cells. */
  public long events() {
    return board.events();
  }

  /** How long no trend event has come. */
  public Duration quiet() {
    return board.quiet();
  }

  /** The watermark that the latest events carry, or null. */
  public Instant watermark() {
    return watermark;
  }

  /** The current event of a cell. */
  public Optional<MarketTrend> current(String cell) {
    return board.current(cell);
  }

  /** The current events of all chosen cells, in no order. */
  public List<MarketTrend> current() {
    return board.current();
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
    return board.failure();
  }

  /** The event that stands, null for none; takes note of the watermark and of what moved. */
  private synchronized MarketTrend newer(String cell, MarketTrend before, MarketTrend event) {
    if (event.getWatermark() != null
        && (watermark == null || event.getWatermark().isAfter(watermark))) {
      watermark = event.getWatermark();
    }
    if (before != null && event.getWindowEnd().isBefore(before.getWindowEnd())) {
      return before;
    }
    if (event.getStatus() == Status.RETRACTION) {
      return null;
    }
    Move move = new Move(before, event);
    if (cell.equals(watched)) {
      latest = move;
    } else if (move.size() > 0 && (strongest == null || move.size() > strongest.size())) {
      strongest = move;
    }
    return event;
  }

  @Override
  public void close() throws InterruptedException {
    board.close();
  }
}
