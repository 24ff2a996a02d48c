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
  private final Map<String, TreeMap<Integer, DemandPane>> cells;
  private final DemandView shared;
  private final TreeSet<String> changed;
  private final Map<String, DemandSeries> series = new HashMap<>();
  private List<String> skills;

  /** The market as it is. */
  DemandView(Map<String, TreeMap<Integer, DemandPane>> cells) {
    this.cells = cells;
    this.shared = null;
    this.changed = null;
  }

  /**
   * The market as it was.
   *
   * @param now as it is
   * @param late by how much days have changed since
   */
  DemandView(
      DemandView now,
      Map<String, TreeMap<Integer, DemandPane>> current,
      TreeMap<Integer, DemandDay> late) {
    this.cells = new HashMap<>(current);
    this.shared = now;
    this.changed = new TreeSet<>();
    late.forEach(
        (day, changes) ->
            changes.panes().forEach((facet, change) -> takeBack(facet, day, change, current)));
  }

  private void takeBack(
      String facet, int day, DemandPane change, Map<String, TreeMap<Integer, DemandPane>> current) {
    if (changed.add(facet)) {
      TreeMap<Integer, DemandPane> now = current.get(facet);
      cells.put(facet, now == null ? new TreeMap<>() : new TreeMap<>(now));
    }
    TreeMap<Integer, DemandPane> cell = cells.get(facet);
    DemandPane was = new DemandPane();
    DemandPane now = cell.get(day);
    if (now != null) {
      was.addAll(now);
    }
    was.subtractAll(change);
    if (was.isEmpty()) {
      cell.remove(day);
    } else {
      cell.put(day, was);
    }
  }

  /** The facets that differ from those of the market as it is. */
  TreeSet<String> changed() {
    return changed;
  }

  DemandSeries series(String facet) {
    if (shared != null && !changed.contains(facet)) {
      return shared.series(facet);
    }
    return series.computeIfAbsent(
        facet,
        f -> {
          TreeMap<Integer, DemandPane> cell = cells.get(f);
          return cell == null ? DemandSeries.EMPTY : new DemandSeries(cell);
        });
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
