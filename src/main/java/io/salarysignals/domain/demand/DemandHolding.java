package io.salarysignals.domain.demand;

import io.salarysignals.domain.market.Market;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is held of a market: its panes by day and by cell, what changed late, what was said. */
final class DemandHolding {
  final DemandMarket market;
  final String order;
  final TreeMap<Integer, DemandDay> days = new TreeMap<>();
  final Map<String, TreeMap<Integer, DemandPane>> cells = new HashMap<>();
  final TreeMap<Integer, DemandDay> late = new TreeMap<>();
  final TreeMap<String, DemandLine> lines = new TreeMap<>();
  final Set<Integer> dirtyDays = new TreeSet<>();
  final Set<Integer> dirtyLate = new TreeSet<>();
  final Set<String> dirtyLines = new TreeSet<>();
  private final int horizons;
  private DemandView view;

  DemandHolding(DemandMarket market, int horizons) {
    this.market = market;
    this.order = order(market);
    this.horizons = horizons;
  }

  /** Sorts parents before children. */
  private static String order(DemandMarket market) {
    String region = market.region();
    return (region.equals(Market.WORLD) ? '0' : region.length() == 2 ? '1' : '2') + market.key();
  }

  /** Takes over a day from the state. */
  void put(int day, DemandDay panes) {
    days.put(day, panes);
    panes.panes().forEach((facet, pane) -> cell(facet).put(day, pane));
  }

  private TreeMap<Integer, DemandPane> cell(String facet) {
    return cells.computeIfAbsent(facet, f -> new TreeMap<>());
  }

  /** Adds to a pane. */
  void add(String facet, int day, DemandPane delta, boolean isLate) {
    DemandDay panes = days.computeIfAbsent(day, d -> new DemandDay());
    DemandPane pane = panes.orNew(facet);
    pane.addAll(delta);
    if (pane.isEmpty()) {
      panes.dropEmpty(facet);
      TreeMap<Integer, DemandPane> cell = cells.get(facet);
      if (cell != null) {
        cell.remove(day);
        if (cell.isEmpty()) {
          cells.remove(facet);
        }
      }
    } else {
      cell(facet).put(day, pane);
    }
    dirtyDays.add(day);
    view = null;
    if (isLate) {
      DemandDay changes = late.computeIfAbsent(day, d -> new DemandDay());
      changes.orNew(facet).addAll(delta);
      changes.dropEmpty(facet);
      if (changes.isEmpty()) {
        late.remove(day);
      }
      dirtyLate.add(day);
    }
  }

  /** The market as it is; dropped with {@link #forgetView}, because its sums take room. */
  DemandView view() {
    if (view == null) {
      view = new DemandView(cells);
    }
    return view;
  }

  /** The market as it was before the late changes. */
  DemandView told() {
    return new DemandView(view(), cells, late);
  }

  void forgetView() {
    view = null;
  }

  /** The facets in which something entered or left on the days [from, to). */
  void moved(int from, int to, Set<String> facets) {
    if (from < to) {
      days.subMap(from, to).values().forEach(day -> facets.addAll(day.panes().keySet()));
    }
  }

  void clearLate() {
    dirtyLate.addAll(late.keySet());
    late.clear();
  }

  DemandLine line(String facet) {
    dirtyLines.add(facet);
    return lines.computeIfAbsent(facet, f -> new DemandLine(horizons));
  }

  /** Hands what changed to the state. */
  void save(DemandState state) {
    for (int day : dirtyDays) {
      DemandDay panes = days.get(day);
      state.saveDay(market, day, panes);
      if (panes.isEmpty()) {
        days.remove(day);
      }
    }
    dirtyDays.clear();
    for (int day : dirtyLate) {
      state.saveLate(market, day, late.getOrDefault(day, new DemandDay()));
    }
    dirtyLate.clear();
    for (String facet : dirtyLines) {
      state.saveLine(market, facet, lines.get(facet));
    }
    dirtyLines.clear();
  }
}
