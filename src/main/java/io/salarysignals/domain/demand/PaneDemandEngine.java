package io.salarysignals.domain.demand;

import static io.salarysignals.domain.demand.DemandCursor.NOTHING;
import static io.salarysignals.domain.watermark.SourceProgress.CLOSED;
import static io.salarysignals.domain.watermark.SourceProgress.NONE;

import io.salarysignals.domain.demand.DemandBook.Told;
import io.salarysignals.domain.demand.DemandEvent.Status;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.watermark.WatermarkVector;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.domain.window.Horizon;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** The demand engine over panes that are held in memory by market and saved by day. */
public final class PaneDemandEngine implements DemandEngine {
  private final DemandRules rules;
  private final DemandState state;
  private final DemandSink sink;
  private final DemandCalculator calculator;
  private final WatermarkVector watermarks;
  private final TreeMap<String, Held> markets = new TreeMap<>();
  private final TreeSet<Integer> activeDays = new TreeSet<>();
  private final TreeMap<String, Held> pending = new TreeMap<>();
  private final TreeMap<String, Held> touched = new TreeMap<>();
  private int closedThrough = NOTHING;
  private int closing = NOTHING;
  private String closedMarket = "";
  private long finals;
  private long suppressed;
  private boolean complete;

  /** What is held of a market. */
  private final class Held {
    final DemandMarket market;
    final String order;
    final TreeMap<Integer, DemandDay> days = new TreeMap<>();
    final Set<Integer> dirty = new HashSet<>();
    final TreeMap<Integer, Set<String>> changed = new TreeMap<>();
    final Map<String, DemandSeries> series = new HashMap<>();
    final DemandBook book;
    boolean bookDirty;
    int pendingFrom = Integer.MAX_VALUE;

    Held(DemandMarket market) {
      this.market = market;
      this.order = order(market);
      DemandBook stored = state.loadBook(market);
      this.book = stored == null ? new DemandBook(rules.grid().horizons().size()) : stored;
    }

    DemandSeries series(String facet) {
      return series.computeIfAbsent(facet, f -> new DemandSeries(f, days));
    }
  }

  private record Cell(String region, String facet, int day) {}

  public PaneDemandEngine(
      DemandRules rules, int sourcePartitions, DemandState state, DemandSink sink) {
    this.rules = rules;
    this.state = state;
    this.sink = sink;
    this.calculator = new DemandCalculator(rules);
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
    state.forEachDay(
        (market, day, panes) -> {
          held(market).days.put(day, panes);
          activeDays.add(day);
        });
    state.forEachPending(
        (market, day) -> {
          Held held = held(market);
          held.pendingFrom = day;
          held.days
              .tailMap(day)
              .forEach((d, panes) -> held.changed.put(d, new TreeSet<>(panes.panes().keySet())));
          pending.put(held.order, held);
        });
  }

  /** Sorts parents before children. */
  private static String order(DemandMarket market) {
    String region = market.region();
    return (region.equals(Market.WORLD) ? '0' : region.length() == 2 ? '1' : '2') + market.key();
  }

  private Held held(DemandMarket market) {
    return markets.computeIfAbsent(order(market), o -> new Held(market));
  }

  @Override
  public void change(String role, PostingLife before, PostingLife after) {
    Map<Cell, DemandPane> deltas = new HashMap<>();
    LifePanes.Panes collect =
        (region, facet, day) ->
            deltas.computeIfAbsent(new Cell(region, facet, day), c -> new DemandPane());
    LifePanes.add(-1, role, before, collect);
    LifePanes.add(1, role, after, collect);
    deltas.forEach(
        (cell, delta) -> {
          if (!delta.isEmpty()) {
            apply(held(new DemandMarket(role, cell.region())), cell, delta);
          }
        });
  }

