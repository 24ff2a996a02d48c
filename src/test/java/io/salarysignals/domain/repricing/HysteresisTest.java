package io.salarysignals.domain.repricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.pane.Strata;
import io.salarysignals.domain.repricing.scorecard.Design;
import io.salarysignals.domain.repricing.scorecard.Event;
import io.salarysignals.domain.repricing.scorecard.SimulatedMarket;
import io.salarysignals.domain.simulate.Draws;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What was confirmed is not cleared by some days that look as before, but by weeks of them. */
class HysteresisTest {
  private static final long SEED = 3;

  private final SimulatedMarket market =
      new SimulatedMarket(Design.plain(), Event.SHIFT, new Draws(SEED));
  private final TreeMap<Integer, Strata> days = new TreeMap<>();

  private Episode confirmed() {
    History history =
        (from, to, visitor) -> days.subMap(from, Math.max(from, to)).forEach(visitor::day);
    WatchState state = new WatchState();
    WatchFold.fold(new MarketWatch(WatchRules.standard(), history), history, state, days.lastKey());
    return state.episodes().stream().filter(Episode::isEligible).findFirst().orElseThrow();
  }

  /** From three weeks after the onset on, so many days are those of three weeks before it. */
  private void asBeforeFor(int count) {
    for (int day = market.firstDay(); day < market.endDay(); day++) {
      days.put(day, market.day(day));
    }
    int from = market.onset() + 28;
    for (int i = 0; i < count; i++) {
      days.put(from + i, days.get(market.onset() - 28 + i % 21));
    }
  }

  @Test
  void someDaysAsBeforeClearNothing() {
    asBeforeFor(4);
    assertThat(confirmed().isEnded()).isFalse();
  }

  @Test
  void weeksOfThemDo() {
    asBeforeFor(28);
    Episode episode = confirmed();
    assertThat(episode.isEnded()).isTrue();
    assertThat(episode.reverted()).isTrue();
    // Not at once: the change must have stood below its half for a week
    assertThat(episode.ended()).isGreaterThanOrEqualTo(market.onset() + 28 + 7);
  }
}
