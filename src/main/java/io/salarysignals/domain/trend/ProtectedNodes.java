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
import io.salarysignals.domain.pane.PaneSummer.Room;
import io.salarysignals.domain.window.FacetWindow;
import io.salarysignals.domain.window.FacetWindow.InRegion;
import io.salarysignals.domain.window.Horizon;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The cells of a role's window as the protected release judges them, from the panes. */
final class ProtectedNodes {
  private static final Set<String> FACETS = facets();

  private static final Horizon WINDOW = new Horizon(ProtectedRelease.WINDOW_DAYS, 1);

  private final Roles roles;
  private final Teller teller;
  private final FacetWindow window;
  private final Room room = new Room();

  ProtectedNodes(Roles roles, Teller teller) {
    this.roles = roles;
    this.teller = teller;
    this.window = teller.newWindow();
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
    RoleState known = roles.find(role);
    List<MarketState> tree = new ArrayList<>();
    if (known != null) {
      for (MarketState market : known.markets.values()) {
        String region = market.market.region();
        if (region.equals(Market.WORLD)) {
          tree.add(0, market);
        } else if (region.length() == 2) {
          tree.add(market);
        }
      }
    }
    return tree;
  }

  /** What the role's cells hold in the window that ends at {@code end}. */
  Map<Cell, Pane> sums(Market role, int end) {
    Map<Cell, Pane> sums = new TreeMap<>();
    RoleState known = roles.find(role);
    if (known == null) {
      return sums;
    }
    window.over(roles.days(known), WINDOW, end);
    for (String facet : FACETS) {
      window.facet(roles.names.facet(facet), 1);
      for (int i = 0; i < window.nodes(); i++) {
        InRegion node = window.node(i);
        if (Cell.belongs(node.region(), facet) && node.n() > 0) {
          sums.put(new Cell(node.region(), facet), node.sum(room).copy());
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
