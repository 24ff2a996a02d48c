package io.salarysignals.domain.demand;

import io.salarysignals.domain.demand.DemandEvent.Status;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.watermark.WatermarkVector;
import io.salarysignals.domain.window.Horizon;
import java.util.List;

/** What follows from panes for a window, and how it is said. */
final class DemandTelling {
  /** No event is due. */
  static final int NOTHING = 0;

  /** An event without figures is due: too few postings. */
  static final int SUPPRESSED = 1;

  /** An event with figures is due. */
  static final int FIGURES = 2;

  private final DemandRules rules;
  private final DemandMarkets markets;
  private final RegionStocks stocks;
  private final DemandCalculator calculator;
  private final WatermarkVector watermarks;
  private final DemandSink sink;
  private final List<Horizon> horizons;
  private final RoundRevisions round = new RoundRevisions();

  DemandTelling(
      DemandRules rules,
      DemandMarkets markets,
      RegionStocks stocks,
      WatermarkVector watermarks,
      DemandSink sink) {
    this.rules = rules;
    this.markets = markets;
    this.stocks = stocks;
    this.calculator = new DemandCalculator(rules);
    this.watermarks = watermarks;
    this.sink = sink;
    this.horizons = rules.grid().horizons();
  }

  /** What is to be said about a window; no figures: too few postings. */
  record Content(long n, long employers, DemandFigures figures) {
    boolean isSuppressed() {
      return figures == null;
    }

    /** The same on every run. */
    long hash() {
      return new ContentHash().add(n).add(employers).add(figures).value();
    }
  }

  /**
   * What is to be said about a window, or null where nothing is: there is an event where something
   * entered or left since the grid's previous window, and enough postings are in one of the two.
   *
   * @param view the market's panes, as they are or as they were
   * @param withLate whether what changed late in other roles and regions counts
   */
  Content content(
      DemandHolding held,
      DemandView view,
      String facet,
      Horizon horizon,
      int end,
      boolean withLate) {
    int kind = kind(view, facet, horizon, end);
    if (kind == NOTHING) {
      return null;
    }
    DemandSeries series = view.series(facet);
    int from = end - horizon.days();
    long n = DemandCalculator.postings(series, from, end);
    long employers = series.sum(DemandPane.EMPLOYER_CHANGE, Integer.MIN_VALUE, end);
    if (kind == SUPPRESSED) {
      return new Content(n, employers, null);
    }
    Double quotient = facet.equals(Facet.ALL) ? quotient(held, series, end, withLate) : null;
    return new Content(n, employers, calculator.figures(view, facet, from, end, quotient));
  }

  /** Whether {@link #content} says nothing, too little, or figures. */
  int kind(DemandView view, String facet, Horizon horizon, int end) {
    DemandSeries series = view.series(facet);
    if (!isDue(series, horizon, end)) {
      return NOTHING;
    }
    if (DemandCalculator.postings(series, end - horizon.days(), end) >= rules.minPostings()) {
      return FIGURES;
    }
    int previous = end - horizon.step();
    long before = DemandCalculator.postings(series, previous - horizon.days(), previous);
    return before >= rules.minPostings() ? SUPPRESSED : NOTHING;
  }

  /** Whether the contents of a window differ for certain; where not, they may still. */
  boolean countsDiffer(DemandView was, DemandView now, String facet, Horizon horizon, int end) {
    DemandSeries before = was.series(facet);
    DemandSeries after = now.series(facet);
    int from = end - horizon.days();
    if (before.open(end - 1) != after.open(end - 1)
        || before.open(from - 1) != after.open(from - 1)) {
      return true;
    }
    for (int counter : new int[] {DemandPane.OPENED, DemandPane.CLOSED, DemandPane.EXPIRED}) {
      if (before.sum(counter, from, end) != after.sum(counter, from, end)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDue(DemandSeries series, Horizon horizon, int end) {
    int previous = end - horizon.step();
    return series.moves(previous, end)
        || series.moves(previous - horizon.days(), end - horizon.days());
  }

  /** The location quotient of a market's window that ends at {@code end}. */
  private Double quotient(DemandHolding held, DemandSeries series, int end, boolean withLate) {
    return stocks.quotient(held.market, series.open(end - 1), end - 1, withLate);
  }

  /** Whether what changed late elsewhere moves the location quotient that was told of a window. */
  boolean isMoved(DemandHolding held, Horizon horizon, int end) {
    DemandSeries series = held.view().series(Facet.ALL);
    if (!isDue(series, horizon, end)
        || DemandCalculator.postings(series, end - horizon.days(), end) < rules.minPostings()) {
      return false;
    }
    Double told = quotient(held, series, end, false);
    Double now = quotient(held, series, end, true);
    return now == null ? told != null : !now.equals(told);
  }

  /** Says something in a round of closing, where parents are told for later ends already. */
  void sendInRound(
      DemandHolding held, String facet, int h, int end, Status status, Content content) {
    send(held, facet, h, end, status, content, true);
    round.told(held.market, facet, h, end, held.line(facet).revisions[h]);
  }

  /** All markets were told in a round of closing. */
  void roundEnded() {
    round.clear();
  }

  /** Says something about a window; null: it is no longer there. */
  void send(DemandHolding held, String facet, int h, int end, Status status, Content content) {
    send(held, facet, h, end, status, content, false);
  }

  private void send(
      DemandHolding held,
      String facet,
      int h,
      int end,
      Status status,
      Content content,
      boolean inRound) {
    DemandLine line = held.line(facet);
    long revision = ++line.revisions[h];
    held.said(facet, h, end, status == Status.PROVISIONAL ? content.hash() : null);
    markets.said(held);
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
            content == null || !content.isSuppressed()
                ? null
                : fallback(held.market, facet, h, end, inRound),
            content == null ? null : content.figures,
            watermarks.minimum()));
  }

  /** The nearest publishable parent: the whole market first, then larger regions; or null. */
  private DemandEvent.Fallback fallback(
      DemandMarket market, String facet, int h, int end, boolean inRound) {
    for (String region = market.region(); region != null; region = DemandMarket.parent(region)) {
      DemandHolding parent = markets.find(new DemandMarket(market.role(), region));
      for (String of : facet.equals(Facet.ALL) ? List.of(facet) : List.of(facet, Facet.ALL)) {
        boolean self = region.equals(market.region()) && of.equals(facet);
        if (parent != null && !self) {
          long n =
              DemandCalculator.postings(
                  parent.view().series(of), end - horizons.get(h).days(), end);
          if (n >= rules.minPostings()) {
            DemandLine line = parent.lines.get(of);
            long last = line == null ? 0 : line.revisions[h];
            return new DemandEvent.Fallback(
                parent.market, of, inRound ? round.at(parent.market, of, h, end, last) : last, n);
          }
        }
      }
    }
    return null;
  }
}
