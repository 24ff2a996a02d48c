package io.salarysignals.domain.demand;

import io.salarysignals.domain.market.Facet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The cells of a market at one state of its panes: as they are, or as they were when last told. */
final class DemandView {
  private final Map<String, DemandSeries> cells;
  private final TreeSet<String> changed = new TreeSet<>();
  private List<String> skills;

  /** The market as it is; follows what changes in {@code cells}, but for facets that come or go. */
  DemandView(Map<String, DemandSeries> cells) {
    this.cells = cells;
  }

  /**
   * The market as it was.
   *
   * @param now the market as it is
   * @param late by how much days have changed since
   */
  DemandView(Map<String, DemandSeries> now, TreeMap<Integer, DemandDay> late) {
    this.cells = new HashMap<>(now);
    late.forEach(
        (day, changes) -> changes.forEach((facet, change) -> takeBack(facet, day, change)));
  }

  private void takeBack(String facet, int day, DemandPane change) {
    if (changed.add(facet)) {
      DemandSeries now = cells.get(facet);
      cells.put(facet, now == null ? new DemandSeries() : now.copy());
    }
    DemandSeries cell = cells.get(facet);
    DemandPane was = new DemandPane();
    DemandPane now = cell.at(day);
    if (now != null) {
      was.addAll(now);
    }
    was.subtractAll(change);
    cell.put(day, was);
  }

  /** The facets that differ from those of the market as it is. */
  TreeSet<String> changed() {
    return changed;
  }

  DemandSeries series(String facet) {
    return cells.getOrDefault(facet, DemandSeries.EMPTY);
  }

  /** The skill facets, ascending. */
  List<String> skills() {
    if (skills == null) {
      skills = new ArrayList<>();
      for (String facet : cells.keySet()) {
        if (facet.startsWith(Facet.SKILL_PREFIX)) {
          skills.add(facet);
        }
      }
      skills.sort(null);
    }
    return skills;
  }
}
