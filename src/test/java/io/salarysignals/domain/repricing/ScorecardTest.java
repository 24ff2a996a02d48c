package io.salarysignals.domain.repricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.repricing.scorecard.Design;
import io.salarysignals.domain.repricing.scorecard.Scorecard;
import io.salarysignals.domain.repricing.scorecard.Scorecard.Shares;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
    assertThat(card.decoyAccuracy()).isGreaterThanOrEqualTo(0.8);
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

  /** 54,000 market-weeks of nothing: at most one confirmed alert per 10,000. */
  @Test
  @Tag("soak")
  void nothingIsConfirmedWhereNothingMoves() {
    Scorecard card = Scorecard.run(WatchRules.standard(), Design.plain(), Shares.none(3_000), SEED);
    assertThat(card.marketDays()).isGreaterThan(50_000 * 7);
    assertThat(card.falseAlarms() * 70_000.0 / card.marketDays()).isLessThanOrEqualTo(1);
  }
}
