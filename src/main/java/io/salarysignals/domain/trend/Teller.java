package io.salarysignals.domain.trend;

import io.salarysignals.domain.change.PayChange;
import io.salarysignals.domain.change.PayChanges;
import io.salarysignals.domain.gate.SuppressionReason;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.pane.PaneSummer.Room;
import io.salarysignals.domain.stats.Figures;
import io.salarysignals.domain.trend.TrendEvent.Fallback;
import io.salarysignals.domain.trend.TrendEvent.Status;
import io.salarysignals.domain.watermark.WatermarkVector;
import io.salarysignals.domain.window.FacetWindow;
import io.salarysignals.domain.window.FacetWindow.InRegion;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.domain.window.Horizon;
import java.util.List;
import java.util.function.Function;

/** Makes events out of window sums: judges them, numbers them and remembers what is provisional. */
final class Teller {
  private final Grid grid;
  private final Roles roles;
  private final Judge judge;
  private final TrendSink sink;
  private final WatermarkVector watermarks;
  private final Function<String, String> currencyOfRegion;
  private final Headlines headlines;
  private final FacetWindow aside;
  private final Room asideRoom = new Room();

  Teller(
      Grid grid,
      Roles roles,
      Judge judge,
      TrendSink sink,
      WatermarkVector watermarks,
      Function<String, String> currencyOfRegion) {
    this.grid = grid;
    this.roles = roles;
    this.judge = judge;
    this.sink = sink;
    this.watermarks = watermarks;
    this.currencyOfRegion = currencyOfRegion;
    this.headlines = new Headlines(grid, roles, judge);
    this.aside = new FacetWindow(roles.names, roles.summer);
  }

  /** A window of one role, one facet at a time, for who looks at single cells. */
  FacetWindow newWindow() {
    return new FacetWindow(roles.names, roles.summer);
  }

  /** Something to tell many grid ends of a role with. */
  Sweep newSweep(MovingWindows moving, PayChanges changes) {
    return new Sweep(grid, roles, this, judge, moving, changes);
  }

  /** What is known of parents may have changed. */
  void forgetHeadlines() {
    headlines.forget();
  }

  long watermark() {
    return watermarks.minimum();
  }

  /** The currency of a market: its country's, USD for the world. */
  String currency(Market market) {
    return market.region().equals(Market.WORLD) ? "USD" : currencyOfRegion.apply(market.region());
  }

  /** The same, remembered. */
  String currency(MarketState market) {
    if (market.currency == null) {
      market.currency = currency(market.market);
    }
    return market.currency;
  }

  /** Whether a window may be published; a null sum is an empty window. */
  boolean isPublishable(MarketState market, Pane sum) {
    return sum != null && judge.isPublishable(sum, currency(market));
  }

  /** Whether a window of so many observations can be publishable. */
  boolean mayBePublishable(long n) {
    return n >= judge.minObservations();
  }

  /** Whether some event may be due for a grid end, or a provisional one stands there. */
  boolean mayTell(RoleState role, int h, int end) {
    Horizon horizon = grid.horizons().get(h);
    return role.provisionalEnds.contains(end)
        || (role.moved(horizon, end) && role.mayHold(judge.minObservations(), horizon, end));
  }

  /** Takes back the provisional events that stand at a grid end, but protected ones. */
  void retractProvisional(RoleState role, int h, int end) {
    for (MarketState market : role.markets.values()) {
      if (!market.provisionalEnds.contains(end)) {
        continue;
      }
      for (String facet : List.copyOf(roles.book(market).lines().keySet())) {
        if (roles.book(market).hasProvisional(facet, h, end)) {
          InRegion node = cell(market, h, end, facet);
          Pane sum = node == null ? null : node.sum(asideRoom);
          if (!ProtectedTeller.governs(market.market, grid.horizons().get(h), end, facet, sum)) {
            retract(market, h, end, facet);
          }
        }
      }
    }
  }

  /** A cell in a window, valid until the next; null where it is empty now and before. */
  InRegion cell(MarketState market, int h, int end, String facet) {
    aside.over(roles.days(market.role), grid.horizons().get(h), end);
    return aside.facet(roles.names.facet(facet), 1) ? aside.node(market.market.region()) : null;
  }

  /** Whether the window of the grid end before was publishable. */
  boolean wasPublishable(MarketState market, int h, int end, String facet) {
    InRegion node = cell(market, h, end, facet);
    return node != null && isPublishable(market, node.sumBefore(asideRoom));
  }

  /** Whether an event of a cell's window is due under the profile open. */
  boolean isDue(MarketState market, int h, int end, String facet, Pane sum) {
    InRegion node = cell(market, h, end, facet);
    return node != null
        && node.moved() > 0
        && (isPublishable(market, sum) || isPublishable(market, node.sumBefore(asideRoom)));
  }

  /** Why a window may not be published under the profile open; a null sum is an empty window. */
  List<SuppressionReason> reasons(MarketState market, Pane sum) {
    return judge.reasons(sum == null ? new Pane() : sum, currency(market));
  }

  /** Takes back the event that stands for a cell's window. */
  void retract(MarketState market, int h, int end, String facet) {
    Book book = roles.book(market);
    book.removeProvisional(facet, h, end);
    long revision = book.next(facet, h);
    roles.bookChanged(market);
    sink.trend(
        new TrendEvent(
            market.market,
            facet,
            grid.horizons().get(h),
            end,
            Status.RETRACTION,
            revision,
            null,
            null,
            List.of(),
            null,
            watermark()));
  }

  /** Sends the event of a cell's window; a null sum is an empty window. */
  void send(MarketState market, int h, int end, String facet, Status status, Pane sum) {
    String currency = currency(market);
    Pane held = sum == null ? new Pane() : sum;
    send(market, h, end, facet, status, sum, judge.reasons(held, currency), List.of());
  }

  /** The median of a window that may be published. */
  double median(MarketState market, Pane sum) {
    return judge.median(sum, currency(market));
  }

  /** The same where the reasons against publication are known; the figures, or null for none. */
  Figures send(
      MarketState market,
      int h,
      int end,
      String facet,
      Status status,
      Pane sum,
      List<SuppressionReason> reasons,
      List<PayChange> changes) {
    String currency = currency(market);
    Pane held = sum == null ? new Pane() : sum;
    Figures figures = reasons.isEmpty() ? judge.figures(held, currency) : null;
    Fallback fallback = figures == null ? headlines.of(market, h, end, facet, currency) : null;
    send(market, h, end, facet, status, held, figures, reasons, fallback, changes);
    return figures;
  }

  /** Sends an event that was judged elsewhere, and returns its number. */
  long send(
      MarketState market,
      int h,
      int end,
      String facet,
      Status status,
      Pane held,
      Figures figures,
      List<SuppressionReason> reasons,
      Fallback fallback,
      List<PayChange> changes) {
    long revision = roles.book(market).next(facet, h);
    roles.bookChanged(market);
    sink.trend(
        new TrendEvent(
            market.market,
            facet,
            grid.horizons().get(h),
            end,
            status,
            revision,
            held,
            figures,
            reasons,
            fallback,
            watermark(),
            changes));
    return revision;
  }
}
