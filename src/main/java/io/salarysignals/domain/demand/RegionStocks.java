package io.salarysignals.domain.demand;

import io.salarysignals.domain.market.Market;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The open postings that location quotients are made of: of all roles in every region, and of each
 * role in the regions that others are part of. Other roles and regions change them, so changes of
 * closed days wait apart until all quotients that they move are told anew.
 */
final class RegionStocks {
  private final Map<DemandMarket, Counted> stocks = new HashMap<>();
  private final Map<DemandMarket, TreeSet<Integer>> dirty = new HashMap<>();
  private int late;

  /** A stock as it was told, and what changed in it since. */
  private static final class Counted {
    final Stock told = new Stock();
    Stock late = new Stock();

    long at(int day, boolean withLate) {
      return told.at(day) + (withLate && !late.isEmpty() ? late.at(day) : 0);
    }
  }

  /** Whether a role's stock in a region is compared with. */
  static boolean isCompared(String region) {
    return region.equals(Market.WORLD) || region.length() == 2;
  }

  private Counted stock(DemandMarket market) {
    return stocks.computeIfAbsent(market, m -> new Counted());
  }

  /** Takes over what was counted before; of roles, their panes. */
  void load(DemandMarket market, int day, int net) {
    stock(market).told.add(day, net);
  }

  /** Takes over that a part of what was counted waits. */
  void loadLate(DemandMarket market, int day, int net) {
    stock(market).told.add(day, -net);
    addLate(stock(market), day, net);
  }

  private void addLate(Counted stock, int day, int net) {
    late -= stock.late.isEmpty() ? 0 : 1;
    stock.late.add(day, net);
    late += stock.late.isEmpty() ? 0 : 1;
  }

  /** Adds a change; one of a closed day waits. */
  void add(DemandMarket market, int day, int net, boolean isLate) {
    if (net == 0) {
      return;
    }
    Counted stock = stock(market);
    if (isLate) {
      addLate(stock, day, net);
    } else {
      stock.told.add(day, net);
    }
    if (isLate || market.role().equals(DemandMarket.ALL_ROLES)) {
      dirty(market, day);
    }
  }

  private void dirty(DemandMarket market, int day) {
    dirty.computeIfAbsent(market, m -> new TreeSet<>()).add(day);
  }

  /** Whether changes of closed days wait. */
  boolean hasLate() {
    return late > 0;
  }

  /**
   * The first day on which what a market's quotient is compared with changed late, or MAX_VALUE.
   */
  int firstLate(DemandMarket market) {
    String parent = DemandMarket.parent(market.region());
    if (parent == null) {
      return Integer.MAX_VALUE;
    }
    int first = firstLate(DemandMarket.ALL_ROLES, market.region());
    first = Math.min(first, firstLate(DemandMarket.ALL_ROLES, parent));
    return Math.min(first, firstLate(market.role(), parent));
  }

  private int firstLate(String role, String region) {
    Counted stock = stocks.get(new DemandMarket(role, region));
    return stock == null || stock.late.isEmpty() ? Integer.MAX_VALUE : stock.late.first();
  }

  /** Late changes now count as told. */
  void takeLate() {
    stocks.forEach(
        (market, stock) -> {
          for (int day : stock.late.days()) {
            stock.told.add(day, stock.late.net(day));
            dirty(market, day);
          }
          stock.late = new Stock();
        });
    late = 0;
  }

  /**
   * The role's share of the postings open in the region at the end of a day, over its share in the
   * parent region; to two places, because other roles change it all the time. Null for the world,
   * and where nothing is open to compare with.
   *
   * @param open the role's open postings in the region
   * @param withLate whether late changes count
   */
  Double quotient(DemandMarket market, long open, int day, boolean withLate) {
    String parent = DemandMarket.parent(market.region());
    if (parent == null) {
      return null;
    }
    long here = at(DemandMarket.ALL_ROLES, market.region(), day, withLate);
    long all = at(DemandMarket.ALL_ROLES, parent, day, withLate);
    long there = at(market.role(), parent, day, withLate);
    if (here <= 0 || all <= 0 || there <= 0) {
      return null;
    }
    return Math.round(100.0 * open / here / there * all) / 100.0;
  }

  private long at(String role, String region, int day, boolean withLate) {
    Counted stock = stocks.get(new DemandMarket(role, region));
    return stock == null ? 0 : stock.at(day, withLate);
  }

  /** Hands what changed to the state: of all roles the stock, of each what waits. */
  void save(DemandState state) {
    dirty.forEach(
        (market, days) -> {
          Counted stock = stock(market);
          boolean all = market.role().equals(DemandMarket.ALL_ROLES);
          for (int day : days) {
            int waiting = stock.late.net(day);
            state.saveStock(market, day, all ? stock.told.net(day) + waiting : 0, waiting);
          }
        });
    dirty.clear();
  }
}
