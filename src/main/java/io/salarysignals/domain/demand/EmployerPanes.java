package io.salarysignals.domain.demand;

import io.salarysignals.domain.demand.PostingLife.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When an employer has an open posting in a cell: the union of the times of its postings there. A
 * posting that names no employer counts as one of its own.
 */
final class EmployerPanes {
  private EmployerPanes() {}

  private record Cell(String region, String facet) {}

  /** Adds (1) or takes back (-1) a posting that names no employer. */
  static void addAlone(int sign, PostingLife life, LifePanes.Panes panes) {
    Map<Cell, List<Segment>> times = new HashMap<>();
    collect(life, null, times);
    times.forEach((cell, segments) -> add(sign, cell, segments, panes));
  }

  /**
   * Adds to the panes what a changed posting means for its employer.
   *
   * @param group the postings of the employer by key, as they were before the change
   */
  static void change(
      Map<Long, PostingLife> group, PostingLife before, PostingLife after, LifePanes.Panes panes) {
    Map<Cell, List<Segment>> was = new HashMap<>();
    Map<Cell, List<Segment>> is = new HashMap<>();
    collect(before, null, was);
    collect(after, null, is);
    was.keySet().forEach(cell -> is.computeIfAbsent(cell, c -> new ArrayList<>(1)));
    is.keySet().forEach(cell -> was.computeIfAbsent(cell, c -> new ArrayList<>(1)));
    for (PostingLife other : group.values()) {
      if (other.key() != after.key()) {
        collect(other, is.keySet(), was);
        collect(other, is.keySet(), is);
      }
    }
    was.forEach((cell, segments) -> add(-1, cell, segments, panes));
    is.forEach((cell, segments) -> add(1, cell, segments, panes));
  }

  /** Adds the times of a posting in all its cells, or in those that are asked for. */
  private static void collect(
      PostingLife life, Set<Cell> cells, Map<Cell, List<Segment>> segments) {
    for (Segment segment : life.segments()) {
      List<String> facets = LifePanes.facets(segment.attributes());
      for (String region : LifePanes.regions(segment.attributes())) {
        for (String facet : facets) {
          Cell cell = new Cell(region, facet);
          if (cells == null || cells.contains(cell)) {
            segments.computeIfAbsent(cell, c -> new ArrayList<>(1)).add(segment);
          }
        }
      }
    }
  }

  private static void add(int sign, Cell cell, List<Segment> segments, LifePanes.Panes panes) {
    if (segments.isEmpty()) {
      return;
    }
    segments.sort(Comparator.comparingInt(Segment::from));
    int start = segments.get(0).from();
    int end = segments.get(0).to();
    for (Segment segment : segments) {
      if (segment.from() > end) {
        add(sign, cell, start, end, panes);
        start = segment.from();
        end = segment.to();
      } else {
        end = Math.max(end, segment.to());
      }
    }
    add(sign, cell, start, end, panes);
  }

  private static void add(int sign, Cell cell, int from, int to, LifePanes.Panes panes) {
    panes.at(cell.region, cell.facet, from).add(DemandPane.EMPLOYER_CHANGE, sign);
    if (to != PostingLife.OPEN) {
      panes.at(cell.region, cell.facet, to).add(DemandPane.EMPLOYER_CHANGE, -sign);
    }
  }
}
