package io.salarysignals.domain.demand;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** State in memory: what was saved is there, and can start another engine. */
final class MemoryDemandState implements DemandState {
  private record MarketDay(DemandMarket market, int day) {}

  private record Cell(DemandMarket market, String facet) {}

  private final Map<MarketDay, DemandDay> days = new LinkedHashMap<>();
  private final Map<Integer, Map<MarketDay, DemandDay>> late = new LinkedHashMap<>();
  private final Map<Cell, DemandLine> lines = new LinkedHashMap<>();
  private final Map<String, Map<Long, PostingLife>> groups = new LinkedHashMap<>();
  private final Map<MarketDay, int[]> stocks = new LinkedHashMap<>();
  private DemandCursor cursor;

  /** The days that have panes. */
  int days() {
    return days.size();
  }

  int groups() {
    return groups.size();
  }

  private static DemandDay copy(DemandDay day) {
    DemandDay copy = new DemandDay();
    copy.addAll(day);
    return copy;
  }

  private static void save(Map<MarketDay, DemandDay> to, MarketDay key, DemandDay day) {
    if (day.isEmpty()) {
      to.remove(key);
    } else {
      to.put(key, copy(day));
    }
  }

  @Override
  public void saveDay(DemandMarket market, int day, DemandDay panes) {
    save(days, new MarketDay(market, day), panes);
  }

  @Override
  public DemandDay loadDay(DemandMarket market, int day) {
    DemandDay stored = days.get(new MarketDay(market, day));
    return stored == null ? null : copy(stored);
  }

  @Override
  public void forEachDay(DayVisitor visitor) {
    days.forEach((key, panes) -> visitor.visit(key.market, key.day, copy(panes)));
  }

  @Override
  public void loadMarket(DemandMarket market, DayVisitor dayVisitor, LineVisitor lineVisitor) {
    days.forEach(
        (key, panes) -> {
          if (key.market.equals(market)) {
            dayVisitor.visit(market, key.day, copy(panes));
          }
        });
    lines.forEach(
        (cell, line) -> {
          if (cell.market.equals(market)) {
            lineVisitor.visit(market, cell.facet, line);
          }
        });
  }

  @Override
  public void saveLate(DemandMarket market, int toldThrough, int day, DemandDay changes) {
    save(
        late.computeIfAbsent(toldThrough, e -> new LinkedHashMap<>()),
        new MarketDay(market, day),
        changes);
  }

  @Override
  public void forEachLate(LateVisitor visitor) {
    late.forEach(
        (told, days) ->
            days.forEach(
                (key, changes) -> visitor.visit(key.market, told, key.day, copy(changes))));
  }

  @Override
  public void saveLine(DemandMarket market, String facet, DemandLine line) {
    lines.put(new Cell(market, facet), line);
  }

  @Override
  public void forEachLine(LineVisitor visitor) {
    lines.forEach((cell, line) -> visitor.visit(cell.market, cell.facet, line));
  }

  @Override
  public void forEachGroup(GroupVisitor visitor) {
    for (String key : groups.keySet()) {
      int bar = key.lastIndexOf('|');
      visitor.visit(key.substring(0, bar), Integer.parseInt(key.substring(bar + 1)));
    }
  }

  @Override
  public GroupId groupAfter(GroupId group) {
    List<String> keys = new ArrayList<>(groups.keySet());
    keys.sort(null);
    for (String key : keys) {
      if (group == null || key.compareTo(group.role() + '|' + group.employer()) > 0) {
        int bar = key.lastIndexOf('|');
        return new GroupId(key.substring(0, bar), Integer.parseInt(key.substring(bar + 1)));
      }
    }
    return null;
  }

  int members() {
    return groups.values().stream().mapToInt(Map::size).sum();
  }

  @Override
  public void loadGroup(String role, int employer, Map<Long, PostingLife> members) {
    members.putAll(groups.getOrDefault(role + '|' + employer, Map.of()));
  }

  @Override
  public void saveMember(String role, int employer, PostingLife life) {
    Map<Long, PostingLife> group =
        groups.computeIfAbsent(role + '|' + employer, k -> new LinkedHashMap<>());
    if (life.counts()) {
      group.put(life.key(), life);
    } else {
      group.remove(life.key());
    }
    groups.values().removeIf(Map::isEmpty);
  }

  @Override
  public void saveStock(DemandMarket market, int day, int net, int late) {
    stocks.put(new MarketDay(market, day), new int[] {net, late});
  }

  @Override
  public void forEachStock(StockVisitor visitor) {
    stocks.forEach((key, value) -> visitor.visit(key.market, key.day, value[0], value[1]));
  }

  @Override
  public DemandCursor loadCursor() {
    return cursor;
  }

  @Override
  public void saveCursor(DemandCursor saved) {
    cursor = saved;
  }
}