  private void apply(Held held, Cell cell, DemandPane delta) {
    int day = cell.day();
    DemandDay panes = held.days.computeIfAbsent(day, d -> new DemandDay());
    panes.orNew(cell.facet()).addAll(delta, 0);
    panes.dropEmpty(cell.facet());
    held.dirty.add(day);
    held.series.remove(cell.facet());
    activeDays.add(day);
    touched.put(held.order, held);
    if (day < closedThrough(held)) {
      held.pendingFrom = Math.min(held.pendingFrom, day);
      held.changed.computeIfAbsent(day, d -> new TreeSet<>()).add(cell.facet());
      pending.put(held.order, held);
    }
  }

  private int closedThrough(Held held) {
    return closing != NOTHING && held.order.compareTo(closedMarket) <= 0 ? closing : closedThrough;
  }

  @Override
  public void progress(int partition, int partitions, SourceProgress progress) {
    watermarks.update(partition, partitions, progress);
  }

  @Override
  public boolean correct(BooleanSupplier stop) {
    while (!pending.isEmpty()) {
      if (stop.getAsBoolean()) {
        return false;
      }
      correct(pending.firstEntry().getValue());
    }
    return true;
  }

  private void correct(Held held) {
    held.changed.forEach(
        (day, facets) -> {
          DemandDay panes = held.days.get(day);
          for (String facet : facets) {
            sink.pane(held.market, facet, day, panes == null ? null : panes.pane(facet));
          }
        });
    int[] lastEnds = lastEnds();
    for (int h = 0; h < lastEnds.length; h++) {
      Horizon horizon = rules.grid().horizons().get(h);
      int last = Math.min(closedThrough(held), lastEnds[h]);
      for (int end = horizon.after(held.pendingFrom); end <= last; end += horizon.step()) {
        long[] told = tell(held, h, end, Status.CORRECTION);
        if (told[2] > 0) {
          sink.gridEnd(end, told[0], told[1], told[2]);
        }
      }
    }
    held.changed.clear();
    held.pendingFrom = Integer.MAX_VALUE;
    pending.remove(held.order);
    state.deletePending(held.market);
  }

