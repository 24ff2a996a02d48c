package io.salarysignals.domain.demand;

import io.salarysignals.domain.demand.DemandEvent.Status;
import io.salarysignals.domain.demand.DemandTelling.Content;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.window.Horizon;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tells what changed in closed windows, by comparing what was told with what is to be told. */
final class DemandCorrections {
  private final DemandMarkets markets;
  private final RegionStocks stocks;
  private final DemandTelling telling;
  private final DemandSink sink;
  private final List<Horizon> horizons;

  DemandCorrections(
      DemandMarkets markets,
      RegionStocks stocks,
      DemandTelling telling,
      DemandSink sink,
      List<Horizon> horizons) {
    this.markets = markets;
    this.stocks = stocks;
    this.telling = telling;
    this.sink = sink;
    this.horizons = horizons;
  }

  /**
   * Compares what was told, which follows from the panes as they were, with what follows from them
   * now, in every closed window that holds a changed day or comes after one. Windows that were told
   * between two changes were told with the first.
   *
   * @param toldFrom windows that end no later stay as they were told
   * @param lastEnds the last window end there is, by horizon
   */
  void correct(DemandHolding held, int toldFrom, int[] lastEnds) {
    markets.pending.remove(held.order);
    TreeMap<Integer, DemandDay> changes = new TreeMap<>();
    Integer through = held.late.endBefore(Integer.MAX_VALUE);
    while (through != null) {
      held.late.addTo(changes, through);
      Integer before = held.late.endBefore(through);
      if (!changes.isEmpty()) {
        int after = Math.max(changes.firstKey(), before == null ? changes.firstKey() : before);
        correct(held, held.before(changes), Math.max(after, toldFrom), through, lastEnds);
      }
      through = before;
    }
    held.late.clear();
    markets.dirty.add(held);
  }

  /** Corrects the windows that end in (after, through]. */
  private void correct(DemandHolding held, DemandView was, int after, int through, int[] lastEnds) {
    Set<String> facets = new TreeSet<>(was.changed());
    // The shares of skills are told with the facet of all.
    facets.add(Facet.ALL);
    for (int h = 0; h < horizons.size(); h++) {
      Horizon horizon = horizons.get(h);
      int last = Math.min(through, lastEnds[h]);
      for (int end = horizon.after(after); end <= last; end += horizon.step()) {
        long[] counts = new long[3];
        for (String facet : facets) {
          correct(held, was, held.view(), facet, h, end, counts);
        }
        if (counts[2] > 0) {
          sink.gridEnd(end, counts[0], counts[1], counts[2]);
        }
      }
    }
  }

  private void correct(
      DemandHolding held,
      DemandView was,
      DemandView now,
      String facet,
      int h,
      int end,
      long[] counts) {
    Horizon horizon = horizons.get(h);
    // Most windows differ in their counts already: the figures told need not be made again then.
    int stood = telling.kind(was, facet, horizon, end);
    int stands = telling.kind(now, facet, horizon, end);
    if (stood == DemandTelling.NOTHING && stands == DemandTelling.NOTHING) {
      return;
    }
    Content content = telling.content(held, now, facet, horizon, end, false);
    boolean told = stood == stands;
    if (told && stands == DemandTelling.FIGURES) {
      told = !telling.countsDiffer(was, now, facet, horizon, end);
    }
    if (told && content.equals(telling.content(held, was, facet, horizon, end, false))) {
      return;
    }
    counts[0] += isThere(stands) - isThere(stood);
    counts[1] += isSuppressed(stands) - isSuppressed(stood);
    counts[2]++;
    Status status = content == null ? Status.RETRACTION : Status.CORRECTION;
    telling.send(held, facet, h, end, status, content);
  }

  private static int isThere(int kind) {
    return kind == DemandTelling.NOTHING ? 0 : 1;
  }

  private static int isSuppressed(int kind) {
    return kind == DemandTelling.SUPPRESSED ? 1 : 0;
  }

  /**
   * Tells the location quotients anew that late changes of other roles and regions move. The
   * markets' own late changes must have been told, and no grid end may be half closed.
   *
   * @param toldFrom windows that end no later stay as they were told
   */
  void correctQuotients(int toldFrom, int closedThrough, int[] lastEnds) {
    for (DemandHolding held : markets.all.values()) {
      int first = stocks.firstLate(held.market);
      if (first == Integer.MAX_VALUE) {
        continue;
      }
      markets.makeRoom();
      // Before its own first day nothing was told of a market.
      first = Math.max(Math.max(first, toldFrom), markets.use(held).firstDay());
      for (int h = 0; first != Integer.MAX_VALUE && h < horizons.size(); h++) {
        Horizon horizon = horizons.get(h);
        int last = Math.min(closedThrough, lastEnds[h]);
        for (int end = horizon.after(first); end <= last; end += horizon.step()) {
          if (telling.isMoved(held, horizon, end)) {
            Content stands = telling.content(held, held.view(), Facet.ALL, horizon, end, true);
            telling.send(held, Facet.ALL, h, end, Status.CORRECTION, stands);
            sink.gridEnd(end, 0, 0, 1);
          }
        }
      }
    }
    stocks.takeLate();
  }
}
