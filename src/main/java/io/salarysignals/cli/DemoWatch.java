package io.salarysignals.cli;

import io.salarysignals.cli.DemoSnapshot.Alert;
import io.salarysignals.cli.DemoSnapshot.Change;
import io.salarysignals.cli.DemoSnapshot.Demand;
import io.salarysignals.cli.DemoSnapshot.Figure;
import io.salarysignals.cli.DemoSnapshot.Load;
import io.salarysignals.domain.simulate.RoleProfile;
import io.salarysignals.domain.simulate.Scenarios;
import io.salarysignals.event.AlertState;
import io.salarysignals.event.Estimate;
import io.salarysignals.event.MarketTrend;
import io.salarysignals.event.RepricingAlert;
import io.salarysignals.runtime.demo.Demo;
import io.salarysignals.runtime.demo.TrendBoard.Move;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks at a running demo from time to time and says what there is to see. For one thread. */
final class DemoWatch {
  private static final int CHANGES = 6;

  /** A restart reads old events again: those did not just change anything. */
  private static final Duration RECENT = Duration.ofSeconds(30);

  private static final long RATE_NANOS = 5_000_000_000L;

  private final Demo demo;
  private final String address;
  private final Map<String, String> titles = new HashMap<>();
  private final Deque<Change> changes = new ArrayDeque<>();
  private final Deque<long[]> counts = new ArrayDeque<>();

  DemoWatch(Demo demo, String address) {
    this.demo = demo;
    this.address = address;
    for (RoleProfile role : Scenarios.named("demo").population().roles()) {
      titles.put(role.role(), role.title());
    }
  }

  DemoSnapshot look() {
    demo.board().takeStrongest().ifPresent(this::tell);
    demo.board().takeWatched().ifPresent(this::tell);
    long read = demo.read();
    Load load = demo.isLoaded() ? null : new Load(read, Math.max(1, demo.toLoad()));
    return new DemoSnapshot(
        figures(),
        List.copyOf(changes),
        alerts(),
        load,
        rate(read),
        read,
        demo.board().watermark(),
        address);
  }

  private static int rank(RepricingAlert alert) {
    if (alert.getState() == AlertState.CONFIRMED_STRUCTURAL) {
      return 0;
    }
    return alert.getVerdict() == AlertState.CONFIRMED_STRUCTURAL ? 1 : 2;
  }

  /** Records per second over the last seconds. */
  private double rate(long read) {
    long now = System.nanoTime();
    counts.addLast(new long[] {now, read});
    while (counts.size() > 2 && now - counts.peekFirst()[0] > RATE_NANOS) {
      counts.removeFirst();
    }
    long[] first = counts.peekFirst();
    return now == first[0] ? 0 : (read - first[1]) * 1e9 / (now - first[0]);
  }

  private void tell(Move move) {
    MarketTrend after = move.after();
    Double before = move.before() == null ? null : value(move.before().getP50());
    boolean longAgo =
        Duration.between(after.getEmittedAt(), Clock.systemUTC().instant()).compareTo(RECENT) > 0;
    if (longAgo || before != null && before.equals(value(after.getP50()))) {
      return;
    }
    changes.addFirst(
        new Change(
            name(after),
            after.getRegion(),
            after.getCurrency(),
            after.getHorizonDays(),
            before,
            value(after.getP50()),
            after.getN() == null ? 0 : after.getN(),
            after.getRevision(),
            after.getStatus().name()));
    while (changes.size() > CHANGES) {
      changes.removeLast();
    }
  }

  /** The focus first, then markets as a whole, the largest first. */
  private List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    demo.board().current(Demo.FOCUS).ifPresent(event -> figures.add(figure(event)));
    demo.board().current().stream()
        .filter(event -> event.getFacet().equals("all") && !event.getRegion().equals("WORLD"))
        .sorted(
            Comparator.comparingLong((MarketTrend e) -> e.getN() == null ? 0 : -e.getN())
                .thenComparing(MarketTrend::getRole)
                .thenComparing(MarketTrend::getRegion))
        .map(this::figure)
        .forEach(figures::add);
    return figures;
  }

  private Figure figure(MarketTrend event) {
    Estimate median = event.getP50();
    return new Figure(
        name(event),
        event.getRegion(),
        event.getCurrency(),
        event.getHorizonDays(),
        event.getN() == null ? 0 : event.getN(),
        value(median),
        median == null ? null : median.getLow(),
        median == null ? null : median.getHigh(),
        value(event.getMean()),
        event.getStatus().name(),
        event.getSuppressionReasons(),
        event.getFacet().equals("all") ? demand(event) : null);
  }

  /** What is sought in the market of a trend. */
  private Demand demand(MarketTrend event) {
    return demo.demand()
        .current(event.getRole() + '|' + event.getRegion())
        .filter(signal -> !signal.getSuppressed())
        .map(
            signal ->
                new Demand(
                    signal.getOpen(),
                    signal.getOpened(),
                    signal.getClosed() == null ? null : signal.getClosed() + signal.getExpired(),
                    signal.getDriver() == null ? null : signal.getDriver().name()))
        .orElse(null);
  }

  /** Alerts as they stand: confirmed ones, then those that were, then others, newest first. */
  private List<Alert> alerts() {
    return demo.alerts().current().stream()
        .sorted(
            Comparator.comparingInt(DemoWatch::rank)
                .thenComparing(RepricingAlert::getAsOf, Comparator.reverseOrder())
                .thenComparing(RepricingAlert::getAlertId))
        .map(
            alert ->
                new Alert(
                    titles.getOrDefault(alert.getRole(), alert.getRole()),
                    alert.getRegion(),
                    alert.getBasis().name(),
                    alert.getState() == AlertState.CLEARED
                            && alert.getVerdict() != AlertState.CLEARED
                        ? "CLEARED (was " + alert.getVerdict() + ")"
                        : alert.getState().name(),
                    alert.getDirection().name(),
                    value(alert.getEffect()),
                    alert.getOnset().atZone(ZoneOffset.UTC).toLocalDate(),
                    alert.getAsOf(),
                    alert.getHistorical()))
        .toList();
  }

  /** The title that people would write for a cell, e.g. {@code Lead Backend Specialist}. */
  String name(MarketTrend event) {
    String title = titles.getOrDefault(event.getRole(), event.getRole());
    if (event.getLevel() == null) {
      return title;
    }
    String level = event.getLevel().name();
    return level.charAt(0) + level.substring(1).toLowerCase(Locale.ROOT) + ' ' + title;
  }

  private static Double value(Estimate estimate) {
    return estimate == null ? null : estimate.getValue();
  }
}
