package io.salarysignals.domain.pane;

import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Market;
import java.util.HashMap;
import java.util.Map;

/** All panes of one market on one day, by facet, kept the obvious way: what tests compare with. */
public final class MarketDay {
  private final Map<String, Pane> panes;

  public MarketDay() {
    this(new HashMap<>());
  }

  /** A market day of these panes, which it then owns. */
  public MarketDay(Map<String, Pane> panes) {
    this.panes = panes;
  }

  /**
   * Adds (1) or retracts (-1) a contribution to every facet it belongs to.
   *
   * @param region the market's region: the contribution's sub-division or country, or WORLD
   */
  public void add(int sign, Contribution c, String region) {
    add(panes, sign, c, region);
  }

  /** As {@link #add(int, Contribution, String)}, on panes by facet wherever they are. */
  public static void add(Map<String, Pane> panes, int sign, Contribution c, String region) {
    boolean world = region.equals(Market.WORLD);
    boolean country = region.equals(c.place().country());
    Pay pay = world ? c.usd() : c.local();
    Pay inUsd = country && !"USD".equals(c.currency()) ? c.usd() : null;
    add(panes, sign, c, pay, inUsd, Facet.ALL);
    for (String facet : c.facets()) {
      add(panes, sign, c, pay, inUsd, facet);
    }
  }

  private static void add(
      Map<String, Pane> panes, int sign, Contribution c, Pay pay, Pay inUsd, String facet) {
    Pane pane = panes.get(facet);
    if (pane == null) {
      pane = new Pane();
      panes.put(facet, pane);
    }
    pane.add(sign, c, pay, inUsd);
    if (pane.n() <= 0) {
      if (pane.isNegative()) {
        throw new IllegalStateException("retracted more than was added in facet " + facet);
      }
      if (pane.isEmpty()) {
        panes.remove(facet);
      }
    }
  }

  public MarketDay copy() {
    Map<String, Pane> copies = new HashMap<>(panes.size() * 2);
    panes.forEach((facet, pane) -> copies.put(facet, pane.copy()));
    return new MarketDay(copies);
  }

  /** The panes by facet. A view: do not change. */
  public Map<String, Pane> panes() {
    return panes;
  }

  public Pane pane(String facet) {
    return panes.get(facet);
  }

  public boolean isEmpty() {
    return panes.isEmpty();
  }

  /** Observations in the market on this day. */
  public long n() {
    Pane all = panes.get(Facet.ALL);
    return all == null ? 0 : all.n();
  }
}
