package io.salarysignals.domain.repricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.salarysignals.domain.simulate.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClusteredTestTest {
  /**
   * Employers of equal weight: d = .1, .2, .3 has mean .2 and clustered variance .01 / 3, by the
   * samples 1e-4 / 3. Moderated .0022333, so t = 4.2321 with 3 degrees of freedom: p = .01207.
   */
  @Test
  void equalEmployersAreATTest() {
    double[] d = {0.1, 0.2, 0.3};
    double[] precise = {1e4, 1e4, 1e4};
    ClusteredTest test = ClusteredTest.of(d, precise, 3, 1, 0, 0);
    assertThat(test.effect()).isCloseTo(0.2, within(1e-12));
    assertThat(test.error()).isCloseTo(0.1 / Math.sqrt(3), within(1e-9));
    assertThat(test.freedom()).isCloseTo(2, within(1e-9));
    assertThat(test.pValue()).isCloseTo(0.01207, within(2e-5));
    assertThat(test.breadth()).isEqualTo(1);
    assertThat(test.leaveOneOut()).isCloseTo(0.15, within(1e-9));
    assertThat(test.top()).isEqualTo(2);
  }

  /** Without any change, p is below 0.01 no more often than that, also where employers cluster. */
  @Test
  void aTrueNullIsRejectedNoMoreOftenThanItsLevel() {
    Draws draws = new Draws(5);
    for (double clustering : new double[] {0, 0.05}) {
      int rejected = 0;
      int runs = 8_000;
      for (int run = 0; run < runs; run++) {
        double[] d = new double[25];
        double[] precision = new double[25];
        for (int e = 0; e < 25; e++) {
          precision[e] = (2 + 10 * draws.uniform()) / 0.04;
          d[e] = draws.gaussian() * Math.sqrt(1 / precision[e] + clustering * clustering);
        }
        rejected += ClusteredTest.of(d, precision, 25, 1, 0, 0).pValue() <= 0.01 ? 1 : 0;
      }
      // Three standard errors above 80.
      assertThat(rejected).as("clustering %s", clustering).isLessThanOrEqualTo(107);
    }
  }

  @Test
  void oneEmployerIsNoTest() {
    double[] d = {0.5};
    assertThat(ClusteredTest.of(d, d, 1, 1, 0, 0).pValue()).isEqualTo(1);
    assertThat(ClusteredTest.of(d, d, 0, 1, 0, 0).pValue()).isEqualTo(1);
  }

  @Test
  void noEmployerHasMoreThanAFifth() {
    double[] d = new double[20];
    double[] precision = new double[20];
    Arrays.fill(precision, 1);
    d[7] = 1;
    precision[7] = 1e6;
    assertThat(ClusteredTest.of(d, precision, 20, 1, 0, 0).effect()).isLessThan(0.4);
  }
}
