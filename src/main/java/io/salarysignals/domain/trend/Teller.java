package io.salarysignals.domain.trend;

import io.salarysignals.domain.gate.SuppressionReason;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.stats.Figures;
import io.salarysignals.domain.trend.TrendEvent.Fallback;
import io.salarysignals.domain.trend.TrendEvent.Status;
import io.salarysignals.domain.watermark.WatermarkVector;
import io.salarysignals.domain.window.Due;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.domain.window.Horizon;
import io.salarysignals.domain.window.MarketDays;
import io.salarysignals.domain.window.WindowSums;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Makes events out of window sums: judges them, numbers them and remembers what is provisional. */
final class Teller {
  private final Grid grid;
  private final Markets markets;
  private final Judge judge;
  private final TrendSink sink;
  private final WatermarkVector watermarks;
  private final Function<String, String> currencyOfRegion;

  Teller(
      Grid grid,
      Markets markets,
      Judge judge,
      TrendSink sink,
      WatermarkVector watermarks,
      Function<String, String> currencyOfRegion) {
    this.grid = grid;
    this.markets = markets;
    this.judge = judge;
    this.sink = sink;
    this.watermarks = watermarks;
    this.currencyOfRegion = currencyOfRegion;
  }

  long watermark() {
    return watermarks.minimum();
  }

  /** The currency of a market: its country's, USD for the world. */
  String currency(Market market) {
    return market.region().equals(Market.WORLD) ? "USD" : currencyOfRegion.apply(market.region());
  }

  /** Whether a window may be published; a null sum is an empty window. */
  boolean isPublishable(MarketState market, Pane sum) {
    return sum != null && judge.isPublishable(sum, currency(market.market));
  }

  /** Tells the provisional events of the facets that changed since the last time. */
  void tellProvisional(MarketState market, int h, int end) {
    if (market.provisionalEnds.contains(end)
        || mayBePublishable(market, grid.horizons().get(h), end)) {
      tell(market, h, end, Status.PROVISIONAL);
    }
  }

  /**
   * Whether some facet of the market may be publishable in the window ending at {@code end} or in
   * the one before it: no facet holds more observations than the market.
   */
  boolean mayBePublishable(MarketState market, Horizon horizon, int end) {
    int previous = end - horizon.step();
    return market.days.sum(end - horizon.days(), end) >= judge.minObservations()
        || market.days.sum(previous - horizon.days(), previous) >= judge.minObservations();
  }

  /**
   * Tells the events that are due for a grid end and takes back provisional ones that are not.
   *
   * @return how many events stand for the grid end, and how many of them are suppressed
   */
  long[] tell(MarketState market, int h, int end, Status status) {
    Horizon horizon = grid.horizons().get(h);
    Map<String, long[]> changes = Due.changes(horizon, end, markets.days(market));
    if (status == Status.PROVISIONAL) {
      changes.keySet().retainAll(market.touched);
    }
    WindowSums sums = markets.sums(market, h, end);
    List<String> facets = new ArrayList<>();
    for (Map.Entry<String, long[]> change : changes.entrySet()) {
      Pane sum = sums.sum(change.getKey());
      long n = sum == null ? 0 : sum.n();
      if (Math.max(n, n - change.getValue()[0]) >= judge.minObservations()) {
        facets.add(change.getKey());
      }
    }
    if (market.provisionalEnds.contains(end)) {
      for (String facet : markets.book(market).lines().keySet()) {
        boolean asked = status != Status.PROVISIONAL || market.touched.contains(facet);
        if (asked
            && markets.book(market).hasProvisional(facet, h, end)
            && !facets.contains(facet)) {
          facets.add(facet);
        }
      }
    }
    long[] counts = tell(market, h, end, status, facets, changes.keySet(), sums);
    markets.heldSums(market);
    return counts;
  }

  private long[] tell(
      MarketState market,
      int h,
      int end,
      Status status,
      List<String> facets,
      Set<String> changed,
      WindowSums sums) {
    Horizon horizon = grid.horizons().get(h);
    long finals = 0;
    long suppressed = 0;
    for (String facet : facets) {
      Pane sum = sums.sum(facet);
      if (status == Status.FINAL
          && ProtectedTeller.governs(market.market, horizon, end, facet, sum)) {
        continue;
      }
      boolean publishable = isPublishable(market, sum);
      boolean due =
          changed.contains(facet)
              && (publishable || wasPublishable(market, horizon, end, facet, sum));
      if (due) {
        send(market, h, end, facet, status, sum);
        finals++;
        suppressed += publishable ? 0 : 1;
        Book book = markets.book(market);
        if (status == Status.PROVISIONAL) {
          book.addProvisional(facet, h, end);
          market.provisionalEnds.add(end);
        } else if (market.provisionalEnds.contains(end)) {
          book.removeProvisional(facet, h, end);
        }
      } else if (market.hasBook && markets.book(market).hasProvisional(facet, h, end)) {
        retract(market, h, end, facet);
      }
    }
    return new long[] {finals, suppressed};
  }

