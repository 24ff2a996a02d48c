package io.salarysignals.domain.trend;

import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.MarketDay;
import io.salarysignals.domain.trend.MarketState.Change;
import io.salarysignals.domain.trend.MarketState.LiveDay;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.domain.window.Horizon;
import io.salarysignals.domain.window.MarketDays;
import io.salarysignals.domain.window.WindowSums;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The markets of one task: live panes in front of the store, written once per save, and window sums
 * as a cache that can be dropped at any time.
 */
final class Markets {
  private final Grid grid;
  private final TrendState state;
  private final int maxSums;
  private final int maxLiveDays;
  private final Map<Market, MarketState> byMarket = new HashMap<>();
  private final ArrayList<MarketState> inOrder = new ArrayList<>();
  private boolean sorted = true;
  private final Set<MarketState> dirtyDays = new LinkedHashSet<>();
  private final Set<MarketState> dirtyBooks = new LinkedHashSet<>();
  private final Set<MarketState> unsavedPreImages = new LinkedHashSet<>();
  private final LinkedHashMap<MarketState, Integer> heldSums = new LinkedHashMap<>(64, 0.75f, true);
  private int sumsHeld;
  private int liveDays;

  Markets(Grid grid, TrendState state, int maxSums, int maxLiveDays) {
    this.grid = grid;
    this.state = state;
    this.maxSums = maxSums;
    this.maxLiveDays = maxLiveDays;
    state.forEachDay((market, day, n) -> of(market).days.set(day, n));
    state.forEachBook(
        (market, book) -> {
          MarketState known = of(market);
          known.hasBook = true;
          book.forEachProvisional(known.provisionalEnds::add);
        });
  }

  MarketState of(Market market) {
    MarketState known = byMarket.get(market);
    if (known == null) {
      known = new MarketState(market);
      byMarket.put(market, known);
      inOrder.add(known);
      sorted = false;
    }
    return known;
  }

  /** The market, or null where nothing was ever seen of it. */
  MarketState find(Market market) {
    return byMarket.get(market);
  }

  /** All markets, parents first. */
  List<MarketState> inOrder() {
    if (!sorted) {
      inOrder.sort(Comparator.comparing(market -> market.order));
      sorted = true;
    }
    return inOrder;
  }

  int sumsHeld() {
    return sumsHeld;
  }

  int size() {
    return byMarket.size();
  }

  /** Adds (1) or retracts (-1) a contribution; {@code closed}: the day has been told already. */
  void add(MarketState market, int sign, Contribution c, boolean closed) {
    int day = c.day();
    LiveDay live = live(market, day);
    if (closed && !market.preImages.containsKey(day)) {
      MarketDay before = live.panes.copy();
      market.preImages.put(day, before);
      unsavedPreImages.add(market);
    }
    live.panes.add(sign, c, market.market.region());
    if (!live.dirty) {
      live.dirty = true;
      dirtyDays.add(market);
    }
    market.days.set(day, Math.toIntExact(live.panes.n()));
    if (market.sumsCover(day)) {
      market.unsummed.add(new Change(sign, c));
    }
  }

  private LiveDay live(MarketState market, int day) {
    LiveDay live = market.live.get(day);
    if (live == null) {
      MarketDay stored = market.days.contains(day) ? state.loadDay(market.market, day) : null;
      live = new LiveDay(stored == null ? new MarketDay() : stored);
      market.live.put(day, live);
      liveDays++;
    }
    return live;
  }

  /** The days of a market as they are now. */
  MarketDays days(MarketState market) {
    return new MarketDays() {
      @Override
      public int ceil(int day) {
        return market.days.ceil(day);
      }

      @Override
      public MarketDay day(int day) {
        LiveDay live = market.live.get(day);
        if (live != null) {
          return live.panes;
        }
        return market.days.contains(day) ? state.loadDay(market.market, day) : null;
      }
    };
  }

  /** The market's sums over the window of a horizon that ends at {@code end}. */
  WindowSums sums(MarketState market, int horizon, int end) {
    if (market.sums == null) {
      market.sums = new WindowSums[grid.horizons().size()];
    }
    catchUp(market);
    WindowSums sums = market.sums[horizon];
    if (sums == null) {
      sums = new WindowSums();
      market.sums[horizon] = sums;
    }
    Horizon h = grid.horizons().get(horizon);
    sums.moveTo(end - h.days(), end, days(market));
    return sums;
  }

  private void catchUp(MarketState market) {
    if (!market.unsummed.isEmpty()) {
      for (Change change : market.unsummed) {
        for (WindowSums sums : market.sums) {
          if (sums != null && sums.covers(change.contribution().day())) {
            sums.add(change.sign(), change.contribution(), market.market.region());
          }
        }
      }
      market.unsummed.clear();
    }
  }

