package io.salarysignals.domain.trend;

import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.pane.Change;
import io.salarysignals.domain.pane.RoleDay;
import io.salarysignals.domain.window.DayCounts;
import io.salarysignals.domain.window.Horizon;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** What the engine holds of one role (or family) on one basis. */
final class RoleState {
  /** The role's market of the world, which stands for the role. */
  final Market role;

  /** Roles are visited in this order. */
  final String order;

  /** How many observations each day has. */
  final DayCounts days = new DayCounts();

  /** Days in memory. */
  final Map<Integer, LiveDay> live = new HashMap<>();

  /** What changed on closed days since it was last told, by day. */
  final NavigableMap<Integer, List<Change>> changes = new TreeMap<>();

  /** The days of them that the store holds something of. */
  final Set<Integer> savedChanges = new HashSet<>(4);

  /** Places and facets that changed since the last provisional event: place * 2^32 + facet. */
  final LongSet touched = new LongSet();

  /** Of {@link NewestSums}: cells by region and number of facet. */
  final Map<String, Map<Integer, NewestSums.Cell>> newest = new HashMap<>(4);

  static final long NEVER = Long.MIN_VALUE;

  /** When its provisional events were told last, on the clock of {@link ProvisionalQueue}. */
  long provisionalAt = NEVER;

  /** Window ends at which a provisional event of some market may stand. */
  final Set<Integer> provisionalEnds = new HashSet<>(4);

  /** The markets in which something was ever seen, by region. */
  final TreeMap<String, MarketState> markets = new TreeMap<>();

  private final BitSet places = new BitSet();

  /** A day in memory: its rows and what of them is not in the store yet. */
  static final class LiveDay {
    /** Null where they were dropped: then what comes in is only appended. */
    RoleDay rows;

    final List<Change> unsaved = new ArrayList<>();

    /** How many pieces of it the store holds, and how many changes were appended to the first. */
    int pieces;

    int appended;
    boolean settled;

    /** The save before which it was used last. */
    long usedAt;

    /** Observations held in memory. */
    int size() {
      return rows == null ? 0 : rows.size();
    }
  }

  RoleState(Market role) {
    this.role = role;
    this.order = role.key();
  }

  MarketState market(String region) {
    MarketState known = markets.get(region);
    if (known == null) {
      known = new MarketState(new Market(role.role(), region, role.basis()), this);
      markets.put(region, known);
    }
    return known;
  }

  /** Notes that something was seen at a place. */
  void seen(int id, RegionPath place) {
    if (!places.get(id)) {
      places.set(id);
      market(Market.WORLD);
      market(place.country());
      if (place.subdivision() != null) {
        market(place.subdivision());
      }
    }
  }

  /** Whether some cell may hold {@code least} observations in the window or the one before. */
  boolean mayHold(long least, Horizon horizon, int end) {
    int previous = end - horizon.step();
    return days.sum(end - horizon.days(), end) >= least
        || days.sum(previous - horizon.days(), previous) >= least;
  }

  /** Whether something entered or left between the previous window and this one. */
  boolean moved(Horizon horizon, int end) {
    int previous = end - horizon.step();
    return days.ceil(previous) < end || days.ceil(previous - horizon.days()) < end - horizon.days();
  }
}
