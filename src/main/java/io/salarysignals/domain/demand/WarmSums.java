package io.salarysignals.domain.demand;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the running sums of the markets used last, because they take room. */
final class WarmSums {
  private static final int MOST_PANES = 300_000;

  private final LinkedHashMap<DemandHolding, Integer> panes = new LinkedHashMap<>(16, 0.75f, true);
  private int total;

  /** Running sums of a market were used. */
  void used(DemandHolding market) {
    Integer before = panes.put(market, market.panes());
    total += market.panes() - (before == null ? 0 : before);
    Iterator<Map.Entry<DemandHolding, Integer>> oldest = panes.entrySet().iterator();
    while (total > MOST_PANES && panes.size() > 1) {
      Map.Entry<DemandHolding, Integer> entry = oldest.next();
      entry.getKey().forgetSums();
      total -= entry.getValue();
      oldest.remove();
    }
  }
}
