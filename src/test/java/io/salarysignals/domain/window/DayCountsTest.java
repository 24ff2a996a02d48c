package io.salarysignals.domain.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DayCountsTest {
  private static final int YEARS = 3_650_000;

  @Test
  void doesWhatASortedMapDoes() {
    // Given
    long seed = 20_260_105;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    DayCounts counts = new DayCounts();
    TreeMap<Integer, Integer> map = new TreeMap<>();
    for (int i = 0; i < 20_000; i++) {
      // When
      int day = random.nextInt(10) == 0 ? random.nextInt(YEARS) - YEARS / 2 : random.nextInt(300);
      int count = random.nextInt(3);
      counts.set(day, count);
      if (count == 0) {
        map.remove(day);
      } else {
        map.put(day, count);
      }
      // Then
      int from = random.nextInt(400) - 50;
      Integer next = map.ceilingKey(from);
      assertThat(counts.n(day)).isEqualTo(count);
      assertThat(counts.contains(from)).isEqualTo(map.containsKey(from));
      assertThat(counts.ceil(from)).isEqualTo(next == null ? Integer.MAX_VALUE : next);
      assertThat(counts.sum(from, from + 28))
          .isEqualTo(map.subMap(from, from + 28).values().stream().mapToLong(n -> n).sum());
      assertThat(counts.isEmpty()).isEqualTo(map.isEmpty());
    }
  }

  @Test
  void mistakenDatesTakeNoRoom() {
    // Given as many markets as a task may well hold, each with one date in the year 9999
    DayCounts[] markets = new DayCounts[50_000];
    // When
    for (int i = 0; i < markets.length; i++) {
      markets[i] = new DayCounts();
      markets[i].set(20_000, 1);
      markets[i].set(2_932_896, 1);
    }
    // Then they fit: an int for every day between would be 580 GB
    assertThat(markets[49_999].ceil(20_001)).isEqualTo(2_932_896);
  }
}