  /** Whether the window of the grid end before was publishable; {@code sum} is this one's. */
  boolean wasPublishable(MarketState market, Horizon horizon, int end, String facet, Pane sum) {
    MarketDays days = markets.days(market);
    Pane before = sum == null ? new Pane() : sum.copy();
    int previous = end - horizon.step();
    WindowSums.add(before, facet, previous, end, -1, days);
    WindowSums.add(before, facet, previous - horizon.days(), end - horizon.days(), 1, days);
    return isPublishable(market, before);
  }

  /** Whether an event of a cell's window is due under the profile open. */
  boolean isDue(MarketState market, int h, int end, String facet, Pane sum) {
    Horizon horizon = grid.horizons().get(h);
    return Due.changes(horizon, end, markets.days(market)).containsKey(facet)
        && (isPublishable(market, sum) || wasPublishable(market, horizon, end, facet, sum));
  }

  /** Why a window may not be published under the profile open; a null sum is an empty window. */
  List<SuppressionReason> reasons(Market market, Pane sum) {
    return judge.reasons(sum == null ? new Pane() : sum, currency(market));
  }

  /** Takes back the event that stands for a cell's window. */
  void retract(MarketState market, int h, int end, String facet) {
    Book book = markets.book(market);
    book.removeProvisional(facet, h, end);
    long revision = book.next(facet, h);
    markets.bookChanged(market);
    sink.trend(
        new TrendEvent(
            market.market,
            facet,
            grid.horizons().get(h),
            end,
            Status.RETRACTION,
            revision,
            null,
            null,
            List.of(),
            null,
            watermark()));
  }

  /** Sends the event of a cell's window; a null sum is an empty window. */
  void send(MarketState market, int h, int end, String facet, Status status, Pane sum) {
    String currency = currency(market.market);
    Pane held = sum == null ? new Pane() : sum;
    List<SuppressionReason> reasons = judge.reasons(held, currency);
    Figures figures = reasons.isEmpty() ? judge.figures(held, currency) : null;
    Fallback fallback = figures == null ? fallback(market.market, h, end, facet) : null;
    send(market, h, end, facet, status, held, figures, reasons, fallback);
  }

  /** Sends an event that was judged elsewhere. */
  void send(
      MarketState market,
      int h,
      int end,
      String facet,
      Status status,
      Pane held,
      Figures figures,
      List<SuppressionReason> reasons,
      Fallback fallback) {
    long revision = markets.book(market).next(facet, h);
    markets.bookChanged(market);
    sink.trend(
        new TrendEvent(
            market.market,
            facet,
            grid.horizons().get(h),
            end,
            status,
            revision,
            held,
            figures,
            reasons,
            fallback,
            watermark()));
  }

  /** The nearest publishable parent within reach: the whole market first, then larger regions. */
  private Fallback fallback(Market market, int h, int end, String facet) {
    List<Market> candidates = new ArrayList<>();
    candidates.add(market);
    String region = market.region();
    if (region.length() > 2 && !region.equals(Market.WORLD)) {
      candidates.add(new Market(market.role(), region.substring(0, 2), market.basis()));
    }
    if (!region.equals(Market.WORLD)) {
      candidates.add(new Market(market.role(), Market.WORLD, market.basis()));
    }
    for (Market candidate : candidates) {
      MarketState state = markets.find(candidate);
      if (state == null) {
        continue;
      }
      for (String at : facet.equals(Facet.ALL) ? List.of(facet) : List.of(facet, Facet.ALL)) {
        boolean itself = candidate.equals(market) && at.equals(facet);
        Fallback found = itself ? null : headline(state, h, end, at);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private Fallback headline(MarketState parent, int h, int end, String facet) {
    Pane sum = markets.sums(parent, h, end).sum(facet);
    markets.heldSums(parent);
    if (!isPublishable(parent, sum)) {
      return null;
    }
    Figures figures = judge.figures(sum, currency(parent.market));
    return new Fallback(
        parent.market,
        facet,
        end,
        markets.book(parent).revision(facet, h),
        currency(parent.market),
        sum.n(),
        figures.mean().value(),
        figures.p50().value());
  }
}
