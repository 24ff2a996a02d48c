package io.salarysignals.domain.demand;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * All demand panes of one market on one day, by facet: a small table without an object for each
 * entry. Empty panes are not kept. Facets that hold the same may have one pane together.
 */
public final class DemandDay {
  private static final int LEAST = 8;

  private String[] facets = new String[LEAST];
  private DemandPane[] panes = new DemandPane[LEAST];
  private int size;

  /** Where a facet is, or may be put. */
  private int slot(String facet) {
    int mask = facets.length - 1;
    int slot = home(facet);
    while (facets[slot] != null && !facets[slot].equals(facet)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private int home(String facet) {
    int hash = facet.hashCode();
    return (hash ^ hash >>> 15) & facets.length - 1;
  }

  /** The pane of a facet, or null. Not to be changed: another facet may have the same. */
  public DemandPane pane(String facet) {
    return panes[slot(facet)];
  }

  /** How many panes there are. */
  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** Visits the panes, in no order; the day must not change meanwhile. */
  public void forEach(BiConsumer<String, DemandPane> visitor) {
    for (int i = 0; i < facets.length; i++) {
      if (facets[i] != null) {
        visitor.accept(facets[i], panes[i]);
      }
    }
  }

  /** The facets that have a pane, in no order. */
  List<String> facets() {
    List<String> all = new ArrayList<>(size);
    forEach((facet, pane) -> all.add(facet));
    return all;
  }

  /** Puts a pane, in place of the one that was there; it must not be empty. */
  public void put(String facet, DemandPane pane) {
    int slot = slot(facet);
    if (facets[slot] == null) {
      if (4 * (size + 1) > 3 * facets.length) {
        grow();
        slot = slot(facet);
      }
      facets[slot] = facet;
      size++;
    }
    panes[slot] = pane;
  }

  private void grow() {
    String[] known = facets;
    DemandPane[] held = panes;
    facets = new String[2 * known.length];
    panes = new DemandPane[facets.length];
    for (int i = 0; i < known.length; i++) {
      if (known[i] != null) {
        int slot = slot(known[i]);
        facets[slot] = known[i];
        panes[slot] = held[i];
      }
    }
  }

  /** The pane of a facet to be changed: a new one where there is none, and no other facet's. */
  DemandPane own(String facet) {
    int slot = slot(facet);
    DemandPane pane = panes[slot];
    if (pane == null) {
      pane = new DemandPane();
      put(facet, pane);
    } else if (pane.isShared()) {
      pane = pane.copy();
      panes[slot] = pane;
    }
    return pane;
  }

  /** Adds what another day holds; what comes to nothing is dropped. */
  void addAll(DemandDay other) {
    other.forEach(
        (facet, pane) -> {
          own(facet).addAll(pane);
          dropEmpty(facet);
        });
  }

  /** Removes the pane of a facet where it is empty. */
  void dropEmpty(String facet) {
    int slot = slot(facet);
    if (facets[slot] != null && panes[slot].isEmpty()) {
      remove(slot);
    }
  }

  /** Moves up what was put behind an entry for want of room. */
  private void remove(int slot) {
    int mask = facets.length - 1;
    int free = slot;
    for (int at = slot + 1 & mask; facets[at] != null; at = at + 1 & mask) {
      if ((at - home(facets[at]) & mask) >= (at - free & mask)) {
        facets[free] = facets[at];
        panes[free] = panes[at];
        free = at;
      }
    }
    facets[free] = null;
    panes[free] = null;
    size--;
  }

  /** Drops empty panes, and lets facets that hold the same have one pane. */
  void settle() {
    String[] known = facets;
    DemandPane[] held = panes;
    int left = 0;
    DemandPane last = null;
    for (int i = 0; i < held.length; i++) {
      if (held[i] == null || held[i].isEmpty()) {
        held[i] = null;
        continue;
      }
      left++;
      if (last != null && last.hasSameContent(held[i])) {
        last.share();
        held[i] = last;
      }
      last = held[i];
    }
    if (left == size) {
      return;
    }
    size = 0;
    facets = new String[LEAST];
    panes = new DemandPane[LEAST];
    for (int i = 0; i < known.length; i++) {
      if (held[i] != null) {
        put(known[i], held[i]);
      }
    }
  }
}
