package io.salarysignals.domain.demand;

import static io.salarysignals.domain.demand.DemandCursor.NOTHING;
import static io.salarysignals.domain.watermark.SourceProgress.CLOSED;
import static io.salarysignals.domain.watermark.SourceProgress.NONE;

import io.salarysignals.domain.demand.DemandEvent.Status;
import io.salarysignals.domain.demand.DemandTelling.Content;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.watermark.WatermarkVector;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.domain.window.Horizon;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** The demand engine over panes that are held by market and saved by day. */
public final class PaneDemandEngine implements DemandEngine {
  private final DemandRules rules;
  private final DemandState state;
  private final DemandSink sink;
  private final WatermarkVector watermarks;
  private final List<Horizon> horizons;
  private final VacancyGroups groups;
  private final DemandMarkets markets;
  private final RegionStocks stocks = new RegionStocks();
  private final DemandTelling telling;
  private final DemandCorrections corrections;
  private final TreeSet<Integer> activeDays = new TreeSet<>();
  private final DueMarkets due;
  private final WarmSums warm = new WarmSums();
  private int closedThrough = NOTHING;
  private int closing = NOTHING;
  private String closedMarket = "";
  private long finals;
  private long suppressed;
  private boolean complete;

  public PaneDemandEngine(
      DemandRules rules, int sourcePartitions, DemandState state, DemandSink sink) {
    this.rules = rules;
    this.horizons = rules.grid().horizons();
    this.due = new DueMarkets(horizons);
    this.state = state;
    this.groups = new VacancyGroups(rules, state);
    this.sink = sink;
    this.markets = new DemandMarkets(horizons, state, rules.maxLivePanes());
    DemandCursor cursor = state.loadCursor();
    watermarks = cursor == null ? new WatermarkVector(sourcePartitions) : cursor.watermarks();
    if (cursor != null) {
      closedThrough = cursor.closedThrough();
      closing = cursor.closing();
      closedMarket = cursor.closedMarket();
      finals = cursor.finals();
      suppressed = cursor.suppressed();
      complete = cursor.complete();
    }
    telling = new DemandTelling(rules, markets, stocks, watermarks, sink);
    corrections = new DemandCorrections(markets, stocks, telling, sink, horizons);
    load();
  }

  private void load() {
    state.forEachDay(
        (market, day, panes) -> {
          DemandHolding held = markets.stored(market);
          activeDays.add(day);
          due.add(day, held);
          DemandPane all = panes.pane(Facet.ALL);
          if (all != null && RegionStocks.isCompared(market.region())) {
            stocks.load(market, day, all.net());
          }
        });
    state.forEachLate(
        (market, toldThrough, day, changes) -> {
          DemandHolding held = markets.stored(market);
          held.late.load(toldThrough, day, changes);
          markets.pending.put(held.order, held);
        });
    state.forEachLine(
        (market, facet, line) -> {
          DemandHolding held = markets.stored(market);
          held.noteProvisionals(line);
          markets.noteProvisional(held);
        });
    state.forEachStock(
        (market, day, net, late) -> {
          stocks.load(market, day, net);
          stocks.loadLate(market, day, late);
        });
  }

  @Override
  public void change(String role, PostingLife before, PostingLife after) {
    LifeDeltas deltas = new LifeDeltas();
    LifePanes.add(-1, role, before, deltas);
    LifePanes.add(1, role, after, deltas);
    groups.change(role, before, after, deltas);
    deltas
        .regions()
        .forEach(
            (region, days) ->
                days.forEach(
                    (day, facets) -> {
                      for (DemandPane pane : facets.values()) {
                        if (!pane.isEmpty()) {
                          DemandMarket market = new DemandMarket(role, region);
                          apply(markets.use(markets.held(market)), day, facets);
                          break;
                        }
                      }
                    }));
  }