  /** Counts the market's sums as used last and drops those unused longest where memory is short. */
  void heldSums(MarketState market) {
    int size = 8 + market.unsummed.size();
    for (WindowSums sums : market.sums) {
      size += sums == null ? 0 : sums.size();
    }
    Integer before = heldSums.put(market, size);
    sumsHeld += size - (before == null ? 0 : before);
    Iterator<Map.Entry<MarketState, Integer>> eldest = heldSums.entrySet().iterator();
    while (sumsHeld > maxSums && eldest.hasNext()) {
      Map.Entry<MarketState, Integer> entry = eldest.next();
      sumsHeld -= entry.getValue();
      dropSums(entry.getKey());
      eldest.remove();
    }
  }

  private static void dropSums(MarketState market) {
    market.sums = null;
    market.unsummed.clear();
  }

  Book book(MarketState market) {
    if (market.book == null) {
      Book stored = market.hasBook ? state.loadBook(market.market) : null;
      market.book = stored == null ? new Book(grid.horizons().size()) : stored;
    }
    return market.book;
  }

  void bookChanged(MarketState market) {
    market.hasBook = true;
    if (!market.bookDirty) {
      market.bookDirty = true;
      dirtyBooks.add(market);
    }
  }

  void dropPreImages(MarketState market) {
    for (int day : market.savedPreImages) {
      state.deletePreImage(market.market, day);
    }
    market.savedPreImages.clear();
    market.preImages.clear();
    unsavedPreImages.remove(market);
  }

  /** Writes what changed since the last save. */
  void save() {
    for (MarketState market : dirtyDays) {
      for (Map.Entry<Integer, LiveDay> entry : market.live.entrySet()) {
        if (entry.getValue().dirty) {
          state.saveDay(market.market, entry.getKey(), entry.getValue().panes);
          entry.getValue().dirty = false;
        }
      }
    }
    dirtyDays.clear();
    // Most are told before the next commit and never reach the store.
    for (MarketState market : unsavedPreImages) {
      for (Map.Entry<Integer, MarketDay> entry : market.preImages.entrySet()) {
        if (market.savedPreImages.add(entry.getKey())) {
          state.savePreImage(market.market, entry.getKey(), entry.getValue());
        }
      }
    }
    unsavedPreImages.clear();
    for (MarketState market : dirtyBooks) {
      state.saveBook(market.market, market.book);
      market.bookDirty = false;
    }
    dirtyBooks.clear();
    if (liveDays > maxLiveDays) {
      dropLive();
    }
  }

  /** Drops the live days, all of them saved by now: older ones first, then if need be the rest. */
  private void dropLive() {
    int newest = Integer.MIN_VALUE;
    for (MarketState market : inOrder) {
      for (int day : market.live.keySet()) {
        newest = Math.max(newest, day);
      }
    }
    for (int keep : new int[] {newest - 1, Integer.MAX_VALUE}) {
      if (liveDays > maxLiveDays / 2) {
        liveDays = 0;
        for (MarketState market : inOrder) {
          market.live.keySet().removeIf(day -> day < keep);
          liveDays += market.live.size();
          if (market.sums == null) {
            market.book = null;
          }
        }
      }
    }
  }

  /**
   * Forgets the days before {@code first}, telling each cell's day as gone; a market without days
   * goes as a whole.
   */
  void expire(int first, TrendSink sink) {
    for (Iterator<MarketState> it = inOrder.iterator(); it.hasNext(); ) {
      MarketState market = it.next();
      for (int day = market.days.ceil(Integer.MIN_VALUE + 64);
          day < first;
          day = market.days.ceil(day + 1)) {
        for (String facet : days(market).day(day).panes().keySet()) {
          sink.pane(market.market, facet, day, null);
        }
        state.saveDay(market.market, day, new MarketDay());
        market.days.set(day, 0);
        if (market.live.remove(day) != null) {
          liveDays--;
        }
        market.preImages.remove(day);
        if (market.savedPreImages.remove(day)) {
          state.deletePreImage(market.market, day);
        }
      }
      market.live.values().removeIf(live -> !live.dirty && live.panes.isEmpty() && --liveDays >= 0);
      if (market.days.isEmpty() && market.live.isEmpty() && market.preImages.isEmpty()) {
        state.deleteBook(market.market);
        dirtyBooks.remove(market);
        Integer held = heldSums.remove(market);
        sumsHeld -= held == null ? 0 : held;
        byMarket.remove(market.market);
        it.remove();
      }
    }
  }
}
