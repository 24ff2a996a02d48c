package io.salarysignals.domain.repricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.pane.Strata;
import io.salarysignals.domain.repricing.scorecard.Design;
import io.salarysignals.domain.repricing.scorecard.Event;
import io.salarysignals.domain.repricing.scorecard.SimulatedMarket;
import io.salarysignals.domain.simulate.Draws;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MarketWatchTest {
  private static TreeMap<Integer, Strata> days(Event event, long seed, Design design) {
    SimulatedMarket market = new SimulatedMarket(design, event, new Draws(seed));
    TreeMap<Integer, Strata> days = new TreeMap<>();
    for (int day = market.firstDay(); day < market.endDay(); day++) {
      Strata strata = market.day(day);
      if (strata.size() > 0) {
        days.put(day, strata);
      }
    }
    return days;
  }

  private static History history(TreeMap<Integer, Strata> days) {
    return (from, to, visitor) -> {
      for (Map.Entry<Integer, Strata> day : days.subMap(from, Math.max(from, to)).entrySet()) {
        visitor.day(day.getKey(), day.getValue());
      }
    };
  }

  private static WatchState fold(TreeMap<Integer, Strata> days) {
    MarketWatch watch = new MarketWatch(WatchRules.standard(), history(days));
    WatchState state = new WatchState();
    days.keySet().forEach(day -> watch.settle(state, day));
    return state;
  }

  @Test
  void aShiftBecomesAnEligibleEpisodeInItsDirection() {
    TreeMap<Integer, Strata> days = days(Event.SHIFT, 3, Design.plain());
    int onset = new SimulatedMarket(Design.plain(), Event.SHIFT, new Draws(3)).onset();
    int direction = new SimulatedMarket(Design.plain(), Event.SHIFT, new Draws(3)).direction();
    List<Episode> eligible = fold(days).episodes().stream().filter(Episode::isEligible).toList();
    assertThat(eligible).hasSize(1);
    assertThat(eligible.get(0).direction()).isEqualTo(direction);
    assertThat(Math.abs(eligible.get(0).onset() - onset)).isLessThanOrEqualTo(7);
    Look look = eligible.get(0).firstEligible();
    assertThat(Math.abs(look.effect())).isBetween(0.03, 0.14);
    assertThat(look.low()).isLessThan(look.effect());
    assertThat(look.high()).isGreaterThan(look.effect());
  }

  /** Without the shift's observations nothing is left of the episode. */
  @Test
  void takingTheShiftBackTakesTheEpisodeBack() {
    TreeMap<Integer, Strata> days = days(Event.SHIFT, 3, Design.plain());
    int onset = new SimulatedMarket(Design.plain(), Event.SHIFT, new Draws(3)).onset();
    days.tailMap(onset, true).clear();
    assertThat(fold(days).episodes()).noneMatch(Episode::isEligible);
  }

  @Test
  void sparseMarketsAreWatchedByTheWeek() {
    TreeMap<Integer, Strata> days = days(Event.SHIFT, 4, Design.sparse());
    WatchState state = fold(days);
    assertThat(state.pane).isNotEqualTo(PaneLength.DAY);
    assertThat(state.episodes()).allMatch(e -> e.pane() != PaneLength.DAY);
  }

  /**
   * A market tells no second change within the cooldown: its chart starts anew after a confirmed
   * one and may not signal before it has warmed up, which takes at least as many panes as days.
   */
  @Test
  void nothingIsToldWithinTheCooldown() {
    for (PaneLength length : PaneLength.values()) {
      assertThat(length.warmUp() * length.days())
          .isGreaterThanOrEqualTo(WatchRules.standard().cooldownDays());
    }
    int confirmed = 0;
    for (long seed = 1; seed <= 12; seed++) {
      TreeMap<Integer, Strata> days = days(Event.SHIFT, seed, Design.plain());
      int detected = Integer.MIN_VALUE;
      for (Episode episode : fold(days).episodes()) {
        if (detected != Integer.MIN_VALUE) {
          assertThat(episode.detected() - detected)
              .as("seed %s", seed)
              .isGreaterThanOrEqualTo(WatchRules.standard().cooldownDays());
        }
        if (episode.isEligible()) {
          detected = episode.detected();
          confirmed++;
        }
      }
    }
    assertThat(confirmed).isGreaterThan(6);
  }

  @Test
  void panesFollowTheRuleWithSlack() {
    assertThat(PaneLength.of(12, null)).isEqualTo(PaneLength.DAY);
    assertThat(PaneLength.of(8, null)).isEqualTo(PaneLength.WEEK);
    assertThat(PaneLength.of(8, PaneLength.DAY)).isEqualTo(PaneLength.DAY);
    assertThat(PaneLength.of(5, PaneLength.DAY)).isEqualTo(PaneLength.WEEK);
    assertThat(PaneLength.of(0.5, null)).isEqualTo(PaneLength.FOUR_WEEKS);
    // 2026-11-23 is a Monday.
    int monday = (int) java.time.LocalDate.of(2026, 11, 23).toEpochDay();
    assertThat(PaneLength.WEEK.startOf(monday)).isEqualTo(monday);
    assertThat(PaneLength.WEEK.startOf(monday + 6)).isEqualTo(monday);
  }

  @Test
  void resolutionWaitsForTheThresholdOfEachDay() {
    Episode episode = new Episode();
    episode.direction = 1;
    episode.detected = 100;
    episode.looks.add(look(103, 0.03, false));
    episode.looks.add(look(104, 0.004, true));
    assertThat(Resolution.of(episode, end -> Double.NaN).verdict()).isEqualTo(Verdict.CANDIDATE);
    assertThat(Resolution.of(episode, end -> end < 104 ? 0 : Double.NaN).look().end())
        .isEqualTo(103);
    assertThat(Resolution.of(episode, end -> 0.01).verdict())
        .isEqualTo(Verdict.CONFIRMED_STRUCTURAL);
    assertThat(Resolution.of(episode, end -> 0.001).verdict()).isEqualTo(Verdict.CANDIDATE);
    episode.closed = 110;
    episode.explanation = Verdict.CLEARED;
    assertThat(Resolution.of(episode, end -> 0.001).verdict()).isEqualTo(Verdict.CLEARED);
    episode.ended = 190;
    Resolution ended = Resolution.of(episode, end -> 0.01);
    assertThat(ended.verdict()).isEqualTo(Verdict.CLEARED);
    assertThat(ended.reached()).isEqualTo(Verdict.CONFIRMED_STRUCTURAL);
  }

  private static Look look(int end, double p, boolean eligible) {
    return new Look(
        end, 3, p, eligible, 0.08, 0.05, 0.11, 0, 0.08, 1, 0.08, 0.07, 0.08, 3, 2, 1, 0.02, 0, 1, 1,
        1, null, 90, 25);
  }
}
