package io.salarysignals.domain.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KaplanMeierTest {
  private static final int[] DEATHS = {6, 6, 6, 7, 10, 13, 16, 22, 23};
  private static final int[] CENSORED = {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35};

  @Test
  void freireich() {
    // Given the 21 patients under 6-MP of Freireich et al. (1963)
    long[] atRisk = new long[36];
    long[] deaths = new long[36];
    for (int t : DEATHS) {
      deaths[t]++;
      upTo(t, atRisk);
    }
    for (int t : CENSORED) {
      upTo(t, atRisk);
    }
    // When
    KaplanMeier curve = new KaplanMeier(atRisk, deaths);
    // Then the published curve
    int[] at = {6, 7, 10, 13, 16, 22, 23};
    double[] expected = {.8571, .8067, .7529, .6902, .6275, .5378, .4482};
    for (int i = 0; i < at.length; i++) {
      assertThat(curve.survival(at[i])).isCloseTo(expected[i], within(5e-5));
    }
    assertThat(curve.standardError(6)).isCloseTo(.0764, within(5e-5));
    assertThat(curve.standardError(23)).isCloseTo(.1346, within(5e-5));
    assertThat(curve.median().value()).isEqualTo(23);
    assertThat(curve.median().high()).isNull();
  }

  @Test
  void halfIsHalfThoughItsProductIsRounded() {
    // Given 24 at risk, one of whom dies at each age: in doubles 12 factors make 0.5000000000000001
    long[] atRisk = new long[12];
    long[] deaths = new long[12];
    for (int a = 0; a < 12; a++) {
      atRisk[a] = 24L - a;
      deaths[a] = 1;
    }
    // When
    KaplanMeier curve = new KaplanMeier(atRisk, deaths);
    // Then 12 of 24 have died at age 11
    assertThat(curve.survival(11)).isGreaterThan(0.5);
    assertThat(curve.median().value()).isEqualTo(11);
  }

  private static void upTo(int age, long[] atRisk) {
    for (int a = 0; a <= age; a++) {
      atRisk[a]++;
    }
  }
}
