package io.salarysignals.domain.demand;

import io.salarysignals.domain.window.Horizon;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The markets of a task, and which of them something is to be done about. Those used last are in
 * memory with their panes; of the others the state has them.
 */
final class DemandMarkets {
  /** Parents before children, like all maps here. */
  final TreeMap<String, DemandHolding> all = new TreeMap<>();

  /** A provisional event stands. */
  final TreeMap<String, DemandHolding> provisional = new TreeMap<>();

  /** Closed days changed, and it was not told yet. */
  final TreeMap<String, DemandHolding> pending = new TreeMap<>();

  /** Something changed since provisional figures were told. */
  final TreeMap<String, DemandHolding> stirred = new TreeMap<>();

  /** Something is to be saved. */
  final Set<DemandHolding> dirty = new HashSet<>();

  /** So many of the markets used longest ago are looked at for one to let go. */
  private static final int LOOKED_AT = 32;

  private final Map<DemandMarket, DemandHolding> holdings = new HashMap<>();
  private final LinkedHashMap<DemandHolding, Integer> used = new LinkedHashMap<>(16, 0.75f, true);
  private final DemandState state;
  private final int horizons;
  private final int maxPanes;
  private final WarmSums warm = new WarmSums();
  private int panesInMemory;

  /**
   * @param maxPanes how many panes may be in memory, beside those that wait to be saved
   */
  DemandMarkets(List<Horizon> horizons, DemandState state, int maxPanes) {
    this.horizons = horizons.size();
    this.state = state;
    this.maxPanes = maxPanes;
  }

  /** A market, or null where nothing is known of it. */
  DemandHolding find(DemandMarket market) {
    DemandHolding held = holdings.get(market);
    return held == null ? null : use(held);
  }

  /** Brings a market into memory; others may leave it. */
  DemandHolding use(DemandHolding held) {
    if (!held.isInMemory()) {
      held.load(state);
    }
    count(held);
    return held;
  }

  private void count(DemandHolding held) {
    int panes = held.panes();
    Integer before = panes > 0 ? used.put(held, panes) : used.remove(held);
    panesInMemory += panes - (before == null ? 0 : before);
  }

  /** A market that is in memory was told of. */
  void told(DemandHolding held) {
    warm.used(held);
  }

  /**
   * Lets markets go that were used longest ago and of which nothing waits to be saved, where too
   * many panes are in memory. To be called while none is in use.
   */
  void makeRoom() {
    if (panesInMemory <= maxPanes) {
      return;
    }
    Iterator<Map.Entry<DemandHolding, Integer>> oldest = used.entrySet().iterator();
    for (int kept = 0; panesInMemory > maxPanes && kept < LOOKED_AT && oldest.hasNext(); ) {
      Map.Entry<DemandHolding, Integer> entry = oldest.next();
      if (dirty.contains(entry.getKey())) {
        kept++;
      } else {
        entry.getKey().unload();
        panesInMemory -= entry.getValue();
        oldest.remove();
      }
    }
  }

  /** How many panes are in memory. */
  long panesInMemory() {
    return panesInMemory;
  }

  /** A market as found in the state, not in memory. */
  DemandHolding stored(DemandMarket market) {
    DemandHolding held = holdings.get(market);
    if (held == null) {
      held = held(market);
      held.unload();
    }
    return held;
  }

  /** A market, made where nothing is known of it; it may have to be {@link #use used}. */
  DemandHolding held(DemandMarket market) {
    DemandHolding held = holdings.get(market);
    if (held == null) {
      held = new DemandHolding(market, horizons);
      holdings.put(market, held);
      all.put(held.order, held);
    }
    return held;
  }

  /** Notes that a market's panes changed. */
  void changed(DemandHolding held, boolean late) {
    dirty.add(held);
    count(held);
    if (!held.stirred) {
      held.stirred = true;
      stirred.put(held.order, held);
    }
    if (late) {
      pending.put(held.order, held);
    }
  }

  /** Takes the days of a market before another together. */
  void fold(DemandHolding held, int before) {
    if (use(held).fold(before)) {
      dirty.add(held);
      count(held);
    }
  }

  /** The first market that something changed in since this was asked, or null. */
  DemandHolding pollStirred() {
    Map.Entry<String, DemandHolding> first = stirred.pollFirstEntry();
    if (first == null) {
      return null;
    }
    first.getValue().stirred = false;
    return first.getValue();
  }

  /** Notes that something was said about a market. */
  void said(DemandHolding held) {
    noteProvisional(held);
    dirty.add(held);
  }

  void noteProvisional(DemandHolding held) {
    if (held.hasProvisionals()) {
      provisional.put(held.order, held);
    } else {
      provisional.remove(held.order);
    }
  }

  void save() {
    for (DemandHolding held : dirty) {
      held.save(state);
      count(held);
    }
    dirty.clear();
    makeRoom();
  }
}
