package io.salarysignals.domain.repricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftTest {
  private static final double PRIOR = 0.02;
  private static final double TURN = 2 * Math.PI / 365.25;

  private static double wave(double day) {
    return 0.03 * Math.sin(TURN * day + 1);
  }

  private static List<double[]> waves(int from, int days, double error) {
    List<double[]> panes = new ArrayList<>();
    for (int day = from; day < from + days; day++) {
      panes.add(new double[] {day, 0.1 + wave(day), 1 / (error * error)});
    }
    return panes;
  }

  @Test
  void exactPanesGiveTheirWave() {
    Drift drift = Drift.of(waves(1000, 91, 1e-7));
    double mean = 0;
    for (int day = 1000; day < 1091; day++) {
      mean += wave(day) / 91;
    }
    assertThat(drift.until(1105)).isCloseTo(wave(1105) - mean, within(1e-8));
    assertThat(Math.sqrt(drift.doubt(1105))).isLessThan(1e-4);
  }

  /**
   * Days half a year apart and a quarter of a year from where the cosine is: by hand. The cosine is
   * 1 and -1, the sine 0; with equal weights w the sum of squares is 2 w, so A is 2 w d / (2 w + 1
   * / prior^2) for values d and -d, its variance the inverse, and B is not known at all.
   */
  @Test
  void uncertainPanesAreDrawnToNoWave() {
    double w = 4000;
    double half = 365.25 / 2;
    Drift drift = Drift.of(List.of(new double[] {0, 0.02, w}, new double[] {half, -0.02, w}));
    double precision = 2 * w + 1 / (PRIOR * PRIOR);
    assertThat(drift.until(2 * half)).isCloseTo(0.02 * 2 * w / precision, within(1e-12));
    assertThat(drift.doubt(2 * half)).isCloseTo(1 / precision, within(1e-12));
    assertThat(drift.until(half / 2)).isCloseTo(0, within(1e-12));
    assertThat(drift.doubt(half / 2)).isCloseTo(PRIOR * PRIOR, within(1e-12));
  }

  /** A pane that knows three times as much counts as three of them. */
  @Test
  void unequalPanesCountByWhatTheyKnow() {
    double[] first = {0, 0, 1e4};
    double[] second = {40, 0.02, 1e4};
    Drift one = Drift.of(List.of(first, new double[] {40, 0.02, 3e4}));
    Drift three = Drift.of(List.of(first, second, second, second));
    assertThat(one.until(70)).isCloseTo(three.until(70), within(1e-12));
    assertThat(one.doubt(70)).isCloseTo(three.doubt(70), within(1e-12));
    assertThat(one.until(70)).isPositive();
  }

  @Test
  void onePaneSaysNothing() {
    Drift drift = Drift.of(waves(1000, 1, 0.01));
    assertThat(drift.until(1040)).isZero();
    assertThat(drift.doubt(1000)).isCloseTo(0, within(1e-15));
    assertThat(drift.doubt(1040)).isPositive();
  }
}
