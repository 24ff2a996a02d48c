package io.salarysignals.domain.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.window.Grid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DueMarketsTest {
  private static final Grid GRID = Grid.standard();
  private static final long SEED = 6;

  @Test
  void what_is_forgotten_behind_a_closed_end_is_asked_for_by_no_later_one() {
    // Given changes of days up to two years back, and one who forgets behind each end
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    DueMarkets all = new DueMarkets(GRID.horizons());
    DueMarkets forgetful = new DueMarkets(GRID.horizons());
    List<DemandHolding> markets = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      markets.add(new DemandHolding(new DemandMarket("role-" + i, "US"), GRID.horizons().size()));
    }
    Set<DemandHolding> seen = new HashSet<>();
    for (int end = 20_000; end < 20_900; end++) {
      for (int i = 0; i < 2; i++) {
        int day = end - 1 - random.nextInt(random.nextInt(10) == 0 ? 730 : 3);
        DemandHolding market = markets.get(random.nextInt(markets.size()));
        all.add(day, market);
        forgetful.add(day, market);
      }

      // When ends are closed, then both know the same markets
      if (end % 5 == 0) {
        assertThat(forgetful.within(end - 5, end)).isEqualTo(all.within(end - 5, end));
        seen.addAll(forgetful.within(end - 5, end));
        forgetful.forgetBefore(end - GRID.reach());
      }
    }
    assertThat(seen).hasSize(20);
  }
}
