package io.salarysignals.domain.repricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftTest {
  private static final double PRIOR = 3e-4;

  private static List<double[]> line(int days, double perDay, double error) {
    List<double[]> panes = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      panes.add(new double[] {day, 0.1 + perDay * day, 1 / (error * error)});
    }
    return panes;
  }

  @Test
  void exactPanesGiveTheirSlope() {
    Drift drift = Drift.of(line(91, 4e-4, 1e-6));
    assertThat(drift.until(45 + 60)).isCloseTo(60 * 4e-4, within(1e-9));
  }

  /**
   * The posterior of a slope: precision sum (t - mean)^2 / e^2 + 1 / prior^2, with n (n^2 - 1) / 12
   * for the sum of squares of the days 0 to n - 1.
   */
  @Test
  void uncertainPanesAreDrawnToNoSlope() {
    int n = 61;
    double error = 0.04;
    double data = n * (n * n - 1.0) / 12 / (error * error);
    double precision = data + 1 / (PRIOR * PRIOR);
    Drift drift = Drift.of(line(n, 4e-4, error));
    assertThat(drift.until(30 + 50)).isCloseTo(50 * 4e-4 * data / precision, within(1e-12));
  }

  @Test
  void unequalPanesCountByWhatTheyKnow() {
    // By hand: weights 1, 3; centre 7.5, squares 1 * 56.25 + 3 * 6.25 = 75, slope 0.002.
    List<double[]> panes = List.of(new double[] {0, 0, 1e9}, new double[] {10, 0.02, 3e9});
    Drift drift = Drift.of(panes);
    double share = 75e9 / (75e9 + 1 / (PRIOR * PRIOR));
    assertThat(drift.until(17.5)).isCloseTo(10 * 0.002 * share, within(1e-12));
  }

  @Test
  void onePaneSaysNothing() {
    Drift drift = Drift.of(line(1, 1, 0.01));
    assertThat(drift.until(40)).isZero();
  }
}
