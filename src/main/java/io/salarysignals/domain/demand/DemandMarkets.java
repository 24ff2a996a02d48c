package io.salarysignals.domain.demand;

import io.salarysignals.domain.window.Horizon;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The markets of a task, and which of them something is to be done about. */
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
  final TreeMap<String, DemandHolding> dirty = new TreeMap<>();

  private final Map<DemandMarket, DemandHolding> holdings = new HashMap<>();
  private final int horizons;

  DemandMarkets(List<Horizon> horizons) {
    this.horizons = horizons.size();
  }

  /** A market, or null where nothing is known of it. */
  DemandHolding find(DemandMarket market) {
    return holdings.get(market);
  }

  /** A market, made where nothing is known of it. */
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
    dirty.put(held.order, held);
    stirred.put(held.order, held);
    if (late) {
      pending.put(held.order, held);
    }
  }

  /** Notes that something was said about a market. */
  void said(DemandHolding held) {
    noteProvisional(held);
    dirty.put(held.order, held);
  }

  void noteProvisional(DemandHolding held) {
    if (held.hasProvisionals()) {
      provisional.put(held.order, held);
    } else {
      provisional.remove(held.order);
    }
  }

  void save(DemandState state) {
    dirty.values().forEach(held -> held.save(state));
    dirty.clear();
  }
}
