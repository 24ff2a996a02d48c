package io.salarysignals.domain.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.window.Grid;
import io.salarysignals.domain.window.Horizon;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ends are due, against a look at every window. */
class DemandSeriesTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void dueEndsAreThoseWhereSomethingEnteredOrLeft(long seed) {
    // Given panes on some days, with gaps of up to two years
    Random random = new Random(seed);
    DemandSeries series = new DemandSeries();
    int day = 20_000 + random.nextInt(40);
    for (int i = 0; i < 40; i++) {
      DemandPane pane = new DemandPane();
      pane.add(DemandPane.OPENED, 1);
      series.put(day, pane);
      day += 1 + random.nextInt(random.nextInt(12) == 0 ? 700 : 4);
    }
    for (Horizon horizon : Grid.standard().horizons()) {
      for (int behind : new int[] {Integer.MIN_VALUE, 19_999, 20_013, 20_100 + (int) seed}) {
        int last = 20_000 + random.nextInt(1_500);
        // When they are asked for
        int[] ends = new int[1];
        int size = series.dueEnds(horizon, behind, last, ends);
        while (size < 0) {
          ends = new int[-size];
          size = series.dueEnds(horizon, behind, last, ends);
        }
        // Then they are those of a look at one end after the other
        List<Integer> expected = new ArrayList<>();
        for (int end = horizon.after(Math.max(behind, 19_000));
            end <= last;
            end += horizon.step()) {
          int previous = end - horizon.step();
          if (series.moves(previous, end)
              || series.moves(previous - horizon.days(), end - horizon.days())) {
            expected.add(end);
          }
        }
        assertThat(Arrays.stream(ends).limit(size).boxed()).containsExactlyElementsOf(expected);
      }
    }
  }
}
