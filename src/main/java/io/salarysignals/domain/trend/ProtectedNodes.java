package io.salarysignals.domain.trend;

import io.salarysignals.domain.gate.protect.Cell;
import io.salarysignals.domain.gate.protect.Content;
import io.salarysignals.domain.gate.protect.Node;
import io.salarysignals.domain.gate.protect.ProtectedRelease;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.Accumulator;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.window.WindowSums;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The cells of a role's window as the protected release judges them, from the panes. */
final class ProtectedNodes {
  private static final Set<String> FACETS = facets();

  private final Markets markets;
  private final Teller teller;

  ProtectedNodes(Markets markets, Teller teller) {
    this.markets = markets;
    this.teller = teller;
  }

  private static Set<String> facets() {
    Set<String> facets = new TreeSet<>();
    facets.add(Facet.ALL);
    for (Level level : Level.values()) {
      facets.add(Facet.level(level));
    }
    return facets;
  }

  /** The world and the countries of a role that were ever seen; the role is that of the world. */
  List<MarketState> tree(Market role) {
    List<MarketState> tree = new ArrayList<>();
    MarketState world = markets.find(role);
    if (world != null) {
      tree.add(world);
    }
    String countries = MarketState.countriesOf(role.role());
    List<MarketState> all = markets.inOrder();
    for (int i = firstFrom(countries, all);
        i < all.size() && all.get(i).order.startsWith(countries);
        i++) {
      if (all.get(i).market.basis() == role.basis()) {
        tree.add(all.get(i));
      }
    }
    return tree;
  }

  /** Position of the first market whose order is at least {@code order}. */
  private static int firstFrom(String order, List<MarketState> sorted) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted.get(middle).order.compareTo(order) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** What the role's cells hold in the window that ends at {@code end}. */
  Map<Cell, Pane> sums(Market role, int end) {
    Map<Cell, Pane> sums = new TreeMap<>();
    for (MarketState market : tree(role)) {
      String region = market.market.region();
      Set<String> facets = region.equals(Market.WORLD) ? Set.of(Facet.ALL) : FACETS;
      WindowSums window = new WindowSums(facets);
      window.moveTo(end - ProtectedRelease.WINDOW_DAYS, end, markets.days(market));
      for (String facet : facets) {
        Pane sum = window.sum(facet);
        if (sum != null) {
          sums.put(new Cell(region, facet), sum);
        }
      }
    }
    return sums;
  }

  /** Content in US dollars throughout, so that parents and children subtract; samples as shown. */
  Map<Cell, Node> of(Market role, Map<Cell, Pane> sums) {
    Map<Cell, Node> nodes = new TreeMap<>();
    sums.forEach(
        (cell, sum) -> {
          String currency = teller.currency(new Market(role.role(), cell.region(), role.basis()));
          nodes.put(
              cell,
              new Node(
                  cell,
                  content(sum.usd() == null ? sum.local() : sum.usd()),
                  new AccumulatorSample().over(sum.local(), currency)));
        });
    return nodes;
  }

  private static Content content(Accumulator sums) {
    return Content.of(
        sums.n(),
        sums.sum(),
        sums.anonymous(),
        sums.employerCount(),
        sums.employers(),
        sums.employerCounts(),
        sums.employerLogSums(),
        sums.binCount(),
        sums.bins(),
        sums.binCounts());
  }
}
