package io.salarysignals.domain.trend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The books of all markets of a task, in front of the store and written once per save. Those used
 * last stay in memory, up to a number of lines at about 170 bytes each.
 */
final class Books {
  private final TrendState state;
  private final int horizons;
  private final int maxLines;
  private final Set<MarketState> held = new LinkedHashSet<>();
  private final Set<MarketState> dirty = new LinkedHashSet<>();

  /** How often was saved: the clock of what was used last. */
  private long saves;

  /**
   * @param maxLines lines held in memory from which on books are dropped
   */
  Books(TrendState state, int horizons, int maxLines) {
    this.state = state;
    this.horizons = horizons;
    this.maxLines = maxLines;
  }

  /** The book of a market; who changes it says so before the next save. */
  Book of(MarketState market) {
    if (market.book == null) {
      Book stored = market.hasBook ? state.loadBook(market.market) : null;
      market.book = stored == null ? new Book(horizons) : stored;
      held.add(market);
    }
    market.bookUsedAt = saves;
    return market.book;
  }

  /** Notes that a market's book was changed. */
  void changed(MarketState market) {
    market.hasBook = true;
    if (!market.bookDirty) {
      market.bookDirty = true;
      dirty.add(market);
    }
  }

  /** Removes a market's book from memory and the store. */
  void remove(MarketState market) {
    state.deleteBook(market.market);
    dirty.remove(market);
    held.remove(market);
  }

  /** How many lines are held in memory. */
  long linesHeld() {
    long lines = 0;
    for (MarketState market : held) {
      lines += market.book.lines().size();
    }
    return lines;
  }

  /** Writes what changed since the last save, and drops what has no room. */
  void save() {
    for (MarketState market : dirty) {
      state.saveBook(market.market, market.book);
      market.bookDirty = false;
    }
    dirty.clear();
    saves++;
    if (linesHeld() > maxLines) {
      drop();
    }
  }

  /** Drops the books that were not used for longest until half of the room is free. */
  private void drop() {
    List<MarketState> lastFirst = new ArrayList<>(held);
    lastFirst.sort(Comparator.comparingLong(market -> -market.bookUsedAt));
    long lines = 0;
    for (MarketState market : lastFirst) {
      lines += market.book.lines().size();
      if (lines > maxLines / 2) {
        market.book = null;
        held.remove(market);
      }
    }
  }
}
