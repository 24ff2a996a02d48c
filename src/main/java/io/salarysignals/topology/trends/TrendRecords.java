package io.salarysignals.topology.trends;

import io.salarysignals.domain.change.PayChange;
import io.salarysignals.domain.gate.SuppressionReason;
import io.salarysignals.domain.intake.Flag;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.Accumulator;
import io.salarysignals.domain.pane.LogReference;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.pane.Tally;
import io.salarysignals.domain.repricing.Decomposition;
import io.salarysignals.domain.trend.TrendEvent;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.event.Basis;
import io.salarysignals.event.Bin;
import io.salarysignals.event.Change;
import io.salarysignals.event.EmployerSum;
import io.salarysignals.event.Estimate;
import io.salarysignals.event.Fallback;
import io.salarysignals.event.Level;
import io.salarysignals.event.MarketPane;
import io.salarysignals.event.MarketTrend;
import io.salarysignals.event.MedianChange;
import io.salarysignals.event.PaneMoney;
import io.salarysignals.event.Quality;
import io.salarysignals.event.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns what the engine tells into public records. */
final class TrendRecords {
  /** Version of the methods behind every figure; to be raised with any change that moves one. */
  static final String METHOD_VERSION = "1";

  /** Windows with protected pay have only the flags of at least so many observations. */
  private static final long LEAST_PROTECTED_FLAGS = 50;

  private TrendRecords() {}

  static MarketTrend trend(TrendEvent e, String currency, Instant now) {
    MarketTrend trend = new MarketTrend();
    trend.setRole(e.market().role());
    trend.setRegion(e.market().region());
    trend.setLevel(level(e.facet()));
    trend.setBasis(Basis.valueOf(e.market().basis().name()));
    trend.setFacet(e.facet());
    trend.setCurrency(currency);
    trend.setWindowStart(dayStart(e.end() - e.horizon().days()));
    trend.setWindowEnd(dayStart(e.end()));
    trend.setHorizonDays(e.horizon().days());
    trend.setAsOf(LocalDate.ofEpochDay(e.end() - 1L));
    trend.setEmittedAt(now);
    trend.setWatermark(time(e.watermark()));
    trend.setStatus(Status.valueOf(e.status().name()));
    trend.setRevision(e.revision());
    trend.setSuppressed(e.suppressed());
    trend.setMethodVersion(METHOD_VERSION);
    trend.setChange(e.changes().stream().map(TrendRecords::change).toList());
    trend.setQuality(Quality.valueOf(io.salarysignals.domain.gate.Quality.of(e.figures()).name()));
    if (e.sums() != null && !(e.suppressed() && e.holdsProtected())) {
      trend.setN(e.sums().n());
      trend.setEmployers(e.sums().local().contributors());
    }
    trend.setFlags(flags(e));
    List<String> reasons = new ArrayList<>(e.reasons().size());
    for (SuppressionReason reason : e.reasons()) {
      reasons.add(reason.name());
    }
    trend.setSuppressionReasons(reasons);
    trend.setFallback(fallback(e));
    if (e.figures() != null) {
      trend.setMean(estimate(e.figures().mean()));
      trend.setGeometricMean(estimate(e.figures().geometricMean()));
      trend.setP10(estimate(e.figures().p10()));
      trend.setP25(estimate(e.figures().p25()));
      trend.setP50(estimate(e.figures().p50()));
      trend.setP75(estimate(e.figures().p75()));
      trend.setP90(estimate(e.figures().p90()));
    }
    return trend;
  }

  private static Change change(PayChange change) {
    Decomposition mean = change.mean();
    Decomposition median = change.median();
    return new Change(
        change.days(),
        Decomposition.points(mean.total()),
        Decomposition.points(mean.likeForLike()),
        Decomposition.points(mean.mix()),
        Decomposition.points(mean.entry()),
        Decomposition.points(mean.exit()),
        bound(mean.total(), change.totalHalf(), -1),
        bound(mean.total(), change.totalHalf(), 1),
        bound(mean.likeForLike(), change.likeForLikeHalf(), -1),
        bound(mean.likeForLike(), change.likeForLikeHalf(), 1),
        median == null
            ? null
            : new MedianChange(
                Decomposition.points(median.total()),
                Decomposition.points(median.likeForLike()),
                Decomposition.points(median.mix()),
                Decomposition.points(median.entry()),
                Decomposition.points(median.exit())),
        Decomposition.points(change.reclassifiedShare()),
        Decomposition.points(change.reclassified()));
  }

  private static Double bound(long value, long half, int side) {
    return half == PayChange.NONE ? null : Decomposition.points(value + side * half);
  }

