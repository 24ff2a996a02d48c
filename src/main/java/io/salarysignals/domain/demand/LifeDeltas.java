package io.salarysignals.domain.demand;

import java.util.HashMap;
import java.util.Map;

/** What one change adds to the panes of a role or family, by region, day and facet. */
final class LifeDeltas implements LifePanes.Panes {
  private final Map<String, Map<Integer, Map<String, DemandPane>>> regions = new HashMap<>();
  private Map<String, DemandPane> last;
  private String lastRegion;
  private int lastDay;

  @Override
  public DemandPane at(String region, String facet, int day) {
    // Facets of a region and day come one after the other.
    if (last == null || day != lastDay || !region.equals(lastRegion)) {
      last =
          regions
              .computeIfAbsent(region, r -> new HashMap<>(4))
              .computeIfAbsent(day, d -> new HashMap<>());
      lastRegion = region;
      lastDay = day;
    }
    DemandPane pane = last.get(facet);
    if (pane == null) {
      pane = new DemandPane();
      last.put(facet, pane);
    }
    return pane;
  }

  /** By region, then by epoch day, then by facet; some panes may be empty. */
  Map<String, Map<Integer, Map<String, DemandPane>>> regions() {
    return regions;
  }
}
