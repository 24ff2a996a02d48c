package io.salarysignals.domain.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialRanksTest {

  /** P(B = k) by the recurrence of the binomial weights: no special function involved. */
  private static double[] weights(int n, double q) {
    double[] weights = new double[n + 1];
    weights[0] = Math.pow(1 - q, n);
    for (int k = 1; k <= n; k++) {
      weights[k] = weights[k - 1] * (n - k + 1) / k * q / (1 - q);
    }
    return weights;
  }

  private static double sum(double[] weights, int from, int to) {
    double sum = 0;
    for (int k = from; k <= to; k++) {
      sum += weights[k];
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"10, 2, 9, 0.97852", "6, 1, 6, 0.96875", "20, 6, 15, 0.95861"})
  void reproducesPublishedIntervalsOfTheMedian(int n, int low, int high, double coverage) {
    BinomialRanks ranks = new BinomialRanks(0.5);
    assertThat(ranks.lower(n)).isEqualTo(low);
    assertThat(ranks.upper(n)).isEqualTo(high);
    assertThat(sum(weights(n, 0.5), low, high - 1)).isCloseTo(coverage, within(1e-5));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 6", "0.25, 13", "0.75, 13", "0.9, 36", "0.95, 72", "0.99, 368"})
  void reproducesTheSmallestSampleWithTwoBounds(double q, int smallest) {
    BinomialRanks ranks = new BinomialRanks(q);
    int n = 1;
    while (ranks.lower(n) == 0 || ranks.upper(n) == 0) {
      n++;
    }
    assertThat(n).isEqualTo(smallest);
  }

  @Test
  void equalsSummingTheWeights() {
    for (double q : new double[] {0.1, 0.25, 0.5, 0.75, 0.9}) {
      BinomialRanks ranks = new BinomialRanks(q);
      for (int n = 1; n <= 250; n++) {
        double[] weights = weights(n, q);
        int low = 0;
        int high = 0;
        for (int r = 1; r <= n; r++) {
          if (sum(weights, 0, r - 1) <= 0.025) {
            low = r;
          }
          if (high == 0 && sum(weights, r, n) <= 0.025) {
            high = r;
          }
        }
        assertThat(ranks.lower(n)).as("lower, n %d, q %s", n, q).isEqualTo(low);
        assertThat(ranks.upper(n)).as("upper, n %d, q %s", n, q).isEqualTo(high);
      }
    }
  }

  @Test
  void largeSamplesFollowTheNormalLimit() {
    for (long n : new long[] {4095, 4096, 100_000, 10_000_000}) {
      BinomialRanks ranks = new BinomialRanks(0.25);
      double half = 1.959964 * Math.sqrt(n * 0.25 * 0.75);
      assertThat((double) ranks.lower(n)).isCloseTo(0.25 * n - half, within(2.0));
      assertThat((double) ranks.upper(n)).isCloseTo(0.25 * n + half, within(2.0));
    }
  }
}
