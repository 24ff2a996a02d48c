package io.salarysignals.domain.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.MarketDay;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.pane.Pay;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Moving a window equals summing it anew; day counts equal a map of counts. */
class WindowSumsTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void moving_equals_summing_anew(long seed) {
    // Given days with gaps, before and after the epoch
    Random random = new Random(seed);
    TreeMap<Integer, MarketDay> panes = new TreeMap<>();
    for (int i = 0; i < 300; i++) {
      int day = random.nextInt(90) - 30;
      panes.computeIfAbsent(day, d -> new MarketDay()).add(1, contribution(random, day), "US");
    }
    MarketDays days = days(panes);
    // When a window jumps about, forwards, backwards, longer and shorter
    WindowSums moving = new WindowSums();
    for (int i = 0; i < 200; i++) {
      int from = random.nextInt(100) - 40;
      int to = from + random.nextInt(40);
      moving.moveTo(from, to, days);
      // Then it holds what a plain sum holds
      for (String facet : List.of("all", "skill:kafka")) {
        Pane plain = new Pane();
        for (MarketDay day : panes.subMap(from, to).values()) {
          if (day.pane(facet) != null) {
            plain.addAll(day.pane(facet), 1);
          }
        }
        Pane held = moving.sum(facet);
        assertThat(held == null ? plain.isEmpty() : held.sameAs(plain)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void day_counts_equal_a_map_of_counts(long seed) {
    Random random = new Random(seed);
    DayCounts counts = new DayCounts();
    TreeMap<Integer, Integer> plain = new TreeMap<>();
    assertThat(counts.isEmpty()).isTrue();
    for (int i = 0; i < 500; i++) {
      int day = random.nextInt(200) - 100;
      int n = random.nextInt(4);
      counts.set(day, n);
      if (n == 0) {
        plain.remove(day);
      } else {
        plain.put(day, n);
      }
      int from = random.nextInt(240) - 120;
      int to = from + random.nextInt(60);
      assertThat(counts.sum(from, to))
          .isEqualTo(plain.subMap(from, to).values().stream().mapToLong(Integer::longValue).sum());
      Integer next = plain.ceilingKey(from);
      assertThat(counts.ceil(from)).isEqualTo(next == null ? Integer.MAX_VALUE : next);
      assertThat(counts.contains(day)).isEqualTo(plain.containsKey(day));
    }
  }

  @Test
  void grid_ends_lie_on_multiples_of_the_step() {
    Horizon quarter = new Horizon(91, 7);
    assertThat(quarter.after(13)).isEqualTo(14);
    assertThat(quarter.after(14)).isEqualTo(21);
    assertThat(quarter.after(-8)).isEqualTo(-7);
    assertThat(quarter.isGridEnd(-7)).isTrue();
    assertThat(Grid.standard().lastEnd(27)).isEqualTo(28);
    assertThat(Grid.standard().lastEnd(28)).isEqualTo(56);
    assertThat(Grid.dayOf(-1)).isEqualTo(-1);
  }

  private static MarketDays days(TreeMap<Integer, MarketDay> panes) {
    return new MarketDays() {
      @Override
      public int ceil(int day) {
        Integer key = panes.ceilingKey(day);
        return key == null ? Integer.MAX_VALUE : key;
      }

      @Override
      public MarketDay day(int day) {
        return panes.get(day);
      }
    };
  }

  private static Contribution contribution(Random random, int day) {
    Pay pay = Pay.of(Math.exp(11 + 0.3 * random.nextGaussian()), "USD");
    return new Contribution(
        "r",
        null,
        new RegionPath("US", null),
        null,
        SourceType.OFFER,
        PayPeriod.YEAR,
        day,
        "USD",
        pay,
        pay,
        random.nextInt(20),
        random.nextBoolean() ? List.of("skill:kafka") : List.of(),
        0);
  }
}
