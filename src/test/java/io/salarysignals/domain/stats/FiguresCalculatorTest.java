package io.salarysignals.domain.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FiguresCalculatorTest {
  private static final double A = 0.0025;
  private final FiguresCalculator calculator = new FiguresCalculator(10);

  private static RawSample singles(int n) {
    RawSample sample = new RawSample();
    for (int i = 1; i <= n; i++) {
      sample.add(10_000.0 * i, -1);
    }
    return sample;
  }

  @Test
  void independentObservationsHaveTheExactOrderStatisticInterval() {
    Estimate median = calculator.figures(singles(10)).p50();
    assertThat(median.value()).isCloseTo(55_000, within(55_000 * A));
    assertThat(median.low()).isBetween(20_000 * (1 - A) * (1 - A), 20_000.0);
    assertThat(median.high()).isBetween(90_000 * (1 - 1e-5), 90_000 * (1 + A) * (1 + A));
  }

  @Test
  void boundsThatDoNotExistAreNull() {
    Figures five = calculator.figures(singles(5));
    assertThat(five.p50().low()).isNull();
    assertThat(five.p50().high()).isNull();
    Figures twelve = calculator.figures(singles(12));
    assertThat(twelve.p25().low()).isNull();
    assertThat(twelve.p25().high()).isNotNull();
  }

  @Test
  void tailsNeedTenContributors() {
    assertThat(calculator.figures(singles(9)).p90()).isNull();
    assertThat(calculator.figures(singles(9)).p10()).isNull();
    assertThat(calculator.figures(singles(10)).p90()).isNotNull();
  }

  @Test
  void onePayHasNoInterval() {
    Figures figures = calculator.figures(new RawSample().add(80_000, 4));
    assertThat(figures.mean()).isEqualTo(new Estimate(80_000, null, null));
    assertThat(figures.p50().low()).isNull();
    assertThat(figures.contributors()).isEqualTo(1);
  }

  @Test
  void oneEmployerHasNoInterval() {
    Figures figures = calculator.figures(ClusteringTest.draw(new int[] {80}, 0, 1));
    assertThat(figures.mean().low()).isNull();
    assertThat(figures.p50().high()).isNull();
  }

  @Test
  void equalPaysHaveNoWidthBeyondTheHistogram() {
    RawSample sample = new RawSample();
    for (int i = 0; i < 40; i++) {
      sample.add(90_000, i % 8);
    }
    Figures figures = calculator.figures(sample);
    assertThat(figures.mean().low()).isCloseTo(90_000, within(1e-3));
    assertThat(figures.mean().high()).isCloseTo(90_000, within(1e-3));
    assertThat(figures.p50().low()).isBetween(90_000 * (1 - 2.01 * A), 90_000.0);
  }

  /** Two observations of each of ten employers: t with 9 degrees of freedom, by hand. */
  @Test
  void theGeometricMeansIntervalIsTheTIntervalOfEmployerMeans() {
    RawSample sample = new RawSample();
    double sum = 0;
    double squares = 0;
    for (int e = 0; e < 10; e++) {
      double log = 11 + 0.02 * e * e;
      sample.add(Math.exp(log - 0.1), e).add(Math.exp(log + 0.1), e);
      sum += log;
      squares += log * log;
    }
    double mean = sum / 10;
    double error = Math.sqrt((squares - 10 * mean * mean) / 9 / 10);
    Estimate estimate = calculator.figures(sample).geometricMean();
    assertThat(Math.log(estimate.value())).isCloseTo(mean, within(1e-9));
    assertThat(Math.log(estimate.low())).isCloseTo(mean - 2.262157 * error, within(1e-5));
    assertThat(Math.log(estimate.high())).isCloseTo(mean + 2.262157 * error, within(1e-5));
  }

  @Test
  void anEmptyOrInconsistentSampleIsRefused() {
    assertThatThrownBy(() -> calculator.figures(new RawSample()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 300)
  void quantilesEqualSortedObservations(
      @ForAll @Size(min = 1, max = 120) List<@DoubleRange(min = 1000, max = 900_000) Double> pays,
      @ForAll @IntRange(min = 1, max = 40) int employers) {
    RawSample sample = new RawSample();
    for (int i = 0; i < pays.size(); i++) {
      sample.add(pays.get(i), i % employers - i % 2);
    }
    Figures figures = new FiguresCalculator(1).figures(sample);
    List<Double> sorted = sample.sorted();
    int n = sorted.size();
    double median = (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    assertThat(figures.p50().value()).isCloseTo(median, within(median * A * 1.0001));
    int[] percents = {10, 25, 75, 90};
    Estimate[] estimates = {figures.p10(), figures.p25(), figures.p75(), figures.p90()};
    for (int i = 0; i < percents.length; i++) {
      double exact = sorted.get((n * percents[i] + 99) / 100 - 1);
      assertThat(estimates[i].value()).isCloseTo(exact, within(exact * A * 1.0001));
    }
    for (Estimate estimate :
        List.of(figures.mean(), figures.geometricMean(), figures.p25(), figures.p50())) {
      if (estimate.low() != null) {
        assertThat(estimate.low()).isLessThanOrEqualTo(estimate.value());
      }
      if (estimate.high() != null) {
        assertThat(estimate.high()).isGreaterThanOrEqualTo(estimate.value());
      }
    }
    assertThat(figures.effectiveN()).isPositive().isLessThanOrEqualTo(n);
  }
}
