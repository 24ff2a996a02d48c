package io.salarysignals.domain.repricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.pane.Strata;
import io.salarysignals.domain.pane.Stratum;
import io.salarysignals.domain.simulate.Draws;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WanderTest {
  private static final int DAYS = 364;
  private static final int EMPLOYERS = 25;
  private static final int A_DAY = 2;
  private static final double NOISE = 0.2;
  private static final double KEPT = 0.9;

  /** Employers whose pay wanders by itself (AR(1) from day to day) around one mean each. */
  private static History history(long seed, double sd, double common) {
    Draws draws = new Draws(seed);
    double[] mean = new double[EMPLOYERS];
    double[] at = new double[EMPLOYERS];
    for (int e = 0; e < EMPLOYERS; e++) {
      mean[e] = 0.1 * draws.gaussian();
      at[e] = sd * draws.gaussian();
    }
    List<Strata> days = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      Strata.Collector collector = new Strata.Collector();
      for (int e = 0; e < EMPLOYERS; e++) {
        at[e] = KEPT * at[e] + sd * Math.sqrt(1 - KEPT * KEPT) * draws.gaussian();
        double all = common * Math.sin(day / 58.0);
        for (int i = 0; i < A_DAY; i++) {
          double y = mean[e] + at[e] + all + NOISE * draws.gaussian();
          collector.add(Stratum.key(e + 1, 3, 0, 4, i), 1, Math.round(y * Strata.SCALE));
        }
      }
      days.add(collector.toStrata());
    }
    return (from, to, visitor) -> {
      for (int day = from; day < to; day++) {
        visitor.day(day, days.get(day));
      }
    };
  }

  private static double mean(double sd, double common) {
    double sum = 0;
    for (long seed = 1; seed <= 10; seed++) {
      History history = history(seed, sd, common);
      PayModel model = PayModel.fit(history, 0, DAYS, 10);
      sum += Wander.covariance(model, history, 0, DAYS, 1) / 10;
    }
    return sum;
  }

  /** Of the means of two neighbouring weeks, by the covariances of their days. */
  private static double ofWeeks(double sd) {
    double sum = 0;
    for (int i = 0; i < 7; i++) {
      for (int j = 7; j < 14; j++) {
        sum += sd * sd * Math.pow(KEPT, j - i) / 49;
      }
    }
    return sum;
  }

  @Test
  void employersThatWanderAreFound() {
    assertThat(mean(0.06, 0)).isBetween(0.75 * ofWeeks(0.06), 1.1 * ofWeeks(0.06));
  }

  /**
   * A wave that all have in common is the drift's, and those that stay where they are give none.
   */
  @Test
  void employersThatDoNotWanderGiveNone() {
    double error = NOISE * NOISE / Math.sqrt(EMPLOYERS * 51 * 14.0 * 14);
    assertThat(mean(0, 0)).isLessThan(error);
    assertThat(mean(0, 0.03)).isLessThan(error);
  }
}
