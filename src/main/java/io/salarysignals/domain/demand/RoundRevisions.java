package io.salarysignals.domain.demand;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which revisions the cells of a role had at the grid ends of a round, so that a suppressed event
 * names the revision that stood for its own end and not that of a later one.
 */
final class RoundRevisions {
  private final Map<Cell, Told> cells = new HashMap<>();
  private String role = "";

  private record Cell(DemandMarket market, String facet, int horizon) {}

  private static final class Told {
    private int[] ends = new int[4];
    private long[] revisions = new long[4];
    private int size;
    private final long before;

    Told(long before) {
      this.before = before;
    }
  }

  /** An event of a cell was told; ends ascend. */
  void told(DemandMarket market, String facet, int h, int end, long revision) {
    if (!market.role().equals(role)) {
      cells.clear();
      role = market.role();
    }
    Told told = cells.computeIfAbsent(new Cell(market, facet, h), cell -> new Told(revision - 1));
    if (told.size == told.ends.length) {
      told.ends = Arrays.copyOf(told.ends, 2 * told.size);
      told.revisions = Arrays.copyOf(told.revisions, 2 * told.size);
    }
    told.ends[told.size] = end;
    told.revisions[told.size++] = revision;
  }

  /**
   * The revision of a cell's last event up to a grid end.
   *
   * @param otherwise of a cell that nothing was told of in the round
   */
  long at(DemandMarket market, String facet, int h, int end, long otherwise) {
    Told told = cells.get(new Cell(market, facet, h));
    if (told == null) {
      return otherwise;
    }
    int at = Arrays.binarySearch(told.ends, 0, told.size, end);
    at = at >= 0 ? at : -at - 2;
    return at < 0 ? told.before : told.revisions[at];
  }

  /** Forgets the round. */
  void clear() {
    cells.clear();
    role = "";
  }
}
