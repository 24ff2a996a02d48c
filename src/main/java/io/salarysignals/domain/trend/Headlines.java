package io.salarysignals.domain.trend;

import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.pane.PaneSummer.Room;
import io.salarysignals.domain.stats.Figures;
import io.salarysignals.domain.trend.TrendEvent.Fallback;
import io.salarysignals.domain.window.FacetWindow;
import io.salarysignals.domain.window.FacetWindow.InRegion;
import io.salarysignals.domain.window.Grid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The headline figures of the nearest publishable parent of a suppressed cell. Those of one role
 * and window are remembered until {@link #forget}.
 */
final class Headlines {
  private final Grid grid;
  private final Roles roles;
  private final Judge judge;
  private final FacetWindow window;
  private final Room room = new Room();
  private final Map<String, Optional<Fallback>> known = new HashMap<>();
  private RoleState role;
  private int horizon;
  private int end;

  Headlines(Grid grid, Roles roles, Judge judge) {
    this.grid = grid;
    this.roles = roles;
    this.judge = judge;
    window = new FacetWindow(roles.names, roles.summer);
  }

  /** What is known may have changed. */
  void forget() {
    role = null;
    known.clear();
  }

  /** The nearest publishable parent: the whole market first, then larger regions. */
  Fallback of(MarketState market, int h, int atEnd, String facet, String currency) {
    if (role != market.role || horizon != h || end != atEnd) {
      known.clear();
      role = market.role;
      horizon = h;
      end = atEnd;
      window.over(roles.days(role), grid.horizons().get(h), end);
    }
    return nearest(market.market.region(), facet, (region, of) -> headline(region, of, currency));
  }

  /**
   * The nearest publishable parent: the whole market first, then larger regions.
   *
   * @param headline of a region and facet, or null where it may not be published
   */
  static Fallback nearest(
      String region, String facet, BiFunction<String, String, Fallback> headline) {
    boolean all = facet.equals(Facet.ALL);
    List<String> regions = new ArrayList<>(3);
    regions.add(region);
    if (region.length() > 2 && !region.equals(Market.WORLD)) {
      regions.add(region.substring(0, 2));
    }
    if (!region.equals(Market.WORLD)) {
      regions.add(Market.WORLD);
    }
    for (String at : regions) {
      Fallback found = all || at.equals(region) ? null : headline.apply(at, facet);
      if (found == null && !(all && at.equals(region))) {
        found = headline.apply(at, Facet.ALL);
      }
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private Fallback headline(String region, String facet, String childCurrency) {
    String key = region + '|' + facet;
    Optional<Fallback> found = known.get(key);
    if (found == null) {
      String currency = region.equals(Market.WORLD) ? "USD" : childCurrency;
      found = Optional.ofNullable(compute(region, facet, currency));
      known.put(key, found);
    }
    return found.orElse(null);
  }

  private Fallback compute(String region, String facet, String currency) {
    window.facet(roles.names.facet(facet), judge.minObservations());
    InRegion node = window.node(region);
    Pane sum = node == null ? null : node.sum(room);
    if (sum == null || !judge.isPublishable(sum, currency)) {
      return null;
    }
    Figures figures = judge.figures(sum, currency);
    MarketState parent = role.market(region);
    return new Fallback(
        parent.market,
        facet,
        end,
        roles.book(parent).revision(facet, horizon),
        currency,
        sum.n(),
        figures.mean().value(),
        figures.p50().value());
  }
}
