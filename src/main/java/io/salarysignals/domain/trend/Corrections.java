package io.salarysignals.domain.trend;

import io.salarysignals.domain.pane.MarketDay;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.trend.ProtectedBook.Told;
import io.salarysignals.domain.trend.TrendEvent.Status;
import io.salarysignals.domain.window.Due;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.domain.window.Horizon;
import io.salarysignals.domain.window.MarketDays;
import io.salarysignals.domain.window.WindowSums;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells what changes to closed days mean. What was told is a pure function of the days as they
 * were, so it is computed again from their pre-images and compared with what should be told now.
 */
final class Corrections {
  private final Grid grid;
  private final Markets markets;
  private final Teller teller;
  private final ProtectedTeller protectedTeller;
  private final TrendSink sink;

  Corrections(
      Grid grid, Markets markets, Teller teller, ProtectedTeller protectedTeller, TrendSink sink) {
    this.protectedTeller = protectedTeller;
    this.grid = grid;
    this.markets = markets;
    this.teller = teller;
    this.sink = sink;
  }

  /** Tells the corrections of a market for grid ends up to {@code closedThrough}. */
  void tell(MarketState market, int closedThrough, int[] lastEnds) {
    MarketDays now = markets.days(market);
    MarketDays before = before(market, now);
    Set<String> facets = new TreeSet<>();
    NavigableMap<Integer, MarketDay> pre = market.preImages;
    int firstChanged = Integer.MAX_VALUE;
    int lastChanged = Integer.MIN_VALUE;
    for (Map.Entry<Integer, MarketDay> entry : pre.entrySet()) {
      int day = entry.getKey();
      if (tellPanes(market, day, entry.getValue(), now.day(day), facets)) {
        firstChanged = Math.min(firstChanged, day);
        lastChanged = day;
      }
    }
    if (!facets.isEmpty()) {
      for (int h = 0; h < lastEnds.length; h++) {
        Horizon horizon = grid.horizons().get(h);
        int end = horizon.after(firstChanged);
        int last = Math.min(Math.min(closedThrough, lastEnds[h]), lastChanged + grid.reach() + 1);
        WindowSums was = new WindowSums(facets);
        WindowSums is = new WindowSums(facets);
        while (end <= last) {
          // What is told at an end depends on these days only; where none changed, nothing did.
          Integer changed = pre.ceilingKey(end - horizon.step() - horizon.days());
          if (changed == null) {
            break;
          }
          if (changed >= end) {
            end = horizon.after(changed);
            continue;
          }
          if (Due.anyChange(horizon, end, now) || Due.anyChange(horizon, end, before)) {
            tell(market, h, end, facets, was, before, is, now);
          }
          end += horizon.step();
        }
      }
    }
    markets.dropPreImages(market);
  }

  private MarketDays before(MarketState market, MarketDays now) {
    return new MarketDays() {
      @Override
      public int ceil(int day) {
        Integer changed = market.preImages.ceilingKey(day);
        return Math.min(now.ceil(day), changed == null ? Integer.MAX_VALUE : changed);
      }

      @Override
      public MarketDay day(int day) {
        MarketDay pre = market.preImages.get(day);
        return pre != null ? pre : now.day(day);
      }
    };
  }

  private boolean tellPanes(
      MarketState market, int day, MarketDay was, MarketDay is, Set<String> facets) {
    Set<String> both = new TreeSet<>(was.panes().keySet());
    if (is != null) {
      both.addAll(is.panes().keySet());
    }
    boolean changed = false;
    for (String facet : both) {
      Pane old = was.pane(facet);
      Pane current = is == null ? null : is.pane(facet);
      if (old == null || current == null || !old.sameAs(current)) {
        sink.pane(market.market, facet, day, current);
        facets.add(facet);
        changed = true;
      }
    }
    return changed;
  }

  private void tell(
      MarketState market,
      int h,
      int end,
      Set<String> facets,
      WindowSums was,
      MarketDays before,
      WindowSums is,
      MarketDays now) {
    Horizon horizon = grid.horizons().get(h);
    int previous = end - horizon.step();
    Set<String> changedBefore = Due.changes(horizon, end, before).keySet();
    Set<String> changedNow = Due.changes(horizon, end, now).keySet();
    was.moveTo(previous - horizon.days(), previous, before);
    is.moveTo(previous - horizon.days(), previous, now);
    Set<String> couldBefore = publishable(market, facets, was);
    Set<String> couldNow = publishable(market, facets, is);
    was.moveTo(end - horizon.days(), end, before);
    is.moveTo(end - horizon.days(), end, now);
    for (String facet : facets) {
      Pane old = was.sum(facet);
      Pane current = is.sum(facet);
      boolean oldPublishable = teller.isPublishable(market, old);
      boolean publishable = teller.isPublishable(market, current);
      boolean stood =
          changedBefore.contains(facet)
              && (oldPublishable || couldBefore.contains(facet))
              && !ProtectedTeller.governs(market.market, horizon, end, facet, old);
      if (ProtectedTeller.governs(market.market, horizon, end, facet, current)) {
        if (stood) {
          handOver(market, h, end, facet, current, oldPublishable);
        }
        continue;
      }
      Told told = protectedTeller.told(market.market, h, end, facet);
      boolean due = changedNow.contains(facet) && (publishable || couldNow.contains(facet));
      if (due && !(stood && told == null && same(old, current))) {
        teller.send(market, h, end, facet, Status.CORRECTION, current);
        long more = stood || told != null ? 0 : 1;
        int suppressedNow = publishable ? 0 : 1;
        int suppressedBefore = told == Told.SUPPRESSED || (stood && !oldPublishable) ? 1 : 0;
        sink.gridEnd(end, more, suppressedNow - suppressedBefore, 1);
        if (told != null) {
          protectedTeller.tell(market.market, end, facet, null);
        }
        markets.book(market).removeProvisional(facet, h, end);
      } else if (stood && !due) {
        teller.retract(market, h, end, facet);
        sink.gridEnd(end, -1, oldPublishable ? 0 : -1, 1);
      }
    }
  }

  /** Protected pay came into a window with an open event: its figures no longer stand. */
  private void handOver(
      MarketState market, int h, int end, String facet, Pane current, boolean hadFigures) {
    if (hadFigures) {
      teller.send(market, h, end, facet, Status.CORRECTION, current);
      sink.gridEnd(end, 0, 1, 1);
    }
    protectedTeller.tell(market.market, end, facet, Told.SUPPRESSED);
  }

  private Set<String> publishable(MarketState market, Set<String> facets, WindowSums sums) {
    Set<String> publishable = new HashSet<>();
    for (String facet : facets) {
      if (teller.isPublishable(market, sums.sum(facet))) {
        publishable.add(facet);
      }
    }
    return publishable;
  }

  private static boolean same(Pane a, Pane b) {
    return a == null ? b == null : b != null && a.sameAs(b);
  }
}
