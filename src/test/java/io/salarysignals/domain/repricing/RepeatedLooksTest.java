package io.salarysignals.domain.repricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.salarysignals.domain.simulate.Draws;
import org.junit.jupiter.api.Test;

class RepeatedLooksTest {
  /**
   * Looks after equal steps at the two-sided level .05: published probabilities of at least one
   * rejection (Armitage, McPherson and Rowe 1969, table 2). Crossings on both sides are rare enough
   * to be neglected.
   */
  @Test
  void integrationGivesThePublishedLevels() {
    double[] published = {0.050, 0.083, 0.107, 0.126, 0.142};
    for (int n = 1; n <= published.length; n++) {
      int[] looks = new int[n];
      for (int i = 0; i < n; i++) {
        looks[i] = i + 1;
      }
      assertThat(2 * new RepeatedLooks(looks).beyond(1.959964))
          .as("%s looks", n)
          .isCloseTo(published[n - 1], within(6e-4));
    }
  }

  /** The schedule of days against a simulated walk, within four standard errors. */
  @Test
  void unequalStepsAsSimulated() {
    int[] looks = PaneLength.DAY.looks();
    Draws draws = new Draws(31);
    int runs = 200_000;
    int beyond = 0;
    for (int run = 0; run < runs; run++) {
      double walk = 0;
      int at = 0;
      boolean any = false;
      for (int look : looks) {
        walk += Math.sqrt(look - at) * draws.gaussian();
        at = look;
        any |= walk / Math.sqrt(at) > 2.3263479;
      }
      beyond += any ? 1 : 0;
    }
    double expected = PaneLength.DAY.repeatedLooks().adjusted(0.01);
    double error = Math.sqrt(expected * (1 - expected) / runs);
    assertThat((double) beyond / runs).isCloseTo(expected, within(4 * error + 1e-4));
  }

  @Test
  void neverBelowThePValueItself() {
    RepeatedLooks once = new RepeatedLooks(5);
    for (double p : new double[] {1e-12, 1e-6, 0.001, 0.04, 0.3, 0.7, 1}) {
      assertThat(PaneLength.DAY.repeatedLooks().adjusted(p)).isBetween(p, 1.0);
      if (p < 0.5) {
        assertThat(once.adjusted(p)).isCloseTo(p, within(p * 0.02));
      }
    }
  }
}
