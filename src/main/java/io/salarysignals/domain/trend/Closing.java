package io.salarysignals.domain.trend;

import static io.salarysignals.domain.trend.Cursor.NOTHING;
import static io.salarysignals.domain.watermark.SourceProgress.CLOSED;

import io.salarysignals.domain.pane.MarketDay;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.trend.TrendEvent.Status;
import io.salarysignals.domain.watermark.WatermarkVector;
import io.salarysignals.domain.window.DaySet;
import io.salarysignals.domain.window.Due;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.domain.window.Horizon;
import io.salarysignals.domain.window.MarketDays;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Closes grid ends one after the other, market by market, parents first; may stop in between. */
final class Closing {
  private final Grid grid;
  private final Markets markets;
  private final Teller teller;
  private final TrendSink sink;
  private final DaySet activeDays;
  private int closedThrough = NOTHING;
  private int closing = NOTHING;
  private String closedMarket = "";
  private long finals;
  private long suppressed;
  private boolean complete;

  Closing(
      Grid grid, Markets markets, Teller teller, TrendSink sink, DaySet activeDays, Cursor cursor) {
    this.grid = grid;
    this.markets = markets;
    this.teller = teller;
    this.sink = sink;
    this.activeDays = activeDays;
    if (cursor != null) {
      closedThrough = cursor.closedThrough();
      closing = cursor.closing();
      closedMarket = cursor.closedMarket();
      finals = cursor.finals();
      suppressed = cursor.suppressed();
      complete = cursor.complete();
    }
  }

  Cursor cursor(WatermarkVector watermarks) {
    return new Cursor(
        watermarks, closedThrough, closing, closedMarket, finals, suppressed, complete);
  }

  int closedThrough() {
    return closedThrough;
  }

  boolean isComplete() {
    return complete;
  }

  /** The grid end up to which a market is closed: one further in the part already done. */
  int closedThrough(MarketState market) {
    return closing != NOTHING && market.order.compareTo(closedMarket) <= 0
        ? closing
        : closedThrough;
  }

  boolean isClosed(MarketState market, int day) {
    return day < closedThrough(market);
  }

  /**
   * Closes every grid end up to {@code target}.
   *
   * @param beforeMarket called before a market's grid end is closed
   * @param afterwards what else must be told before everything is out; says whether it is
   * @return whether all are closed
   */
  boolean closeUpTo(
      int target,
      int[] lastEnds,
      Consumer<MarketState> beforeMarket,
      BooleanSupplier afterwards,
      BooleanSupplier stop) {
    boolean closed = teller.watermark() == CLOSED;
    boolean moved = false;
    while (target != NOTHING) {
      if (closing == NOTHING) {
        int next = next();
        if (next > target) {
          if (closedThrough < target) {
            closedThrough = target;
            moved = true;
          }
          break;
        }
        closing = next;
        closedMarket = "";
        finals = 0;
        suppressed = 0;
      }
      if (!close(lastEnds, beforeMarket, stop)) {
        if (moved) {
          sink.progress(closedThrough, teller.watermark(), complete);
        }
        return false;
      }
      sink.gridEnd(closing, finals, suppressed, 0);
      closedThrough = closing;
      closing = NOTHING;
      moved = true;
    }
    boolean done = afterwards.getAsBoolean();
    if (moved || (closed && done) != complete) {
      complete = closed && done;
      sink.progress(closedThrough, teller.watermark(), complete);
    }
    return done || !closed;
  }

  /** The next grid end that an active day can reach; days without any are passed over. */
  private int next() {
    if (closedThrough == NOTHING) {
      int first = activeDays.ceil(Integer.MIN_VALUE + 64);
      return first == Integer.MAX_VALUE ? first : first + 1;
    }
    int next = closedThrough + 1;
    int active = activeDays.ceil(next - 1 - grid.reach());
    return active == Integer.MAX_VALUE ? active : Math.max(next, active + 1);
  }

  private boolean close(int[] lastEnds, Consumer<MarketState> beforeMarket, BooleanSupplier stop) {
    int seen = 0;
    for (MarketState market : markets.inOrder()) {
      if (market.order.compareTo(closedMarket) <= 0) {
        continue;
      }
      if ((++seen & 15) == 0 && stop.getAsBoolean()) {
        return false;
      }
      close(market, lastEnds, beforeMarket);
      closedMarket = market.order;
    }
    return true;
  }

  private void close(MarketState market, int[] lastEnds, Consumer<MarketState> beforeMarket) {
    MarketDays days = markets.days(market);
    boolean ready = false;
    if (market.days.contains(closing - 1)) {
      beforeMarket.accept(market);
      ready = true;
      MarketDay day = days.day(closing - 1);
      for (Map.Entry<String, Pane> entry : day.panes().entrySet()) {
        sink.pane(market.market, entry.getKey(), closing - 1, entry.getValue());
      }
    }
    for (int h = 0; h < lastEnds.length; h++) {
      Horizon horizon = grid.horizons().get(h);
      if (horizon.isGridEnd(closing) && closing <= lastEnds[h]) {
        if (market.provisionalEnds.contains(closing)
            || (teller.mayBePublishable(market, horizon, closing)
                && Due.anyChange(horizon, closing, days))) {
          if (!ready) {
            beforeMarket.accept(market);
            ready = true;
          }
          long[] counts = teller.tell(market, h, closing, Status.FINAL);
          finals += counts[0];
          suppressed += counts[1];
        }
      }
    }
    market.provisionalEnds.remove(closing);
  }
}
