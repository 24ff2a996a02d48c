package io.salarysignals.domain.pane;

import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.RegionPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Small numbers for the facets and places that one task has seen, so that columns hold numbers. The
 * numbers depend on the order of arrival and never leave the task. About 100 bytes a name, for as
 * long as the task lives: places are bounded by ISO 3166, facets by the vocabulary of the input.
 */
public final class Names {
  /** The facet {@code all}. */
  public static final int ALL = 0;

  private final Map<String, Integer> facetIds = new HashMap<>();
  private final List<String> facets = new ArrayList<>();
  private final Map<RegionPath, Integer> placeIds = new HashMap<>();
  private final List<RegionPath> places = new ArrayList<>();
  private final List<String> currencies = new ArrayList<>();
  private int[] ranks = {};
  private int[] counts = new int[64];

  public Names() {
    facet(Facet.ALL);
  }

  public int facet(String name) {
    Integer known = facetIds.get(name);
    if (known != null) {
      return known;
    }
    int id = facets.size();
    facetIds.put(name, id);
    facets.add(name);
    if (id == counts.length) {
      counts = new int[id * 2];
    }
    return id;
  }

  /** The numbers of some facets. */
  public int[] facets(List<String> of) {
    int[] ids = new int[of.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = facet(of.get(i));
    }
    return ids;
  }

  public String facet(int id) {
    return facets.get(id);
  }

  /** The number of a facet, or -1 where it was never seen. */
  public int findFacet(String name) {
    Integer known = facetIds.get(name);
    return known == null ? -1 : known;
  }

  /** The number of a place, whose country pays in {@code currency}. */
  public int place(RegionPath place, String currency) {
    Integer known = placeIds.get(place);
    if (known != null) {
      return known;
    }
    int id = places.size();
    placeIds.put(place, id);
    places.add(place);
    currencies.add(currency);
    return id;
  }

  public RegionPath place(int id) {
    return places.get(id);
  }

  public String currency(int place) {
    return currencies.get(place);
  }

  /** How many places there are. */
  public int places() {
    return places.size();
  }

  /** Sort keys of places: by country, the country itself before its sub-divisions. */
  public int[] ranks() {
    if (ranks.length != places.size()) {
      Integer[] order = new Integer[places.size()];
      Arrays.setAll(order, i -> i);
      Arrays.sort(
          order,
          Comparator.comparing((Integer i) -> places.get(i).country())
              .thenComparing(i -> places.get(i).mostSpecific()));
      ranks = new int[order.length];
      for (int i = 0; i < order.length; i++) {
        ranks[order[i]] = i;
      }
    }
    return ranks;
  }

  /** A count for every facet, all zero; whoever uses it leaves it so. */
  int[] zeroCounts() {
    return counts;
  }
}
