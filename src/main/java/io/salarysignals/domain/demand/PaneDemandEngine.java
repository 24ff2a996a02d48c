package io.salarysignals.domain.demand;

import static io.salarysignals.domain.demand.DemandCursor.NOTHING;
import static io.salarysignals.domain.watermark.SourceProgress.CLOSED;
import static io.salarysignals.domain.watermark.SourceProgress.NONE;

import io.salarysignals.domain.demand.DemandEvent.Status;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.watermark.WatermarkVector;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.domain.window.Horizon;
import java.util.HashMap;
import java.util.List;
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
  private final List<Horizon> horizons;
  private final VacancyGroups groups;
  private final Map<DemandMarket, DemandHolding> holdings = new HashMap<>();
  private final TreeMap<String, DemandHolding> markets = new TreeMap<>();
  private final TreeSet<Integer> activeDays = new TreeSet<>();
  private final DueMarkets due;
  private final WarmSums warm = new WarmSums();
  private final TreeMap<String, DemandHolding> provisional = new TreeMap<>();
  private final TreeMap<String, DemandHolding> pending = new TreeMap<>();
  private final TreeMap<String, DemandHolding> stirred = new TreeMap<>();
  private final TreeMap<String, DemandHolding> dirty = new TreeMap<>();
  private int closedThrough = NOTHING;
  private int closing = NOTHING;
  private String closedMarket = "";
  private long finals;
  private long suppressed;
  private boolean complete;

  private record Cell(String region, String facet, int day) {}

  /** What is to be said about a window; no figures: too few postings. */
  private record Content(long n, long employers, DemandFigures figures) {}

  public PaneDemandEngine(
      DemandRules rules, int sourcePartitions, DemandState state, DemandSink sink) {
    this.rules = rules;
    this.horizons = rules.grid().horizons();
    this.due = new DueMarkets(horizons);
    this.state = state;
    this.groups = new VacancyGroups(rules, state);
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
          DemandHolding held = held(market);
          held.put(day, panes);
          activeDays.add(day);
          due.add(day, held);
        });
    state.forEachLate(
        (market, day, changes) -> {
          DemandHolding held = held(market);
          held.late.put(day, changes);
          pending.put(held.order, held);
        });
    state.forEachLine(
        (market, facet, line) -> {
          DemandHolding held = held(market);
          held.put(facet, line);
          noteProvisional(held);
        });
  }

  private void noteProvisional(DemandHolding held) {
    if (held.hasProvisionals()) {
      provisional.put(held.order, held);
    } else {
      provisional.remove(held.order);
    }
  }

  private DemandHolding held(DemandMarket market) {
    DemandHolding held = holdings.get(market);
    if (held == null) {
      held = new DemandHolding(market, horizons.size());
      holdings.put(market, held);
      markets.put(held.order, held);
    }
    return held;
  }

  @Override
  public void change(String role, PostingLife before, PostingLife after) {
    Map<Cell, DemandPane> deltas = new HashMap<>();
    LifePanes.Panes collect =
        (region, facet, day) ->
            deltas.computeIfAbsent(new Cell(region, facet, day), c -> new DemandPane());
    LifePanes.add(-1, role, before, collect);
    LifePanes.add(1, role, after, collect);
    groups.change(role, before, after, collect);
    deltas.forEach((cell, delta) -> apply(role, cell, delta));
  }

  private void apply(String role, Cell cell, DemandPane delta) {
    if (delta.isEmpty()) {
      return;
    }
    DemandHolding held = held(new DemandMarket(role, cell.region()));
    boolean late = cell.day() < closedThrough(held);
    held.add(cell.facet(), cell.day(), delta, late);
    activeDays.add(cell.day());
    due.add(cell.day(), held);
    dirty.put(held.order, held);
    stirred.put(held.order, held);
    if (late) {
      pending.put(held.order, held);
    }
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
    while (!pending.isEmpty()) {
      if (stop.getAsBoolean()) {
        return false;
      }
      correct(pending.firstEntry().getValue());
    }
    return true;
  }

  /**
   * Compares what was told, which follows from the panes as they were, with what follows from them
   * now, in every closed window that holds a changed day or comes after one.
   */
  private void correct(DemandHolding held) {
    pending.remove(held.order);
    if (held.late.isEmpty()) {
      return;
    }
    DemandView now = held.view();
    DemandView was = held.told();
    Set<String> facets = new TreeSet<>(was.changed());
    // The shares of skills are told with the facet of all.
    facets.add(Facet.ALL);
    int first = held.late.firstKey();
    int[] lastEnds = lastEnds();
    for (int h = 0; h < horizons.size(); h++) {
      Horizon horizon = horizons.get(h);
      int last = Math.min(closedThrough(held), lastEnds[h]);
      for (int end = horizon.after(first); end <= last; end += horizon.step()) {
        long[] counts = new long[3];
        for (String facet : facets) {
          correct(held, facet, h, end, content(was, facet, horizon, end), now, counts);
        }
        if (counts[2] > 0) {
          sink.gridEnd(end, counts[0], counts[1], counts[2]);
        }
      }
    }
    held.clearLate();
    warm.used(held);
    dirty.put(held.order, held);
  }

  private void correct(
      DemandHolding held,
      String facet,
      int h,
      int end,
      Content stood,
      DemandView now,
      long[] counts) {
    Content stands = content(now, facet, horizons.get(h), end);
    if (stands == null ? stood == null : stands.equals(stood)) {
      return;
    }
    counts[0] += (stands == null ? 0 : 1) - (stood == null ? 0 : 1);
    counts[1] += isSuppressed(stands) - isSuppressed(stood);
    counts[2]++;
    send(held, facet, h, end, stands == null ? Status.RETRACTION : Status.CORRECTION, stands);
  }

  private static int isSuppressed(Content content) {
    return content != null && content.figures == null ? 1 : 0;
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
      for (DemandHolding held : visited(closing).tailMap(closedMarket, false).values()) {
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

  /**
   * The markets in which something may be due; and those with late changes, because what was told
   * of them must be mended before the next window counts as told.
   */
  private TreeMap<String, DemandHolding> visited(int end) {
    TreeMap<String, DemandHolding> visited = due.at(end);
    visited.putAll(pending);
    visited.putAll(provisional);
    return visited;
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
    if (!held.late.isEmpty()) {
      correct(held);
    }
    int[] lastEnds = lastEnds();
    for (int h = 0; h < lastEnds.length; h++) {
      Horizon horizon = horizons.get(h);
      if (!horizon.isGridEnd(closing) || closing > lastEnds[h]) {
        continue;
      }
      for (String facet : candidates(held, h, closing)) {
        Content content = content(held.view(), facet, horizon, closing);
        if (content != null) {
          finals++;
          suppressed += isSuppressed(content);
          send(held, facet, h, closing, Status.FINAL, content);
        } else if (isProvisional(held, facet, h, closing)) {
          send(held, facet, h, closing, Status.RETRACTION, null);
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

  /**
   * What is to be said about a window, or null where nothing is: there is an event where something
   * entered or left since the grid's previous window, and enough postings are in one of the two.
   */
  private Content content(DemandView view, String facet, Horizon horizon, int end) {
    DemandSeries series = view.series(facet);
    int previous = end - horizon.step();
    if (!series.moves(previous, end)
        && !series.moves(previous - horizon.days(), end - horizon.days())) {
      return null;
    }
    int from = end - horizon.days();
    long n = DemandCalculator.postings(series, from, end);
    long employers = series.sum(DemandPane.EMPLOYER_CHANGE, Integer.MIN_VALUE, end);
    if (n >= rules.minPostings()) {
      return new Content(n, employers, calculator.figures(view, facet, from, end));
    }
    long before = DemandCalculator.postings(series, previous - horizon.days(), previous);
    return before >= rules.minPostings() ? new Content(n, employers, null) : null;
  }

  private void send(
      DemandHolding held, String facet, int h, int end, Status status, Content content) {
    DemandLine line = held.line(facet);
    long revision = ++line.revisions[h];
    held.said(facet, h, end, status == Status.PROVISIONAL ? hash(content) : null);
    noteProvisional(held);
    dirty.put(held.order, held);
    sink.signal(
        new DemandEvent(
            held.market,
            facet,
            horizons.get(h),
            end,
            status,
            revision,
            content == null ? 0 : content.n,
            content == null ? 0 : content.employers,
            isSuppressed(content) == 0 ? null : fallback(held.market, facet, h, end),
            content == null ? null : content.figures,
            watermark()));
  }

  /** The nearest publishable parent: the whole market first, then larger regions; or null. */
  private DemandEvent.Fallback fallback(DemandMarket market, String facet, int h, int end) {
    for (String region : larger(market.region())) {
      DemandHolding parent = holdings.get(new DemandMarket(market.role(), region));
      for (String of : facet.equals(Facet.ALL) ? List.of(facet) : List.of(facet, Facet.ALL)) {
        boolean self = region.equals(market.region()) && of.equals(facet);
        if (parent != null && !self) {
          long n =
              DemandCalculator.postings(
                  parent.view().series(of), end - horizons.get(h).days(), end);
          if (n >= rules.minPostings()) {
            DemandLine line = parent.lines.get(of);
            return new DemandEvent.Fallback(
                parent.market, of, line == null ? 0 : line.revisions[h], n);
          }
        }
      }
    }
    return null;
  }

  /** A region and those that it is part of. */
  private static List<String> larger(String region) {
    if (region.equals(Market.WORLD)) {
      return List.of(region);
    }
    return region.length() == 2
        ? List.of(region, Market.WORLD)
        : List.of(region, region.substring(0, 2), Market.WORLD);
  }

  /** FNV-1a over the text of the content, the same on every run. */
  private static long hash(Content content) {
    String text = content.toString();
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  @Override
  public boolean tellProvisional(BooleanSupplier stop) {
    if (watermarks.minimum() == CLOSED || watermarks.maxEventTime() == NONE) {
      return true;
    }
    int[] ends = lastEnds();
    while (!stirred.isEmpty()) {
      if (stop.getAsBoolean()) {
        return false;
      }
      DemandHolding held = stirred.pollFirstEntry().getValue();
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
      Content content = content(held.view(), facet, horizons.get(h), end);
      boolean stood = isProvisional(held, facet, h, end);
      if (content == null) {
        if (stood) {
          send(held, facet, h, end, Status.RETRACTION, null);
        }
      } else if (!stood || held.lines.get(facet).provisional[h].get(end) != hash(content)) {
        send(held, facet, h, end, Status.PROVISIONAL, content);
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
    return !pending.isEmpty();
  }

  @Override
  public void save() {
    groups.save();
    dirty.values().forEach(held -> held.save(state));
    dirty.clear();
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
    for (DemandHolding held : markets.values()) {
      days += held.days.size();
    }
    return days;
  }

  @Override
  public int markets() {
    return markets.size();
  }
}