  private void apply(DemandHolding held, int day, Map<String, DemandPane> facets) {
    boolean late = held.add(day, facets, closedThrough(held));
    activeDays.add(day);
    due.add(day, held);
    markets.changed(held, late);
    DemandPane all = facets.get(Facet.ALL);
    if (all != null && RegionStocks.isCompared(held.market.region())) {
      stocks.add(held.market, day, all.net(), day < begun());
    }
  }

  @Override
  public void total(String region, int day, int net) {
    stocks.add(new DemandMarket(DemandMarket.ALL_ROLES, region), day, net, day < begun());
  }

  /** The greatest grid end that something was told of finally. */
  private int begun() {
    return Math.max(closedThrough, closing);
  }

  private int closedThrough(DemandHolding held) {
    return closing != NOTHING && held.order.compareTo(closedMarket) <= 0 ? closing : closedThrough;
  }

  @Override
  public void progress(int partition, int partitions, SourceProgress progress) {
    watermarks.update(partition, partitions, progress);
  }

  @Override
  public boolean correct(BooleanSupplier stop) {
    while (!markets.pending.isEmpty()) {
      if (stop.getAsBoolean()) {
        return false;
      }
      correct(markets.pending.firstEntry().getValue());
    }
    // What a half closed grid end compares with must stay until it is closed.
    if (stocks.hasLate() && closing == NOTHING) {
      corrections.correctQuotients(closedThrough, lastEnds());
    }
    return true;
  }

  private void correct(DemandHolding held) {
    markets.makeRoom();
    corrections.correct(markets.use(held), lastEnds());
    warm.used(held);
  }

  @Override
  public int endsToClose() {
    int target = target();
    if (target == NOTHING) {
      return 0;
    }
    int next = closing == NOTHING ? nextEnd() : closing;
    return next > target ? 0 : target - next + 1;
  }

  @Override
  public boolean isClosing() {
    return closing != NOTHING;
  }

  @Override
  public boolean close(BooleanSupplier stop) {
    if (watermarks.minimum() == CLOSED && !markets.pending.isEmpty()) {
      return false;
    }
    int target = target();
    boolean moved = false;
    while (target != NOTHING) {
      if (closing == NOTHING) {
        int next = nextEnd();
        if (next > target) {
          moved |= closedThrough < target;
          closedThrough = Math.max(closedThrough, target);
          break;
        }
        closing = next;
        closedMarket = "";
        finals = 0;
        suppressed = 0;
      }
      for (DemandHolding held : visited(closing, closedMarket)) {
        if (stop.getAsBoolean()) {
          return false;
        }
        close(held);
        closedMarket = held.order;
      }
      sink.gridEnd(closing, finals, suppressed, 0);
      closedThrough = closing;
      closing = NOTHING;
      due.forgetBefore(closedThrough - rules.grid().reach());
      moved = true;
    }
    boolean done = watermarks.minimum() == CLOSED && !stocks.hasLate();
    if (moved || done != complete) {
      complete = done;
      sink.progress(closedThrough, watermarks.minimum(), complete);
    }
    return true;
  }

  /**
   * The markets in which something may be due, or a provisional event stands, by their order.
   *
   * @param behind the order of the last market that is done with
   */
  private List<DemandHolding> visited(int end, String behind) {
    Set<DemandHolding> visited = due.at(end);
    visited.addAll(markets.provisional.values());
    List<DemandHolding> left = new ArrayList<>(visited.size());
    for (DemandHolding held : visited) {
      if (held.order.compareTo(behind) > 0) {
        left.add(held);
      }
    }
    left.sort(Comparator.comparing(held -> held.order));
    return left;
  }

  private int nextEnd() {
    boolean first = closedThrough == NOTHING;
    Integer active =
        first
            ? activeDays.ceiling(NOTHING)
            : activeDays.ceiling(closedThrough - rules.grid().reach());
    if (active == null) {
      return Integer.MAX_VALUE;
    }
    return first ? active + 1 : Math.max(closedThrough + 1, active + 1);
  }

