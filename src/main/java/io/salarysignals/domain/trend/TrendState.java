package io.salarysignals.domain.trend;

import io.salarysignals.domain.gate.protect.Release;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.MarketDay;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.BiConsumer;

/**
 * Where the engine keeps what must survive. Everything saved between two commits becomes durable
 * together with the events sent in that time, or not at all.
 */
public interface TrendState {
  /** The panes of a market day, or null. The caller owns the result. */
  MarketDay loadDay(Market market, int day);

  /** Saves the panes of a market day; an empty one is deleted. */
  void saveDay(Market market, int day, MarketDay panes);

  /** The book of a market, or null. */
  Book loadBook(Market market);

  void saveBook(Market market, Book book);

  void deleteBook(Market market);

  /** Days that changed after they were closed, as they were when last told, by market and day. */
  Map<Market, NavigableMap<Integer, MarketDay>> loadPreImages();

  void savePreImage(Market market, int day, MarketDay before);

  void deletePreImage(Market market, int day);

  /** Saves a role's windows with protected pay, under the market of the world; empty: deletes. */
  void saveProtectedBook(Market role, ProtectedBook book);

  /** Calls {@code visitor} for every role that has windows with protected pay. */
  void forEachProtectedBook(BiConsumer<Market, ProtectedBook> visitor);

  /** A role's releases of protected pay, oldest first; empty where there are none. */
  List<Release> loadReleases(Market role);

  /** Saves a role's releases of protected pay; an empty list is deleted. */
  void saveReleases(Market role, List<Release> releases);

  /** Calls {@code visitor} for every market day there is, with its number of observations. */
  void forEachDay(DayVisitor visitor);

  /** Calls {@code visitor} for every market that has a book. */
  void forEachBook(BiConsumer<Market, Book> visitor);

  Cursor loadCursor();

  void saveCursor(Cursor cursor);

  /** Visits the market days in the store. */
  interface DayVisitor {
    void visit(Market market, int day, int n);
  }
}
