package io.salarysignals.domain.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against the tables of Abramowitz and Stegun (26.1, 26.10) and their extensions. */
class DistributionsTest {
  @Test
  void normal() {
    assertThat(Distributions.normalTail(0)).isEqualTo(0.5);
    assertThat(Distributions.normalTail(1)).isCloseTo(0.15865525393145707, within(1e-15));
    assertThat(Distributions.normalTail(-1.96)).isCloseTo(0.9750021048517795, within(1e-14));
    assertThat(Distributions.normalTail(6)).isCloseTo(9.865876450376946e-10, within(1e-20));
    assertThat(Distributions.normalQuantile(0.975)).isCloseTo(1.959963984540054, within(1e-12));
    assertThat(Distributions.normalQuantile(1e-9)).isCloseTo(-5.997807015007687, within(1e-10));
    for (double q = 0.001; q < 1; q += 0.0105) {
      assertThat(Distributions.normalTail(-Distributions.normalQuantile(q)))
          .isCloseTo(q, within(1e-14));
    }
  }

  @Test
  void student() {
    assertThat(Distributions.studentTail(2.2281388520, 10)).isCloseTo(0.025, within(1e-11));
    assertThat(Distributions.studentTail(-1, 1)).isCloseTo(0.75, within(1e-14));
    assertThat(Distributions.studentQuantile(0.975, 5)).isCloseTo(2.5705818366, within(1e-9));
    assertThat(Distributions.studentQuantile(0.025, 5)).isCloseTo(-2.5705818366, within(1e-9));
    assertThat(Distributions.studentQuantile(0.9995, 24)).isCloseTo(3.7453986193, within(1e-8));
  }
}
