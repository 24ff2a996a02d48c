package io.salarysignals.domain.trend;

import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.MarketDay;
import io.salarysignals.domain.window.DayCounts;
import io.salarysignals.domain.window.WindowSums;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** What the engine holds of one market between two events; all of it but days can be dropped. */
final class MarketState {
  final Market market;

  /** Sorts parents before children: the world, then countries, then sub-divisions. */
  final String order;

  /** How many observations each day has. */
  final DayCounts days = new DayCounts();

  /** Live panes by day: changed since the last save, or kept for the next change. */
  final Map<Integer, LiveDay> live = new HashMap<>(4);

  /** Closed days that changed, as they were when last told. */
  final NavigableMap<Integer, MarketDay> preImages = new TreeMap<>();

  /** The days of them that the store holds. */
  final Set<Integer> savedPreImages = new HashSet<>(4);

  /** Facets that changed since the last provisional event. */
  final Set<String> touched = new HashSet<>(4);

  /** Whether something was ever told; false saves a look into the store. */
  boolean hasBook;

  /** Window ends at which a provisional event may stand. */
  final Set<Integer> provisionalEnds = new HashSet<>(4);

  Book book;
  boolean bookDirty;

  /** Sums per horizon, or null where they are not held. */
  WindowSums[] sums;

  /** Changes to days that the sums already cover, not yet applied to them. */
  final List<Change> unsummed = new ArrayList<>(0);

  /** A contribution added (1) or retracted (-1). */
  record Change(int sign, Contribution contribution) {}

  /** Panes of a day in their mutable form. */
  static final class LiveDay {
    final MarketDay panes;
    boolean dirty;

    LiveDay(MarketDay panes) {
      this.panes = panes;
    }
  }

  MarketState(Market market) {
    this.market = market;
    String region = market.region();
    char rank = region.equals(Market.WORLD) ? '0' : region.length() == 2 ? '1' : '2';
    this.order = rank + market.key();
  }

  /** What the order of a role's countries begins with, and of no other market. */
  static String countriesOf(String role) {
    return "1" + role + '|';
  }

  boolean sumsCover(int day) {
    if (sums != null) {
      for (WindowSums sum : sums) {
        if (sum != null && sum.covers(day)) {
          return true;
        }
      }
    }
    return false;
  }
}