  static MarketPane pane(Market market, String facet, int day, Pane pane, String currency) {
    MarketPane record = new MarketPane();
    record.setRole(market.role());
    record.setRegion(market.region());
    record.setLevel(level(facet));
    record.setBasis(Basis.valueOf(market.basis().name()));
    record.setFacet(facet);
    record.setDay(LocalDate.ofEpochDay(day));
    record.setN(pane.n());
    record.setEmployers(pane.local().contributors());
    record.setAnonymous(pane.local().anonymous());
    record.setMoney(money(pane.local(), currency));
    record.setUsd(pane.usd() == null ? null : money(pane.usd(), "USD"));
    record.setEmployerSums(employers(pane.local()));
    Map<String, Long> levels = new HashMap<>();
    for (io.salarysignals.domain.market.Level level :
        io.salarysignals.domain.market.Level.values()) {
      put(levels, level.code(), pane.tally(Tally.of(level)));
    }
    record.setLevels(levels);
    Map<String, Long> sources = new HashMap<>();
    for (io.salarysignals.domain.market.SourceType source :
        io.salarysignals.domain.market.SourceType.values()) {
      put(sources, source.name(), pane.tally(Tally.of(source)));
    }
    record.setSources(sources);
    Map<String, Long> flags = new HashMap<>();
    for (Flag flag : Flag.values()) {
      put(flags, flag.name(), pane.tally(Tally.of(flag)));
    }
    record.setFlags(flags);
    record.setMethodVersion(METHOD_VERSION);
    List<io.salarysignals.event.Stratum> strata = new ArrayList<>(pane.strata().size());
    for (int i = 0; i < pane.strata().size(); i++) {
      strata.add(
          new io.salarysignals.event.Stratum(
              pane.strata().key(i), (long) pane.strata().count(i), pane.strata().logSum(i)));
    }
    record.setStrata(strata);
    return record;
  }

  private static void put(Map<String, Long> counts, String key, long count) {
    if (count != 0) {
      counts.put(key, count);
    }
  }

  private static PaneMoney money(Accumulator sums, String currency) {
    List<Bin> bins = new ArrayList<>(sums.binCount());
    for (int i = 0; i < sums.binCount(); i++) {
      bins.add(new Bin(sums.bins()[i], sums.binCounts()[i]));
    }
    return new PaneMoney(
        currency,
        Long.toString(sums.sum()),
        sums.squaresText(),
        sums.logSum(),
        sums.logSquares(),
        LogReference.of(currency),
        bins);
  }

  private static List<EmployerSum> employers(Accumulator sums) {
    List<EmployerSum> employers = new ArrayList<>(sums.employerCount());
    for (int i = 0; i < sums.employerCount(); i++) {
      employers.add(
          new EmployerSum(
              sums.employers()[i], sums.employerCounts()[i], sums.employerLogSums()[i]));
    }
    return employers;
  }

  /** Flags that some observation has; with protected pay such as tell nothing of a single one. */
  private static List<String> flags(TrendEvent e) {
    if (e.sums() == null || (e.suppressed() && e.holdsProtected())) {
      return List.of();
    }
    List<String> flags = new ArrayList<>(2);
    long least = leastFlagged(e);
    for (Flag flag : Flag.values()) {
      if (e.sums().tally(Tally.of(flag)) >= least) {
        flags.add(flag.name());
      }
    }
    return flags;
  }

  /** How many observations a flag needs to be told. */
  static long leastFlagged(TrendEvent e) {
    return e.holdsProtected() ? LEAST_PROTECTED_FLAGS : 1;
  }

  private static Fallback fallback(TrendEvent event) {
    TrendEvent.Fallback f = event.fallback();
    if (f == null) {
      return null;
    }
    return new Fallback(
        f.market().key() + '|' + f.facet(),
        event.horizon().days(),
        dayStart(f.end()),
        f.revision() == 0 ? null : f.revision(),
        f.currency(),
        f.n(),
        f.mean(),
        f.median());
  }

  private static Estimate estimate(io.salarysignals.domain.stats.Estimate estimate) {
    return estimate == null
        ? null
        : new Estimate(estimate.value(), estimate.low(), estimate.high());
  }

  private static Level level(String facet) {
    io.salarysignals.domain.market.Level level = Facet.levelOf(facet);
    return level == null ? null : Level.valueOf(level.name());
  }

  static Instant time(long watermark) {
    return watermark == SourceProgress.NONE || watermark == SourceProgress.CLOSED
        ? null
        : Instant.ofEpochMilli(watermark);
  }

  static Instant dayStart(int day) {
    return Instant.ofEpochMilli(day * Grid.DAY_MILLIS);
  }
}
