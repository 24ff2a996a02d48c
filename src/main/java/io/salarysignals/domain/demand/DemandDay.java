package io.salarysignals.domain.demand;

import java.util.HashMap;
import java.util.Map;

/** All demand panes of one market on one day, by facet. Empty panes are not kept. */
public final class DemandDay {
  private final Map<String, DemandPane> panes = new HashMap<>();

  /** The pane of a facet, or null. */
  public DemandPane pane(String facet) {
    return panes.get(facet);
  }

  /** The panes by facet, in no order. A view: do not change. */
  public Map<String, DemandPane> panes() {
    return panes;
  }

  /** Puts a pane that was stored; it must not be empty. */
  public void put(String facet, DemandPane pane) {
    panes.put(facet, pane);
  }

  public boolean isEmpty() {
    return panes.isEmpty();
  }

  DemandPane orNew(String facet) {
    DemandPane pane = panes.get(facet);
    if (pane == null) {
      pane = new DemandPane();
      panes.put(facet, pane);
    }
    return pane;
  }

  void dropEmpty(String facet) {
    DemandPane pane = panes.get(facet);
    if (pane != null && pane.isEmpty()) {
      panes.remove(facet);
    }
  }
}
