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
import java.util.List;
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
  private final LifeDeltas deltas = new LifeDeltas();
  private final DemandTelling telling;
  private final DemandCorrections corrections;
  private final DemandClosing closing;
  private final DemandExpiry expiry;
  private boolean complete;

  public PaneDemandEngine(
      DemandRules rules, int sourcePartitions, DemandState state, DemandSink sink) {
    this.rules = rules;
    this.horizons = rules.grid().horizons();
    this.state = state;
    this.groups = new VacancyGroups(rules, state);
    this.sink = sink;
    this.markets = new DemandMarkets(horizons, state, rules.maxLivePanes());
    DemandCursor cursor = state.loadCursor();
    watermarks = cursor == null ? new WatermarkVector(sourcePartitions) : cursor.watermarks();
    if (cursor != null) {
      complete = cursor.complete();
    }
    telling = new DemandTelling(rules, markets, stocks, watermarks, sink);
    closing = new DemandClosing(rules.grid(), markets, telling, sink);
    if (cursor != null) {
      closing.resume(cursor);
    }
    expiry = new DemandExpiry(rules, markets, groups, closing.closedThrough());
    corrections = new DemandCorrections(markets, stocks, telling, sink, horizons);
    load();
  }

  private void load() {
    state.forEachDay(
        (market, day, panes) -> {
          DemandHolding held = markets.stored(market);
          closing.moved(day, held);
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
    LifePanes.add(-1, role, before, deltas);
    LifePanes.add(1, role, after, deltas);
    groups.change(role, before, after, deltas);
    deltas.take(
        (region, day, changes) -> {
          changes.settle();
          if (!changes.isEmpty()) {
            apply(markets.held(new DemandMarket(role, region)), day, changes);
          }
        });
  }

  private void apply(DemandHolding held, int day, DemandDay changes) {
    DemandPane all = changes.pane(Facet.ALL);
    if (all != null && RegionStocks.isCompared(held.market.region())) {
      stocks.add(held.market, day, all.net(), day < closing.begun());
    }
    boolean late = held.add(day, changes, closing.closedThrough(held), state);
    closing.moved(day, held);
    markets.changed(held, late);
  }

  @Override
  public void total(String region, int day, int net) {
    stocks.add(new DemandMarket(DemandMarket.ALL_ROLES, region), day, net, day < closing.begun());
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
    if (stocks.hasLate() && !isClosing()) {
      corrections.correctQuotients(expiry.toldFrom(), closing.closedThrough(), lastEnds());
    }
    return true;
  }

  private void correct(DemandHolding held) {
    markets.makeRoom();
    corrections.correct(markets.use(held), expiry.toldFrom(), lastEnds());
    markets.told(held);
  }

  @Override
  public int endsToClose() {
    return closing.endsToClose(target());
  }

  @Override
  public boolean isClosing() {
    return closing.closing() != NOTHING;
  }

  @Override
  public boolean close(BooleanSupplier stop) {
    if (watermarks.minimum() == CLOSED && !markets.pending.isEmpty()) {
      return false;
    }
    int before = closing.closedThrough();
    if (!closing.close(target(), lastEnds(), stop)) {
      return false;
    }
    expiry.expire(closing.closedThrough(), closing.firstDay(), stop);
    boolean moved = closing.closedThrough() != before;
    boolean done = watermarks.minimum() == CLOSED && !stocks.hasLate();
    if (moved || done != complete) {
      complete = done;
      sink.progress(closing.closedThrough(), watermarks.minimum(), complete);
    }
    return true;
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
        if (ends[h] > closing.closedThrough(held)) {
          tellProvisional(held, h, ends[h]);
        }
      }
      markets.told(held);
    }
    return true;
  }

  private void tellProvisional(DemandHolding held, int h, int end) {
    for (String facet : candidates(held, h, end)) {
      Content content = telling.content(held, held.view(), facet, horizons.get(h), end, false);
      boolean stood = held.isProvisional(facet, h, end);
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
            watermarks,
            closing.closedThrough(),
            closing.closing(),
            closing.closedMarket(),
            complete));
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
    return closing.closedThrough();
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
