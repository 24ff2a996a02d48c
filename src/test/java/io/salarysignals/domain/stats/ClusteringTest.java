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

  /** Mean squares from raw deviations, degrees of freedom from the traces of the full matrices. */
  @Test
  void equalsTheMatrixFormula() {
    int[] sizes = {3, 9, 1, 14, 5, 5, 2, 21};
    RawSample sample = draw(sizes, 0.3, 4);
    Clustering clustering = Clustering.of(sample);
    List<List<Double>> groups = sample.groups();
    int g = sizes.length;
    double n = sample.n();
    double mean = sample.logMean() - sample.logReference();
    double between = 0;
    double within = 0;
    double squares = 0;
    for (List<Double> group : groups) {
      double own = group.stream().mapToDouble(x -> x).average().orElseThrow();
      between += group.size() * (own - mean) * (own - mean);
      within += group.stream().mapToDouble(x -> (x - own) * (x - own)).sum();
      squares += group.size() * group.size();
    }
    double msb = between / (g - 1);
    double msw = within / (n - g);
    double n0 = (n - squares / n) / (g - 1);
    double tau = Math.max(0, (msb - msw) / n0);
    // Var of the mean by components of variance: tau sum w^2 + sigma^2 / n, which the closed form
    // must equal wherever msb >= msw.
    assertThat(msb).isGreaterThan(msw);
    assertThat(clustering.logMeanVariance())
        .isCloseTo(tau * squares / (n * n) + msw / n, within(1e-12));

    double rho = clustering.intraclass();
    double raw = tau / (tau + msw);
    assertThat(rho).isBetween(Math.min(raw, 0.3), Math.max(raw, 0.3));
    double[][] product = new double[g][g];
    double trace = 0;
    for (int e = 0; e < g; e++) {
      for (int f = 0; f < g; f++) {
        double covariance = 0;
        for (int j = 0; j < g; j++) {
          double v = rho + (1 - rho) / sizes[j];
          covariance += ((e == j ? 1 : 0) - sizes[j] / n) * ((f == j ? 1 : 0) - sizes[j] / n) * v;
        }
        product[e][f] = Math.sqrt((double) sizes[e] * sizes[f]) * covariance;
      }
      trace += product[e][e];
    }
    double squared = 0;
    for (double[] row : product) {
      for (double cell : row) {
        squared += cell * cell;
      }
    }
    assertThat(clustering.degreesOfFreedom()).isCloseTo(trace * trace / squared, within(1e-9));
  }

  @Test
  void oneEmployerTellsNothingOfTheOthers() {
    Clustering clustering = Clustering.of(draw(new int[] {40}, 0, 5));
    assertThat(clustering.logMeanVariance()).isNaN();
    assertThat(clustering.contributors()).isEqualTo(1);
  }
}
