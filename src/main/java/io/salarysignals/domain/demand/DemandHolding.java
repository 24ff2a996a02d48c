package io.salarysignals.domain.demand;

import io.salarysignals.domain.market.Market;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is held of a market: its panes by day and by cell, what changed late, what was said. All but
 * what changed late may be let go of while nothing waits to be saved, and is read again from the
 * state.
 */
final class DemandHolding {
  final DemandMarket market;
  final String order;
  final TreeMap<Integer, DemandDay> days = new TreeMap<>();
  final Map<String, DemandSeries> cells = new HashMap<>();
  final LateChanges late = new LateChanges();
  final TreeMap<String, DemandLine> lines = new TreeMap<>();
  final Set<Integer> dirtyDays = new TreeSet<>();
  final Set<String> dirtyLines = new TreeSet<>();
  private final int horizons;
  private int panes;
  private int provisionals;

  /** Whether it is noted that something changed since provisional figures were told. */
  boolean stirred;

  private boolean inMemory = true;
  private DemandView view;

  DemandHolding(DemandMarket market, int horizons) {
    this.market = market;
    this.order = order(market);
    this.horizons = horizons;
  }

  /** Sorts the markets of a role together, parents before children. */
  private static String order(DemandMarket market) {
    String region = market.region();
    char size = region.equals(Market.WORLD) ? '0' : region.length() == 2 ? '1' : '2';
    return market.role() + '|' + size + region;
  }

  /** Whether panes and lines are in memory. */
  boolean isInMemory() {
    return inMemory;
  }

  /** Reads panes and lines from the state; days that wait to be saved are newer than it. */
  void load(DemandState state) {
    provisionals = 0;
    TreeMap<Integer, DemandDay> waiting = new TreeMap<>(days);
    days.clear();
    panes = 0;
    state.loadMarket(
        market,
        (m, day, panes) -> {
          if (!waiting.containsKey(day)) {
            put(day, panes);
          }
        },
        (m, facet, line) -> put(facet, line));
    waiting.forEach(this::put);
    inMemory = true;
  }

  /** Lets go of panes and lines; nothing of them may wait to be saved. */
  void unload() {
    days.clear();
    cells.clear();
    lines.clear();
    panes = 0;
    view = null;
    inMemory = false;
  }

  private void put(int day, DemandDay panes) {
    days.put(day, panes);
    panes.forEach((facet, pane) -> cell(facet).put(day, pane));
    this.panes += panes.size();
  }

  /** Takes over from the state what was said about a cell. */
  private void put(String facet, DemandLine line) {
    lines.put(facet, line);
    noteProvisionals(line);
  }

  /** Counts the provisional events that stand for a line of the state. */
  void noteProvisionals(DemandLine line) {
    for (TreeMap<Integer, Long> standing : line.provisional) {
      provisionals += standing.size();
    }
  }

  private DemandSeries cell(String facet) {
    DemandSeries cell = cells.get(facet);
    if (cell == null) {
      cell = new DemandSeries();
      cells.put(facet, cell);
      view = null;
    }
    return cell;
  }

  /**
   * Adds to the panes of a day, by facet; returns whether the change is late. Of a market that is
   * not in memory only the day is brought there, until it is saved. What is given may be kept: it
   * is not to be changed after, and has no empty panes.
   *
   * @param toldThrough the last grid end that was told finally
   */
  boolean add(int day, DemandDay changes, int toldThrough, DemandState state) {
    boolean isLate = day < toldThrough;
    if (isLate) {
      late.add(toldThrough, day, changes);
    }
    DemandDay known = days.get(day);
    if (known == null && !inMemory) {
      known = state.loadDay(market, day);
      panes += known == null ? 0 : known.size();
    }
    DemandDay to = known == null ? changes : known;
    days.put(day, to);
    panes -= known == null ? 0 : known.size();
    if (known != null) {
      changes.forEach((facet, pane) -> add(facet, day, pane, to));
    } else if (inMemory) {
      changes.forEach((facet, pane) -> cell(facet).put(day, pane));
    }
    panes += to.size();
    dirtyDays.add(day);
    return isLate;
  }

  private void add(String facet, int day, DemandPane delta, DemandDay to) {
    DemandPane pane = to.pane(facet);
    if (pane == null) {
      pane = delta;
      to.put(facet, pane);
    } else {
      pane = to.own(facet);
      pane.addAll(delta);
    }
    if (pane.isEmpty()) {
      to.dropEmpty(facet);
    }
    if (inMemory) {
      DemandSeries cell = cell(facet);
      cell.put(day, pane);
      if (cell.isEmpty()) {
        cells.remove(facet);
        view = null;
      }
    }
  }

