package io.salarysignals.domain.demand;

import static io.salarysignals.domain.demand.DemandCursor.NOTHING;

import io.salarysignals.domain.demand.DemandEvent.Status;
import io.salarysignals.domain.demand.DemandTelling.Content;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.domain.window.Horizon;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Closes grid ends in rounds: all that the watermark has passed since the last round, role by role,
 * market by market and cell by cell, so that a market's panes are brought into memory once for all
 * of them. A cell's events keep the order of their ends.
 */
final class DemandClosing {
  private final Grid grid;
  private final List<Horizon> horizons;
  private final DemandMarkets markets;
  private final DemandTelling telling;
  private final DemandSink sink;
  private final DueMarkets due;
  private final TreeSet<Integer> activeDays = new TreeSet<>();
  private final Map<Integer, long[]> counts = new TreeMap<>();
  private int[] ends = new int[16];
  private int closedThrough = NOTHING;
  private int closing = NOTHING;
  private String closedMarket = "";

  DemandClosing(Grid grid, DemandMarkets markets, DemandTelling telling, DemandSink sink) {
    this.grid = grid;
    this.horizons = grid.horizons();
    this.markets = markets;
    this.telling = telling;
    this.sink = sink;
    this.due = new DueMarkets(horizons);
  }

  /** Goes on where an earlier engine stopped. */
  void resume(DemandCursor cursor) {
    closedThrough = cursor.closedThrough();
    closing = cursor.closing();
    closedMarket = cursor.closedMarket();
  }

  /**
   * Where this engine has come to: the last grid end of a round, and the last market told in it.
   */
  int closing() {
    return closing;
  }

  String closedMarket() {
    return closedMarket;
  }

  int closedThrough() {
    return closedThrough;
  }

  /** The greatest grid end that something was told of finally. */
  int begun() {
    return Math.max(closedThrough, closing);
  }

  /** The greatest grid end up to which everything about a market is final. */
  int closedThrough(DemandHolding held) {
    return closing != NOTHING && held.order.compareTo(closedMarket) <= 0 ? closing : closedThrough;
  }

  /** Notes that a market's panes of a day changed. */
  void moved(int day, DemandHolding market) {
    activeDays.add(day);
    due.add(day, market);
  }

  /** The first day on which something changed, or MAX_VALUE. */
  int firstDay() {
    return activeDays.isEmpty() ? Integer.MAX_VALUE : activeDays.first();
  }

  /** How many grid ends up to {@code target} are not closed. */
  int endsToClose(int target) {
    int next = closing == NOTHING ? nextEnd(closedThrough) : closing;
    return target == NOTHING || next > target ? 0 : target - next + 1;
  }

  /**
   * Closes all grid ends up to {@code target}.
   *
   * @param lastEnds the last window end there is, by horizon
   * @return whether none is left
   */
  boolean close(int target, int[] lastEnds, BooleanSupplier stop) {
    while (closing != NOTHING || (target != NOTHING && closedThrough < target)) {
      if (closing == NOTHING) {
        if (nextEnd(closedThrough) > target) {
          closedThrough = target;
          return true;
        }
        closing = target;
        closedMarket = "";
      }
      boolean done = closeMarkets(lastEnds, stop);
      if (done) {
        for (int end = nextEnd(closedThrough); end <= closing; end = nextEnd(end)) {
          count(end, 0, 0);
        }
      }
      tellCounts();
      if (!done) {
        return false;
      }
      closedThrough = closing;
      closing = NOTHING;
      due.forgetBefore(closedThrough - grid.reach());
    }
    return true;
  }

  private boolean closeMarkets(int[] lastEnds, BooleanSupplier stop) {
    for (DemandHolding held : visited()) {
      if (stop.getAsBoolean()) {
        return false;
      }
      close(held, lastEnds);
      closedMarket = held.order;
    }
    telling.roundEnded();
    return true;
  }

  /** The markets in which something may be due, or a provisional event stands, by their order. */
  private List<DemandHolding> visited() {
    Set<DemandHolding> visited = due.within(closedThrough, closing);
    visited.addAll(markets.provisional.values());
    List<DemandHolding> left = new ArrayList<>(visited.size());
    for (DemandHolding held : visited) {
      if (held.order.compareTo(closedMarket) > 0) {
        left.add(held);
      }
    }
    left.sort((a, b) -> a.order.compareTo(b.order));
    return left;
  }

  /** The first grid end behind another that something may be due for. */
  private int nextEnd(int behind) {
    boolean first = behind == NOTHING;
    Integer active =
        first ? activeDays.ceiling(NOTHING) : activeDays.ceiling(behind - grid.reach());
    if (active == null) {
      return Integer.MAX_VALUE;
    }
    return first ? active + 1 : Math.max(behind + 1, active + 1);
  }

  private void close(DemandHolding held, int[] lastEnds) {
    markets.makeRoom();
    markets.use(held);
    // The facet of all comes first: suppressed ones fall back to it.
    close(held, Facet.ALL, lastEnds);
    Set<String> facets = new TreeSet<>(held.cells.keySet());
    held.provisional(facets);
    facets.remove(Facet.ALL);
    for (String facet : facets) {
      close(held, facet, lastEnds);
    }
    markets.told(held);
  }

  private void close(DemandHolding held, String facet, int[] lastEnds) {
    DemandSeries series = held.view().series(facet);
    DemandLine line = held.hasProvisionals() ? held.lines.get(facet) : null;
    for (int h = 0; h < lastEnds.length; h++) {
      Horizon horizon = horizons.get(h);
      int last = Math.min(closing, lastEnds[h]);
      int size = series.dueEnds(horizon, closedThrough, last, ends);
      while (size < 0) {
        ends = new int[-size];
        size = series.dueEnds(horizon, closedThrough, last, ends);
      }
      int[] told = ends;
      if (line != null && !line.provisional[h].isEmpty()) {
        told = withProvisionals(line.provisional[h], told, size, last);
        size = told.length;
      }
      for (int i = 0; i < size; i++) {
        tell(held, facet, h, told[i]);
      }
    }
  }

  /** The ends that are due, and those up to {@code last} that a provisional event stands for. */
  private static int[] withProvisionals(
      TreeMap<Integer, Long> standing, int[] due, int size, int last) {
    TreeSet<Integer> all = new TreeSet<>(standing.headMap(last, true).keySet());
    for (int i = 0; i < size; i++) {
      all.add(due[i]);
    }
    return Arrays.stream(all.toArray(new Integer[0])).mapToInt(Integer::intValue).toArray();
  }

  private void tell(DemandHolding held, String facet, int h, int end) {
    Content content = telling.content(held, held.view(), facet, horizons.get(h), end, false);
    if (content != null) {
      count(end, 1, content.isSuppressed() ? 1 : 0);
      telling.sendInRound(held, facet, h, end, Status.FINAL, content);
    } else if (held.isProvisional(facet, h, end)) {
      telling.sendInRound(held, facet, h, end, Status.RETRACTION, null);
    }
  }

  private void count(int end, int finals, int suppressed) {
    long[] of = counts.computeIfAbsent(end, e -> new long[2]);
    of[0] += finals;
    of[1] += suppressed;
  }

  private void tellCounts() {
    counts.forEach((end, of) -> sink.gridEnd(end, of[0], of[1], 0));
    counts.clear();
  }
}
