package io.salarysignals.domain.gate.protect;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rings of a set of cells: each cell's content without that of the nearest cells of the set
 * below it. Rings are disjoint, and the total of every cell of the set is a sum of rings; so
 * whatever is worked out from totals is worked out from rings.
 */
final class Rings {
  private Rings() {}

  /** The ring of each cell of {@code set}; cells without content count as empty. */
  static SortedMap<Cell, Content> of(Set<Cell> set, Map<Cell, Content> contents) {
    SortedMap<Cell, Content> rings = new TreeMap<>();
    for (Cell cell : set) {
      rings.put(cell, contents.getOrDefault(cell, Content.EMPTY));
    }
    for (Cell cell : set) {
      Cell above = nearest(cell, set);
      if (above != null) {
        Content part = contents.getOrDefault(cell, Content.EMPTY);
        rings.compute(above, (key, ring) -> ring.minus(part));
      }
    }
    return rings;
  }

  /** The nearest cell of the set above {@code cell}, or null. */
  static Cell nearest(Cell cell, Set<Cell> set) {
    Cell above = cell.parent();
    while (above != null && !set.contains(above)) {
      above = above.parent();
    }
    return above;
  }
}
