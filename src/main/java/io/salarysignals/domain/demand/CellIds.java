package io.salarysignals.domain.demand;

import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.market.RegionPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Small numbers for the regions and facets that one task has seen, so that postings of a group are
 * compared by numbers. They depend on the order of arrival and never leave the task; about 150
 * bytes each, for as long as the task lives: facets are bounded by the vocabulary of the input.
 */
final class CellIds {
  private static final int ALL = 0;
  private static final int WORLD = 0;

  private final Map<String, Integer> regionIds = new HashMap<>();
  private final List<String> regions = new ArrayList<>();
  private final Map<String, Integer> skillIds = new HashMap<>();
  private final List<String> facets = new ArrayList<>();
  private final int[] levelIds = new int[Level.values().length];

  CellIds() {
    region(Market.WORLD);
    facets.add(Facet.ALL);
    for (Level level : Level.values()) {
      levelIds[level.ordinal()] = facets.size();
      facets.add(Facet.level(level));
    }
  }

  private int region(String region) {
    Integer known = regionIds.get(region);
    if (known != null) {
      return known;
    }
    regionIds.put(region, regions.size());
    regions.add(region);
    return regions.size() - 1;
  }

  private int skill(String skill) {
    Integer known = skillIds.get(skill);
    if (known != null) {
      return known;
    }
    skillIds.put(skill, facets.size());
    facets.add(Facet.skill(skill));
    return facets.size() - 1;
  }

  String region(int id) {
    return regions.get(id);
  }

  String facet(int id) {
    return facets.get(id);
  }

  /** How many regions there are; numbers are below. */
  int regions() {
    return regions.size();
  }

  /** How many facets there are; numbers are below. */
  int facets() {
    return facets.size();
  }

  /** The number of a place: that of the smallest region it is in. */
  int place(RegionPath place) {
    return region(place.mostSpecific());
  }

  /** The regions that a posting counts in, each once. */
  int[] regionsOf(PostingAttributes attributes) {
    int[] ids = new int[2 * attributes.places().size() + 1];
    int size = 0;
    for (RegionPath place : attributes.places()) {
      if (place.subdivision() != null) {
        size = addOnce(ids, size, region(place.subdivision()));
      }
      size = addOnce(ids, size, region(place.country()));
    }
    ids[size++] = WORLD;
    return size == ids.length ? ids : Arrays.copyOf(ids, size);
  }

  private static int addOnce(int[] ids, int size, int id) {
    for (int i = 0; i < size; i++) {
      if (ids[i] == id) {
        return size;
      }
    }
    ids[size] = id;
    return size + 1;
  }

  /** The facets that a posting counts in. */
  int[] facetsOf(PostingAttributes attributes) {
    boolean level = attributes.level() != null;
    int[] ids = new int[attributes.skills().size() + (level ? 2 : 1)];
    int size = 0;
    ids[size++] = ALL;
    if (level) {
      ids[size++] = levelIds[attributes.level().ordinal()];
    }
    for (String skill : attributes.skills()) {
      ids[size++] = skill(skill);
    }
    return ids;
  }
}
