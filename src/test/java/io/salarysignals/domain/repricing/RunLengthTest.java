package io.salarysignals.domain.repricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.salarysignals.domain.simulate.Draws;
import org.junit.jupiter.api.Test;

/**
 * Average run lengths against the tables of the literature, by integral equation and simulation.
 */
class RunLengthTest {
  private static final double[] SHIFTS = {0, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4};
  private static final double[] H4 = {
    167.68, 74.22, 26.63, 13.29, 8.383, 4.747, 3.343, 2.620, 2.194, 1.708
  };
  private static final double[] H5 = {
    465.44, 139.49, 38.00, 17.05, 10.376, 5.747, 4.009, 3.114, 2.573, 2.013
  };

  @Test
  void integralEquationGivesThePublishedRunLengths() {
    for (int i = 0; i < SHIFTS.length; i++) {
      assertThat(twoSided(SHIFTS[i], 4)).isCloseTo(H4[i], within(H4[i] * 0.0008));
      assertThat(twoSided(SHIFTS[i], 5)).isCloseTo(H5[i], within(H5[i] * 0.0008));
    }
    assertThat(RunLength.integral(0, 0.5, 4, 40)).isCloseTo(335.37, within(0.01));
    assertThat(RunLength.integral(0, 0.5, 5, 40)).isCloseTo(930.89, within(0.01));
  }

  private static double twoSided(double shift, double h) {
    return RunLength.twoSided(
        RunLength.integral(shift, 0.5, h, 40), RunLength.integral(-shift, 0.5, h, 40));
  }

  @Test
  void siegmundIsWithinSixPercent() {
    for (double shift : new double[] {0, 0.5, 1, 2}) {
      assertThat(RunLength.siegmund(shift, 0.5, 5))
          .isCloseTo(
              RunLength.integral(shift, 0.5, 5, 40),
              within(RunLength.integral(shift, 0.5, 5, 40) * 0.06));
    }
  }

  @Test
  void theChartHasThePublishedRunLengths() {
    Draws draws = new Draws(11);
    assertSimulated(draws, 0, 4, 167.68);
    assertSimulated(draws, 0.5, 4, 26.63);
    assertSimulated(draws, 1, 5, 10.376);
    assertSimulated(draws, 2, 5, 4.009);
  }

  /** The mean of 6,000 simulated runs lies within four of its standard errors. */
  private static void assertSimulated(Draws draws, double shift, double h, double expected) {
    int runs = 6_000;
    double sum = 0;
    double squares = 0;
    for (int run = 0; run < runs; run++) {
      Chart chart = new Chart(0);
      int length = 0;
      while (chart.signal(h) == 0) {
        chart.accumulate(shift + draws.gaussian(), length++, 0.5);
      }
      sum += length;
      squares += (double) length * length;
    }
    double mean = sum / runs;
    double error = Math.sqrt((squares / runs - mean * mean) / runs);
    assertThat(mean).as("shift %s, h %s", shift, h).isCloseTo(expected, within(4 * error));
  }

  @Test
  void theSelfStartingChartHasTheSameRunLengthWithoutKnowingMeanOrSpread() {
    Draws draws = new Draws(12);
    int runs = 3_000;
    int signalled = 0;
    // Of runs with h = 4, 1 - exp(-100 / 167.68) have signalled within 100 values, 45 %.
    for (int run = 0; run < runs; run++) {
      Chart chart = new Chart(0);
      double mean = 5 * draws.gaussian();
      double spread = 0.5 + draws.uniform();
      for (int i = 0; i < 102 && chart.signal(4) == 0; i++) {
        chart.add(mean + spread * draws.gaussian(), i, 0.5);
      }
      signalled += chart.signal(4) != 0 ? 1 : 0;
    }
    assertThat((double) signalled / runs).isBetween(0.38, 0.50);
  }

  @Test
  void theOnsetIsThePaneAfterTheLastZero() {
    Chart chart = new Chart(0);
    double[] z = {0.2, -1, 0.4, 2, 1.5, 2.5};
    for (int i = 0; i < z.length; i++) {
      chart.accumulate(z[i], 100 + i, 0.5);
    }
    assertThat(chart.signal(4)).isEqualTo(1);
    assertThat(chart.upSince).isEqualTo(103);
  }
}
