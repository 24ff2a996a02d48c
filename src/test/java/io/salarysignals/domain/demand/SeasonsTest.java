package io.salarysignals.domain.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Stocks whose trend and seasons are known: what is left of the index is the trend. */
class SeasonsTest {
  private static final int DAYS = 3 * 365;

  @Test
  void anIndexAdjustedForSeasonsFollowsTheTrend() {
    // Given a stock that grows by 10 % a year and swings by 15 % and 5 % with the year and its half
    TreeMap<Integer, DemandPane> panes = stock(DAYS, 0);
    int to = DAYS - 40;
    int base = to - 1 - 26 * 7;
    // When the index is taken against half a year before, in another season
    DemandSeries s = new DemandSeries(panes);
    double index = 100.0 * s.openDays(to - 7, to) / s.openDays(base - 6, base + 1);
    Double adjusted = Seasons.adjust(index, s, to, base, 10);
    // Then the seasons are in the one and not in the other
    double trend = 100 * Math.exp(Math.log(1.1) * (26 * 7) / 365.25);
    assertThat(Math.abs(index - trend)).isGreaterThan(5);
    assertThat(adjusted).isCloseTo(trend, within(0.7));
  }

  @Test
  void noiseOfTheSizeOfCountsMovesItByLittle() {
    int to = DAYS - 40;
    int base = to - 1 - 26 * 7;
    DemandSeries s = new DemandSeries(stock(DAYS, 7));
    double index = 100.0 * s.openDays(to - 7, to) / s.openDays(base - 6, base + 1);
    double trend = 100 * Math.exp(Math.log(1.1) * (26 * 7) / 365.25);
    assertThat(Seasons.adjust(index, s, to, base, 10)).isCloseTo(trend, within(4.0));
  }

  @Test
  void withoutTwoYearsThereIsNone() {
    int to = 7 * Seasons.LEAST_WEEKS;
    DemandSeries enough = new DemandSeries(stock(to, 0));
    assertThat(Seasons.adjust(100, enough, to, to - 91, 10)).isNotNull();
    assertThat(Seasons.adjust(100, enough, to - 1, to - 91, 10)).isNull();
    // Nor where a week of the history held too little
    assertThat(Seasons.adjust(100, enough, to, to - 91, 100_000)).isNull();
  }

  private static TreeMap<Integer, DemandPane> stock(int days, long seed) {
    Random random = new Random(seed);
    TreeMap<Integer, DemandPane> panes = new TreeMap<>();
    long open = 0;
    for (int day = 0; day < days; day++) {
      double angle = 2 * Math.PI * day / 365.25;
      double level =
          2_000
              * Math.exp(
                  Math.log(1.1) * day / 365.25
                      + .15 * Math.cos(angle + 1)
                      + .05 * Math.sin(2 * angle));
      long next = Math.round(level + (seed == 0 ? 0 : random.nextGaussian() * Math.sqrt(level)));
      DemandPane pane = new DemandPane();
      pane.add(next > open ? DemandPane.OPENED : DemandPane.CLOSED, (int) Math.abs(next - open));
      if (!pane.isEmpty()) {
        panes.put(day, pane);
      }
      open = next;
    }
    return panes;
  }
}
