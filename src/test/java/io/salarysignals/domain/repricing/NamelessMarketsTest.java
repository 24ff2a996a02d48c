package io.salarysignals.domain.repricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.pane.Strata;
import io.salarysignals.domain.pane.Stratum;
import io.salarysignals.domain.repricing.scorecard.Design;
import io.salarysignals.domain.repricing.scorecard.Event;
import io.salarysignals.domain.repricing.scorecard.SimulatedMarket;
import io.salarysignals.domain.simulate.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Markets whose observations name no employer: other employers look like other pay there, so that
 * nothing may be confirmed.
 */
class NamelessMarketsTest {
  private static final long SEED = 4_417;
  private static final long ABOVE_KIND = Stratum.key(1, 0, 0, 0, 0);
  private static final long NOBODY = Stratum.ANONYMOUS * ABOVE_KIND;

  /** A market in which each observation loses its employer with a probability that days have. */
  private static TreeMap<Integer, Strata> days(Event event, long seed, IntToDoubleFunction lost) {
    SimulatedMarket market = new SimulatedMarket(Design.plain(), event, new Draws(seed));
    Draws draws = new Draws(-seed);
    TreeMap<Integer, Strata> days = new TreeMap<>();
    for (int day = market.firstDay(); day < market.endDay(); day++) {
      Strata named = market.day(day);
      Strata.Collector left = new Strata.Collector();
      for (int i = 0; i < named.size(); i++) {
        long key = named.key(i);
        boolean loses = draws.chance(lost.applyAsDouble(day - market.onset()));
        left.add(loses ? NOBODY + key % ABOVE_KIND : key, named.count(i), named.logSum(i));
      }
      days.put(day, left.toStrata());
    }
    return days;
  }

  private static List<Episode> episodes(TreeMap<Integer, Strata> days) {
    History history =
        (from, to, visitor) -> {
          for (Map.Entry<Integer, Strata> day : days.subMap(from, Math.max(from, to)).entrySet()) {
            visitor.day(day.getKey(), day.getValue());
          }
        };
    MarketWatch watch = new MarketWatch(WatchRules.standard(), history);
    WatchState state = new WatchState();
    days.keySet().forEach(day -> watch.settle(state, day));
    return state.episodes();
  }

  private static List<Episode> inMarkets(Event event, int markets, IntToDoubleFunction lost) {
    List<Episode> all = new ArrayList<>();
    for (int i = 0; i < markets; i++) {
      all.addAll(episodes(days(event, SEED + i, lost)));
    }
    return all;
  }

  private static long confirmed(List<Episode> episodes) {
    return episodes.stream().filter(Episode::isEligible).count();
  }

  /** Whatever happens: nothing is confirmed, and each look tells the share that was too small. */
  @Test
  void nothingIsConfirmedWhereFewNameTheirEmployer() {
    for (Event event : Event.values()) {
      List<Episode> episodes = inMarkets(event, 8, day -> 0.65);
      assertThat(confirmed(episodes)).as("%s", event).isZero();
      List<Look> looks = episodes.stream().flatMap(e -> e.looks().stream()).toList();
      assertThat(looks).as("%s", event).isNotEmpty();
      assertThat(looks).noneMatch(Look::tellsEmployers).allMatch(look -> look.named() < 0.5);
      assertThat(looks).allMatch(look -> look.pValue() == 1);
    }
  }

  /** The same where only the days since the change, or only those before it, name nobody. */
  @Test
  void bothTheBaselineAndTheFreshDaysMustNameEmployers() {
    assertThat(confirmed(inMarkets(Event.SHIFT, 12, day -> day < 0 ? 0 : 1))).isZero();
    assertThat(confirmed(inMarkets(Event.SHIFT, 12, day -> day < 0 ? 1 : 0))).isZero();
  }

  /** Some observations without a name do not hide a shift, nor add witnesses to it. */
  @Test
  void shiftsAreFoundWhereMostNameTheirEmployer() {
    List<Episode> episodes = inMarkets(Event.SHIFT, 20, day -> 0.25);
    assertThat(confirmed(episodes)).isGreaterThanOrEqualTo(14);
    for (Episode episode : episodes) {
      for (Look look : episode.looks()) {
        assertThat(look.named()).isBetween(0.6, 0.9);
        assertThat(look.employers()).isLessThanOrEqualTo(28);
      }
    }
  }

  /** One employer's raise behind a lack of names raises candidates, and none is confirmed. */
  @Test
  void oneUnnamedEmployerIsNoMarket() {
    List<Episode> episodes = inMarkets(Event.SINGLE_EMPLOYER, 20, day -> 1);
    assertThat(episodes).hasSizeGreaterThan(10);
    assertThat(confirmed(episodes)).isZero();
  }

  /** A level that moved is said once: what comes next is compared with the new one. */
  @Test
  void whatCannotBeProvedIsNotRaisedAgainAndAgain() {
    Map<Integer, Long> perMarket = new TreeMap<>();
    for (int i = 0; i < 20; i++) {
      SimulatedMarket market =
          new SimulatedMarket(Design.plain(), Event.SHIFT, new Draws(SEED + i));
      long raised =
          episodes(days(Event.SHIFT, SEED + i, day -> 1)).stream()
              .filter(e -> e.detected() > market.onset() && e.direction() == market.direction())
              .count();
      perMarket.put(i, raised);
    }
    assertThat(perMarket.values().stream().collect(Collectors.averagingLong(n -> n)))
        .as("%s", perMarket)
        .isBetween(0.8, 1.3);
  }

  /** Other levels and other sources are seen without a name as well. */
  @Test
  void mixOfLevelsAndSourcesIsStillExplained() {
    for (Event event : Arrays.asList(Event.MIX, Event.SOURCE, Event.SPIKE)) {
      List<Episode> closed =
          inMarkets(event, 12, day -> 1).stream().filter(e -> !e.isOpen()).toList();
      long right = closed.stream().filter(e -> e.explanation() == event.right()).count();
      assertThat(right).as("%s", event).isGreaterThanOrEqualTo(5);
    }
  }
}
