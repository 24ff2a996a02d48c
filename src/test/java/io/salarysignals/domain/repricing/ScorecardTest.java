package io.salarysignals.domain.repricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.repricing.scorecard.Design;
import io.salarysignals.domain.repricing.scorecard.Event;
import io.salarysignals.domain.repricing.scorecard.Scorecard;
import io.salarysignals.domain.repricing.scorecard.Scorecard.Shares;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fixed scorecard: on a seed that the method was not tuned on. */
class ScorecardTest {
  private static final long SEED = 20_261;

  @Test
  void shiftsAmongDecoys() {
    Scorecard card =
        Scorecard.run(WatchRules.standard(), Design.plain(), Shares.mixed(100, 0.3, 0.5), SEED);
    assertThat(card.precision()).isGreaterThanOrEqualTo(0.95);
    assertThat(card.recall()).isGreaterThanOrEqualTo(0.75);
    assertThat(card.medianDelay()).isLessThanOrEqualTo(10);
    assertThat(card.decoyAccuracy()).isGreaterThanOrEqualTo(0.9);
  }

  /** Each kind by itself is called what it is, and none is taken for a repricing. */
  @ParameterizedTest
  @EnumSource(
      value = Event.class,
      names = {"SPIKE", "MIX", "SINGLE_EMPLOYER", "SOURCE", "CURRENCY", "DISCLOSURE"})
  void everyKindOfDecoyIsCalledWhatItIs(Event event) {
    Shares shares = new Shares(Map.of(event, 40));
    Scorecard card = Scorecard.run(WatchRules.standard(), Design.plain(), shares, SEED);
    assertThat(card.alarms()).isEmpty();
    assertThat(card.decoyCandidates()).isGreaterThan(15);
    assertThat(card.decoyAccuracy()).isGreaterThanOrEqualTo(0.9);
  }

  /**
   * In a market that is watched by the week as well, but for spikes: two days of a week with a few
   * observations raise hardly a candidate.
   */
  @ParameterizedTest
  @EnumSource(
      value = Event.class,
      names = {"MIX", "SINGLE_EMPLOYER", "SOURCE", "CURRENCY", "DISCLOSURE"})
  @Tag("soak")
  void decoysOfSparseMarketsAreCalledWhatTheyAre(Event event) {
    Shares shares = new Shares(Map.of(event, 200));
    Scorecard card = Scorecard.run(WatchRules.standard(), Design.sparse(), shares, SEED);
    assertThat(card.decoyCandidates()).isGreaterThan(10);
    assertThat(card.decoyAccuracy()).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void sameSeedSameFigures() {
    Scorecard one =
        Scorecard.run(WatchRules.standard(), Design.rough(), Shares.mixed(20, 0.3, 0.5), SEED);
    Scorecard two =
        Scorecard.run(WatchRules.standard(), Design.rough(), Shares.mixed(20, 0.3, 0.5), SEED);
    assertThat(one.confusion()).isEqualTo(two.confusion());
    assertThat(one.delays()).isEqualTo(two.delays());
  }

  /**
   * Where nothing moves, one confirmed alert in 10,000 market-weeks at most: 60,000 and more weeks
   * of each design, of markets that stand alone, so that false-discovery control over many helps
   * none.
   */
  @ParameterizedTest
  @ValueSource(strings = {"plain", "rough"})
  @Tag("soak")
  void nothingIsConfirmedWhereNothingMoves(String name) {
    Design design = name.equals("plain") ? Design.plain() : Design.rough();
    SplittableRandom seeds = new SplittableRandom(SEED);
    double weeks = 0;
    int confirmed = 0;
    while (weeks < 60_000) {
      Scorecard card =
          Scorecard.run(WatchRules.standard(), design, Shares.none(1), seeds.nextLong());
      weeks += card.marketDays() / 7.0;
      confirmed += card.falseAlarms();
    }
    assertThat(confirmed * 10_000 / weeks).isLessThanOrEqualTo(1);
  }

  /** What must hold, on another design and another seed, among decoys and without. */
  @ParameterizedTest
  @ValueSource(strings = {"plain", "rough"})
  @Tag("soak")
  void shiftsAreFoundAndDecoysExplained(String name) {
    Design design = name.equals("plain") ? Design.plain() : Design.rough();
    for (double decoys : new double[] {0, 0.5}) {
      Scorecard card =
          Scorecard.run(WatchRules.standard(), design, Shares.mixed(400, 0.3, decoys), SEED + 1);
      assertThat(card.precision()).isGreaterThanOrEqualTo(0.95);
      assertThat(card.recall()).isGreaterThanOrEqualTo(0.75);
      assertThat(card.medianDelay()).isLessThanOrEqualTo(10);
      assertThat(card.decoyAccuracy()).isGreaterThanOrEqualTo(0.9);
    }
  }
}
