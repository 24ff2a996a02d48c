package io.salarysignals.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salarysignals.domain.simulate.BenchParameters;
import org.junit.jupiter.api.Test;

class LoadsTest {
  private static BenchParameters of(int markets, int skills) {
    return Loads.of(5_000_000, markets, 5_000, skills, 60, 2, 2, 30);
  }

  @Test
  void theNumbersOfTheStandardLoadGiveTheStandardLoad() {
    assertThat(of(20_000, 4)).isEqualTo(BenchParameters.standard());
  }

  @Test
  void marketsAreExactlyAsManyAsAsked() {
    for (int markets = 1; markets <= 30_000; markets++) {
      int places = Loads.places(markets);
      assertThat(places).isBetween(1, 80);
      assertThat(markets % places).as("%d markets", markets).isZero();
    }
    assertThat(Loads.places(2_000)).isEqualTo(25);
    assertThat(Loads.places(7_919)).as("a prime").isEqualTo(1);
  }

  @Test
  void moreSkillsThanARoleHasWidenTheRole() {
    BenchParameters load = of(100, 40);
    assertThat(load.skillsPerRecord()).isEqualTo(40);
    assertThat(load.skillsPerRole()).isEqualTo(40);
  }

  @Test
  void sizesThatMakeNoLoadAreRefused() {
    assertThatThrownBy(() -> of(0, 4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Loads.of(10, 10, 10, 4, 60, 40, 40, 30))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
