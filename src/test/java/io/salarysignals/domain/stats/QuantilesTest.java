package io.salarysignals.domain.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuantilesTest {
  private final Quantiles quantiles = new Quantiles();

  @Test
  void observationsOfABinLieEvenlyInIt() {
    quantiles.read(new int[] {2300}, new long[] {4}, 1);
    double gamma = 1.0025 / 0.9975;
    double low = Math.pow(gamma, 2299);
    double high = Math.pow(gamma, 2300);
    for (int rank = 1; rank <= 4; rank++) {
      assertThat(quantiles.interpolated(rank))
          .isCloseTo(low + (rank - 0.5) / 4 * (high - low), within(1e-5 * low));
    }
    assertThat(quantiles.interpolated(2.5)).isCloseTo((low + high) / 2, within(1e-5 * low));
  }

  @Test
  void betweenBinsTheLineIsFollowed() {
    quantiles.read(new int[] {2300, 2400}, new long[] {1, 1}, 2);
    double low = LogHistogram.estimate(2300);
    double high = LogHistogram.estimate(2400);
    assertThat(quantiles.interpolated(1.25)).isCloseTo(low + 0.25 * (high - low), within(1e-6));
    assertThat(quantiles.median()).isCloseTo((low + high) / 2, within(1e-6));
    assertThat(quantiles.percentile(50)).isEqualTo(low);
    assertThat(quantiles.percentile(51)).isEqualTo(high);
  }
}
