package io.salarysignals.domain.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values: scipy 1.17.1 (stats.t.ppf, stats.beta.cdf, multivariate_normal.cdf). */
class SpecialFunctionsTest {
  @ParameterizedTest
  @CsvSource({
    "1, 12.706204736174694",
    "1.7, 5.1188389882530565",
    "2, 4.302652729749462",
    "4, 2.7764451051977934",
    "4.37, 2.6861481000408847",
    "9, 2.262157162798205",
    "12.9, 2.1620722796344727",
    "29, 2.045229642132703",
    "63.99, 1.9977356669220512",
    "64, 1.997729654317693",
    "120.5, 1.9798467346393642",
    "1000, 1.9623390808264083"
  })
  void studentQuantiles(double df, double expected) {
    assertThat(StudentT.quantile975(df)).isCloseTo(expected, within(expected * 1e-4));
    if (df < 200) {
      assertThat(StudentT.solve(df)).isCloseTo(expected, within(1e-9));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.3, 2, 5, 0.5798250000000003",
    "0.5, 60, 0.5, 8.844413211141644e-20",
    "0.999, 700.5, 3, 0.9656329001094686",
    "0.5, 5000, 5001, 0.5039893230696917"
  })
  void incompleteBeta(double x, double a, double b, double expected) {
    assertThat(SpecialFunctions.incompleteBeta(x, a, b)).isCloseTo(expected, within(1e-11));
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, -1.2815515655446004, 0.05, 0.017817",
    "0.1, -1.2815515655446004, 0.3, 0.129072",
    "0.1, -1.2815515655446004, 0.5, 0.248906",
    "0.1, -1.2815515655446004, 0.9, 0.654055",
    "0.25, -0.6744897501960817, 0.05, 0.027239",
    "0.25, -0.6744897501960817, 0.3, 0.173885",
    "0.25, -0.6744897501960817, 0.5, 0.308134",
    "0.25, -0.6744897501960817, 0.9, 0.696243",
    "0.5, 0.0, 0.05, 0.031844",
    "0.5, 0.0, 0.3, 0.193973",
    "0.5, 0.0, 0.5, 0.333333",
    "0.5, 0.0, 0.9, 0.712867"
  })
  void correlationsOfTails(double q, double z, double r, double expected) {
    assertThat(new TailCorrelation(q, z).at(r)).isCloseTo(expected, within(2e-5));
  }

  @ParameterizedTest
  @CsvSource({"0.001", "0.2", "0.7", "0.98"})
  void slopesAreDifferences(double r) {
    TailCorrelation tails = new TailCorrelation(0.1, -1.2815515655446004);
    double difference = (tails.at(r + 0.001) - tails.at(r - 0.001)) / 0.002;
    assertThat(tails.slope(r)).isCloseTo(difference, within(0.01));
    TailCorrelation median = new TailCorrelation(0.5, 0);
    assertThat(median.at(r)).isCloseTo(2 / Math.PI * Math.asin(r), within(1e-5));
  }
}
