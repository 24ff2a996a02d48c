package io.salarysignals.domain.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClusteringTest {

  static RawSample draw(int[] sizes, double intraclass, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RawSample sample = new RawSample();
    for (int e = 0; e < sizes.length; e++) {
      double employer = 0.3 * Math.sqrt(intraclass) * normal(random);
      for (int i = 0; i < sizes[e]; i++) {
        double own = 0.3 * Math.sqrt(1 - intraclass) * normal(random);
        sample.add(Math.exp(11.5 + employer + own), e);
      }
    }
    return sample;
  }

  static double normal(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  @Test
  void equalEmployersGiveTheVarianceOfTheirMeans() {
    RawSample sample = draw(new int[] {7, 7, 7, 7, 7, 7}, 0.4, 1);
    Clustering clustering = Clustering.of(sample);
    double[] means =
        sample.groups().stream()
            .mapToDouble(g -> g.stream().mapToDouble(x -> x).average().orElseThrow())
            .toArray();
    double mean = java.util.Arrays.stream(means).average().orElseThrow();
    double spread = java.util.Arrays.stream(means).map(m -> (m - mean) * (m - mean)).sum() / 5;
    assertThat(clustering.logMeanVariance()).isCloseTo(spread / 6, within(1e-12));
    assertThat(clustering.degreesOfFreedom()).isCloseTo(5, within(1e-9));
    assertThat(clustering.size()).isEqualTo(7);
  }

  @Test
  void anonymousObservationsAreEmployersOfOne() {
    RawSample anonymous = new RawSample();
    RawSample named = new RawSample();
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 60; i++) {
      double pay = 40_000 + random.nextInt(100_000);
      int employer = i < 20 ? i / 5 : 100 + i;
      anonymous.add(pay, i < 20 ? employer : -1);
      named.add(pay, employer);
    }
    Clustering a = Clustering.of(anonymous);
    Clustering b = Clustering.of(named);
    assertThat(a.contributors()).isEqualTo(44);
    assertThat(a.logMeanVariance()).isCloseTo(b.logMeanVariance(), within(1e-15));
    assertThat(a.degreesOfFreedom()).isCloseTo(b.degreesOfFreedom(), within(1e-9));
    assertThat(a.intraclass()).isCloseTo(b.intraclass(), within(1e-12));
  }

  @Test
  void observationsOfTheirOwnHaveNoDesignEffect() {
    RawSample sample = new RawSample();
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 50; i++) {
      sample.add(40_000 + random.nextInt(100_000), i % 2 == 0 ? -1 : i);
    }
    Clustering clustering = Clustering.of(sample);
    assertThat(clustering.designEffect()).isEqualTo(1);
    assertThat(clustering.degreesOfFreedom()).isEqualTo(49);
    assertThat(clustering.logMeanVariance()).isCloseTo(sample.logVariance() / 50, within(1e-15));
  }

  /**
   * Components of variance by the method of moments from full matrices: Q = m' D m, D = C - c c' /
   * sum(c), so E[Q] = tr(D V) for any covariance V of the employer means.
   */
  @Test
  void equalsTheMatrixFormula() {
    int[] sizes = {3, 9, 1, 14, 5, 5, 2, 21};
    RawSample sample = draw(sizes, 0.3, 4);
    Clustering clustering = Clustering.of(sample);
    int g = sizes.length;
    double n = sample.n();
    double[] means = new double[g];
    double mean = sample.logMean() - sample.logReference();
    double between = 0;
    double within = 0;
    double squares = 0;
    for (int e = 0; e < g; e++) {
      List<Double> group = sample.groups().get(e);
      double own = group.stream().mapToDouble(x -> x).average().orElseThrow();
      means[e] = own;
      between += sizes[e] * (own - mean) * (own - mean);
      within += group.stream().mapToDouble(x -> (x - own) * (x - own)).sum();
      squares += sizes[e] * sizes[e];
    }
    double msw = within / (n - g);
    double n0 = (n - squares / n) / (g - 1);
    double tau = Math.max(0, between / (g - 1) - msw) / n0;
    double rho = clustering.intraclass();
    double raw = tau / (tau + msw);
    assertThat(rho).isBetween(Math.min(raw, 0.3), Math.max(raw, 0.3));

    double sum = 0;
    double[] c = new double[g];
    for (int e = 0; e < g; e++) {
      c[e] = 1 / (rho + (1 - rho) / sizes[e]);
      sum += c[e];
    }
    double q = 0;
    double ofTau = 0;
    double ofSigma = 0;
    double ofRho = 0;
    double variance = 0;
    for (int e = 0; e < g; e++) {
      for (int f = 0; f < g; f++) {
        double d = (e == f ? c[e] : 0) - c[e] * c[f] / sum;
        q += means[e] * d * means[f];
        if (e == f) {
          ofTau += d;
          ofSigma += d / sizes[e];
          ofRho += d * (rho + (1 - rho) / sizes[e]);
        }
      }
      variance += Math.pow(sizes[e] / n, 2) * (rho + (1 - rho) / sizes[e]);
    }
    double component = (q - ofSigma * msw) / ofTau;
    assertThat(component).as("the case in which the second term counts").isPositive();
    assertThat(clustering.logMeanVariance())
        .isCloseTo(component * squares / (n * n) + msw / n, within(1e-12));

    // Under V = rho + (1 - rho) / n_e, Q is chi-squared with G - 1 degrees of freedom.
    assertThat(ofRho).isCloseTo(g - 1, within(1e-9));
    double partOfQ = squares / (n * n) / ofTau * ofRho;
    double expected = (g - 1) * Math.min(1, Math.pow(variance / partOfQ, 2));
    assertThat(clustering.degreesOfFreedom()).isCloseTo(expected, within(1e-9));
  }

  @Test
  void oneEmployerTellsNothingOfTheOthers() {
    Clustering clustering = Clustering.of(draw(new int[] {40}, 0, 5));
    assertThat(clustering.logMeanVariance()).isNaN();
    assertThat(clustering.contributors()).isEqualTo(1);
  }
}