  private void close(DemandHolding held) {
    markets.makeRoom();
    markets.use(held);
    int[] lastEnds = lastEnds();
    for (int h = 0; h < lastEnds.length; h++) {
      Horizon horizon = horizons.get(h);
      if (!horizon.isGridEnd(closing) || closing > lastEnds[h]) {
        continue;
      }
      for (String facet : candidates(held, h, closing)) {
        Content content = telling.content(held, held.view(), facet, horizon, closing, false);
        if (content != null) {
          finals++;
          suppressed += content.isSuppressed() ? 1 : 0;
          telling.send(held, facet, h, closing, Status.FINAL, content);
        } else if (isProvisional(held, facet, h, closing)) {
          telling.send(held, facet, h, closing, Status.RETRACTION, null);
        }
      }
    }
    warm.used(held);
  }

  /** The facets that may have an event for a window, or have a provisional one. */
  private Set<String> candidates(DemandHolding held, int h, int end) {
    Horizon horizon = horizons.get(h);
    int previous = end - horizon.step();
    Set<String> facets = new TreeSet<>();
    held.moved(previous, end, facets);
    held.moved(previous - horizon.days(), end - horizon.days(), facets);
    held.provisional(h, end, facets);
    return facets;
  }

  private static boolean isProvisional(DemandHolding held, String facet, int h, int end) {
    DemandLine line = held.lines.get(facet);
    return line != null && line.provisional[h].containsKey(end);
  }

  @Override
  public boolean tellProvisional(BooleanSupplier stop) {
    if (watermarks.minimum() == CLOSED || watermarks.maxEventTime() == NONE) {
      return true;
    }
    int[] ends = lastEnds();
    while (!markets.stirred.isEmpty()) {
      if (stop.getAsBoolean()) {
        return false;
      }
      markets.makeRoom();
      DemandHolding held = markets.use(markets.pollStirred());
      for (int h = 0; h < ends.length; h++) {
        if (ends[h] > closedThrough(held)) {
          tellProvisional(held, h, ends[h]);
        }
      }
      warm.used(held);
    }
    return true;
  }

  private void tellProvisional(DemandHolding held, int h, int end) {
    for (String facet : candidates(held, h, end)) {
      Content content = telling.content(held, held.view(), facet, horizons.get(h), end, false);
      boolean stood = isProvisional(held, facet, h, end);
      if (content == null) {
        if (stood) {
          telling.send(held, facet, h, end, Status.RETRACTION, null);
        }
      } else if (!stood || held.lines.get(facet).provisional[h].get(end) != content.hash()) {
        telling.send(held, facet, h, end, Status.PROVISIONAL, content);
      }
    }
  }

  private int target() {
    long minimum = watermarks.minimum();
    long max = watermarks.maxEventTime();
    if (minimum == NONE || max == NONE) {
      return NOTHING;
    }
    // Ends that are booked ahead count only once events have come as far.
    return minimum == CLOSED
        ? rules.grid().lastEnd(Grid.dayOf(max))
        : Grid.dayOf(Math.min(minimum - rules.graceMillis(), max));
  }

  private int[] lastEnds() {
    long max = watermarks.maxEventTime();
    int[] ends = new int[horizons.size()];
    for (int h = 0; h < ends.length; h++) {
      ends[h] = max == NONE ? NOTHING : horizons.get(h).after(Grid.dayOf(max));
    }
    return ends;
  }

  @Override
  public boolean hasCorrections() {
    return !markets.pending.isEmpty() || stocks.hasLate();
  }

  @Override
  public void save() {
    groups.save();
    stocks.save(state);
    markets.save();
    state.saveCursor(
        new DemandCursor(
            watermarks, closedThrough, closing, closedMarket, finals, suppressed, complete));
  }

  @Override
  public long watermark() {
    return watermarks.minimum();
  }

  @Override
  public boolean isComplete() {
    return complete && !hasCorrections();
  }

  @Override
  public int closedThrough() {
    return closedThrough;
  }

  @Override
  public long heldPanes() {
    return markets.panesInMemory();
  }

  @Override
  public int markets() {
    return markets.all.size();
  }
}