  @Override
  public boolean close(BooleanSupplier stop) {
    if (watermarks.minimum() == CLOSED && !pending.isEmpty()) {
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
      for (Held held : markets.tailMap(closedMarket, false).values()) {
        if (stop.getAsBoolean()) {
          return false;
        }
        close(held);
        closedMarket = held.order;
      }
      sink.gridEnd(closing, finals, suppressed, 0);
      closedThrough = closing;
      closing = NOTHING;
      moved = true;
    }
    boolean done = watermarks.minimum() == CLOSED;
    if (moved || done != complete) {
      complete = done;
      sink.progress(closedThrough, watermarks.minimum(), complete);
    }
    return true;
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

  private void close(Held held) {
    if (pending.containsKey(held.order)) {
      correct(held);
    }
    DemandDay day = held.days.get(closing - 1);
    if (day != null) {
      day.panes().forEach((facet, pane) -> sink.pane(held.market, facet, closing - 1, pane));
    }
    int[] lastEnds = lastEnds();
    for (int h = 0; h < lastEnds.length; h++) {
      if (rules.grid().horizons().get(h).isGridEnd(closing) && closing <= lastEnds[h]) {
        long[] told = tell(held, h, closing, Status.FINAL);
        finals += told[0];
        suppressed += told[1];
      }
    }
  }

  /** Tells what is due for a window and differs from what stands; counts what that changes. */
  private long[] tell(Held held, int h, int end, Status status) {
    Horizon horizon = rules.grid().horizons().get(h);
    int previous = end - horizon.step();
    Set<String> entered = new TreeSet<>();
    collect(held, previous, end, entered);
    collect(held, previous - horizon.days(), end - horizon.days(), entered);
    Set<String> facets = new TreeSet<>(entered);
    held.book.lines().forEach((facet, line) -> addTold(facet, line.told[h].get(end), facets));
    long[] counts = new long[3];
    for (String facet : facets) {
      DemandSeries series = held.series(facet);
      long n = DemandCalculator.postings(series, end - horizon.days(), end);
      long before = DemandCalculator.postings(series, previous - horizon.days(), previous);
      boolean due = entered.contains(facet) && Math.max(n, before) >= rules.minPostings();
      Told stood = held.book.told(facet, h, end);
      boolean counted = stood != null && !stood.provisional();
      if (due) {
        DemandFigures figures =
            n < rules.minPostings() ? null : calculator.figures(series, end - horizon.days(), end);
        long hash = hash(n + "|" + figures);
        boolean provisional = status == Status.PROVISIONAL;
        if (stood == null || stood.hash() != hash || (stood.provisional() && !provisional)) {
          held.book.line(facet).told[h].put(end, new Told(hash, provisional, figures == null));
          send(held, facet, h, end, status, n, figures);
          counts[2]++;
        }
        counts[0] += counted ? 0 : 1;
        counts[1] += (figures == null ? 1 : 0) - (counted && stood.suppressed() ? 1 : 0);
      } else if (stood != null) {
        held.book.line(facet).told[h].remove(end);
        send(held, facet, h, end, Status.RETRACTION, 0, null);
        counts[0] -= counted ? 1 : 0;
        counts[1] -= counted && stood.suppressed() ? 1 : 0;
        counts[2]++;
      }
    }
    return counts;
  }

  private static void addTold(String facet, Told told, Set<String> facets) {
    if (told != null) {
      facets.add(facet);
    }
  }

  private static void collect(Held held, int from, int to, Set<String> facets) {
    held.days.subMap(from, to).values().forEach(day -> facets.addAll(day.panes().keySet()));
  }

  private void send(
      Held held, String facet, int h, int end, Status status, long n, DemandFigures figures) {
    long revision = ++held.book.line(facet).revisions[h];
    held.bookDirty = true;
    touched.put(held.order, held);
    Horizon horizon = rules.grid().horizons().get(h);
    sink.signal(
        new DemandEvent(
            held.market, facet, horizon, end, status, revision, n, figures, watermark()));
  }

  /** FNV-1a over the text of the content, the same on every run. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  @Override
  public boolean tellProvisional(BooleanSupplier stop) {
    if (watermarks.minimum() != CLOSED && watermarks.maxEventTime() != NONE) {
      int[] ends = lastEnds();
      for (Held held : touched.values()) {
        if (stop.getAsBoolean()) {
          return false;
        }
        for (int h = 0; h < ends.length; h++) {
          if (ends[h] > closedThrough(held)) {
            tell(held, h, ends[h], Status.PROVISIONAL);
          }
        }
      }
    }
    return true;
  }

  private int target() {
    long minimum = watermarks.minimum();
    long max = watermarks.maxEventTime();
    if (minimum == NONE || (minimum == CLOSED && max == NONE)) {
      return NOTHING;
    }
    return minimum == CLOSED
        ? rules.grid().lastEnd(Grid.dayOf(max))
        : Grid.dayOf(minimum - rules.graceMillis());
  }

  private int[] lastEnds() {
    long max = watermarks.maxEventTime();
    int[] ends = new int[rules.grid().horizons().size()];
    for (int h = 0; h < ends.length; h++) {
      ends[h] = max == NONE ? NOTHING : rules.grid().horizons().get(h).after(Grid.dayOf(max));
    }
    return ends;
  }

  @Override
  public boolean hasCorrections() {
    return !pending.isEmpty();
  }

  @Override
  public void save() {
    for (Held held : touched.values()) {
      for (int day : held.dirty) {
        DemandDay panes = held.days.get(day);
        state.saveDay(held.market, day, panes);
        if (panes.isEmpty()) {
          held.days.remove(day);
        }
      }
      held.dirty.clear();
      if (held.bookDirty) {
        state.saveBook(held.market, held.book);
        held.bookDirty = false;
      }
    }
    touched.clear();
    pending.values().forEach(held -> state.savePending(held.market, held.pendingFrom));
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
    return complete && pending.isEmpty();
  }

  @Override
  public int closedThrough() {
    return closedThrough;
  }

  @Override
  public long heldDays() {
    long days = 0;
    for (Held held : markets.values()) {
      days += held.days.size();
    }
    return days;
  }

  @Override
  public int markets() {
    return markets.size();
  }
}