  /**
   * Takes the days before another together; the market must be in memory. Everything is a sum, so
   * what changes on such a day later on is added to it and folded in turn.
   *
   * @return whether there was something
   */
  boolean fold(int before) {
    Map<String, TreeMap<Integer, DemandPane>> folded = new HashMap<>();
    for (Map.Entry<Integer, DemandDay> old : days.headMap(before).entrySet()) {
      old.getValue()
          .forEach(
              (facet, pane) -> {
                TreeMap<Integer, DemandPane> of =
                    folded.computeIfAbsent(facet, f -> new TreeMap<>());
                DemandPane base = of.computeIfAbsent(before - 1, day -> new DemandPane());
                pane.foldInto(
                    old.getKey(), base, day -> of.computeIfAbsent(day, d -> new DemandPane()));
              });
    }
    if (folded.isEmpty()) {
      return false;
    }
    for (Map.Entry<Integer, DemandDay> old : days.headMap(before).entrySet()) {
      for (String facet : old.getValue().facets()) {
        set(old.getKey(), old.getValue(), facet, new DemandPane());
      }
      dirtyDays.add(old.getKey());
    }
    folded.forEach(
        (facet, panesByDay) ->
            panesByDay.forEach(
                (day, pane) -> {
                  if (!pane.isEmpty()) {
                    set(day, days.computeIfAbsent(day, d -> new DemandDay()), facet, pane);
                    dirtyDays.add(day);
                  }
                }));
    return true;
  }

  /** Puts a pane, or removes it where it is empty. */
  private void set(int day, DemandDay of, String facet, DemandPane pane) {
    panes -= of.size();
    of.put(facet, pane);
    of.dropEmpty(facet);
    panes += of.size();
    DemandSeries cell = cell(facet);
    cell.put(day, pane);
    if (cell.isEmpty()) {
      cells.remove(facet);
      view = null;
    }
  }

  /** The market as it is. */
  DemandView view() {
    if (view == null) {
      view = new DemandView(cells);
    }
    return view;
  }

  /** The market as it was before some changes, by day. */
  DemandView before(TreeMap<Integer, DemandDay> changes) {
    return new DemandView(cells, changes);
  }

  /** The first day on which something changed, or MAX_VALUE. */
  int firstDay() {
    return days.isEmpty() ? Integer.MAX_VALUE : days.firstKey();
  }

  /** How many panes there are. */
  int panes() {
    return panes;
  }

  /** Whether a provisional event stands. */
  boolean hasProvisionals() {
    return provisionals > 0;
  }

  /** Notes that an event was said: a provisional one with the hash of its content, or another. */
  void said(String facet, int h, int end, Long provisional) {
    TreeMap<Integer, Long> standing = line(facet).provisional[h];
    provisionals -= standing.size();
    if (provisional == null) {
      standing.remove(end);
    } else {
      standing.put(end, provisional);
    }
    provisionals += standing.size();
  }

  /** The facets that a provisional event stands for. */
  void provisional(Set<String> facets) {
    if (provisionals > 0) {
      lines.forEach(
          (facet, line) -> {
            for (TreeMap<Integer, Long> standing : line.provisional) {
              if (!standing.isEmpty()) {
                facets.add(facet);
              }
            }
          });
    }
  }

  /** Whether a provisional event stands for a window. */
  boolean isProvisional(String facet, int h, int end) {
    DemandLine line = lines.get(facet);
    return line != null && line.provisional[h].containsKey(end);
  }

  /** The facets that a provisional event stands for about a window. */
  void provisional(int h, int end, Set<String> facets) {
    if (provisionals > 0) {
      lines.forEach(
          (facet, line) -> {
            if (line.provisional[h].containsKey(end)) {
              facets.add(facet);
            }
          });
    }
  }

  /** Drops running sums, which take room. */
  void forgetSums() {
    cells.values().forEach(DemandSeries::forgetSums);
  }

  /** The facets in which something entered or left on the days [from, to). */
  void moved(int from, int to, Set<String> facets) {
    if (from < to) {
      days.subMap(from, to).values().forEach(day -> facets.addAll(day.facets()));
    }
  }

  DemandLine line(String facet) {
    dirtyLines.add(facet);
    return lines.computeIfAbsent(facet, f -> new DemandLine(horizons));
  }

  /** Hands what changed to the state. */
  void save(DemandState state) {
    for (int day : dirtyDays) {
      DemandDay panes = days.get(day);
      state.saveDay(market, day, panes);
      if (panes.isEmpty()) {
        days.remove(day);
      }
    }
    dirtyDays.clear();
    if (!inMemory) {
      days.clear();
      panes = 0;
    }
    late.save(market, state);
    for (String facet : dirtyLines) {
      state.saveLine(market, facet, lines.get(facet));
    }
    dirtyLines.clear();
  }
}
