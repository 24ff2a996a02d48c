package io.salarysignals.domain.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.salarysignals.domain.stats.Estimate;
import org.junit.jupiter.api.Test;

class SharesTest {
  @Test
  void divergenceIsTheGStatistic() {
    // Given the table of the methods, in nats; G as scipy's log-likelihood test gives it
    double jsd = Shares.divergence(new long[] {30, 50, 20}, new long[] {10, 60, 70});
    // Then
    assertThat(jsd).isCloseTo(0.0710350163, within(1e-10));
    assertThat(2 * 240 * jsd).isCloseTo(34.0968078, within(1e-6));
    assertThat(Shares.divergence(new long[] {3, 6}, new long[] {1, 2})).isCloseTo(0, within(1e-15));
  }

  @Test
  void wilsonAsPublished() {
    // Given Newcombe (1998): 81 of 263 gives .2553 to .3662, 15 of 148 .0624 to .1605, 0 of 20 0 to
    // .1611
    check(Shares.wilson(81, 263), 0.2553, 0.3662);
    check(Shares.wilson(15, 148), 0.0624, 0.1605);
    check(Shares.wilson(0, 20), 0, 0.1611);
  }

  private static void check(Estimate share, double low, double high) {
    assertThat(share.low()).isCloseTo(low, within(5e-5));
    assertThat(share.high()).isCloseTo(high, within(5e-5));
  }
}
