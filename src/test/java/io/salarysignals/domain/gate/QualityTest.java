package io.salarysignals.domain.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.stats.Estimate;
import io.salarysignals.domain.stats.Figures;
import org.junit.jupiter.api.Test;

class QualityTest {
  private static Quality of(double effectiveN, long contributors, Double low, Double high) {
    Estimate median = new Estimate(100, low, high);
    return Quality.of(
        new Figures(
            1000,
            contributors,
            effectiveN,
            1,
            0.3,
            median,
            median,
            null,
            median,
            median,
            median,
            null));
  }

  @Test
  void highNeedsAllThree() {
    assertThat(of(100, 20, 95.0, 105.0)).isEqualTo(Quality.HIGH);
    assertThat(of(99, 20, 95.0, 105.0)).isEqualTo(Quality.MEDIUM);
    assertThat(of(100, 19, 95.0, 105.0)).isEqualTo(Quality.MEDIUM);
    assertThat(of(100, 20, 94.9, 105.0)).isEqualTo(Quality.MEDIUM);
    assertThat(of(100, 20, 95.0, 105.1)).isEqualTo(Quality.MEDIUM);
  }

  @Test
  void mediumNeedsAllThree() {
    assertThat(of(30, 10, 85.0, 115.0)).isEqualTo(Quality.MEDIUM);
    assertThat(of(29, 10, 85.0, 115.0)).isEqualTo(Quality.LOW);
    assertThat(of(30, 9, 85.0, 115.0)).isEqualTo(Quality.LOW);
    assertThat(of(30, 10, 84.9, 115.0)).isEqualTo(Quality.LOW);
  }

  @Test
  void withoutBoundsOrFiguresItIsLow() {
    assertThat(of(1000, 100, null, 101.0)).isEqualTo(Quality.LOW);
    assertThat(of(1000, 100, 99.0, null)).isEqualTo(Quality.LOW);
    assertThat(Quality.of(null)).isEqualTo(Quality.LOW);
  }
}
