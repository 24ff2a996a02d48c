package io.salarysignals.domain.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ContributorsTest {
  @Test
  void reproducesThePublishedConcentration() {
    Contributors contributors =
        Contributors.of(ClusteringTest.draw(new int[] {30, 10, 5, 5}, 0, 1));
    assertThat(contributors.effective()).isCloseTo(2.381, within(0.0005));
    assertThat(contributors.largest() / 50.0).isEqualTo(0.6);
    assertThat(contributors.second()).isEqualTo(10);
    assertThat(contributors.count()).isEqualTo(4);
  }

  @Test
  void anonymousObservationsCountOneEach() {
    RawSample sample = new RawSample().add(50_000, -1).add(60_000, -1).add(70_000, 3);
    Contributors contributors = Contributors.of(sample);
    assertThat(contributors.count()).isEqualTo(3);
    assertThat(contributors.largest()).isEqualTo(1);
    assertThat(contributors.second()).isEqualTo(1);
    assertThat(contributors.effective()).isCloseTo(3, within(1e-12));
  }

  @Test
  void anEmptySampleHasNone() {
    assertThat(Contributors.of(new RawSample())).isEqualTo(new Contributors(0, 0, 0, 0));
  }
}
