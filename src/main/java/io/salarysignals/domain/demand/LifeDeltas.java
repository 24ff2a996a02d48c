package io.salarysignals.domain.demand;

/**
 * What one change adds to the panes of a role or family, by region, day and facet. To be used again
 * for the next change once everything was taken.
 */
final class LifeDeltas implements LifePanes.Panes {
  private static final int LEAST = 16;

  private String[] regions = new String[LEAST];
  private int[] days = new int[LEAST];
  private DemandDay[] deltas = new DemandDay[LEAST];
  private int size;
  private int last = -1;

  /** Takes what is added to a region on a day; some panes may be empty. */
  interface Taker {
    void take(String region, int day, DemandDay changes);
  }

  @Override
  public DemandPane at(String region, String facet, int day) {
    // Facets of a region and day come one after the other.
    if (last < 0 || day != days[last] || !region.equals(regions[last])) {
      last = find(region, day);
    }
    return deltas[last].own(facet);
  }

  private int find(String region, int day) {
    int slot = slot(region, day);
    if (regions[slot] != null) {
      return slot;
    }
    if (2 * size >= regions.length) {
      grow();
      slot = slot(region, day);
    }
    regions[slot] = region;
    days[slot] = day;
    deltas[slot] = new DemandDay();
    size++;
    return slot;
  }

  private int slot(String region, int day) {
    int hash = (region.hashCode() * 31 + day) * 0x9E3779B9;
    int slot = (hash ^ hash >>> 16) & regions.length - 1;
    while (regions[slot] != null && (days[slot] != day || !regions[slot].equals(region))) {
      slot = slot + 1 & regions.length - 1;
    }
    return slot;
  }

  private void grow() {
    String[] knownRegions = regions;
    int[] knownDays = days;
    DemandDay[] known = deltas;
    regions = new String[2 * known.length];
    days = new int[regions.length];
    deltas = new DemandDay[regions.length];
    for (int i = 0; i < known.length; i++) {
      if (known[i] != null) {
        int slot = slot(knownRegions[i], knownDays[i]);
        regions[slot] = knownRegions[i];
        days[slot] = knownDays[i];
        deltas[slot] = known[i];
      }
    }
  }

  /** Hands over everything, in no order. */
  void take(Taker taker) {
    for (int i = 0; i < regions.length; i++) {
      if (regions[i] != null) {
        taker.take(regions[i], days[i], deltas[i]);
        regions[i] = null;
        deltas[i] = null;
      }
    }
    size = 0;
    last = -1;
  }
}
