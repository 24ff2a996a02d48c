package io.salarysignals.domain.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemandDayTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void holdsWhatAMapOfNumbersWould(long seed) {
    Random random = new Random(seed);
    DemandDay day = new DemandDay();
    Map<String, Integer> expected = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      // Given changes that come to nothing again and again, of some facets together
      DemandDay changes = new DemandDay();
      for (int f = random.nextInt(4); f >= 0; f--) {
        String facet = "skill:" + random.nextInt(60);
        int delta = random.nextInt(3) - 1;
        changes.own(facet).add(DemandPane.OPENED, delta);
        expected.merge(facet, delta, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
        expected.remove(facet, 0);
      }
      changes.settle();
      // When
      day.addAll(changes);
      // Then
      assertThat(day.size()).isEqualTo(expected.size());
      Map<String, Integer> found = new HashMap<>();
      day.forEach((facet, pane) -> found.put(facet, pane.count(DemandPane.OPENED)));
      assertThat(found).isEqualTo(expected);
      for (String facet : day.facets()) {
        assertThat(day.pane(facet).count(DemandPane.OPENED)).isEqualTo(expected.get(facet));
      }
    }
  }

  @Test
  void facetsWithTheSamePaneHaveItTogetherUntilOneChanges() {
    DemandDay day = new DemandDay();
    for (String facet : new String[] {"all", "level:SENIOR", "skill:java"}) {
      day.own(facet).add(DemandPane.CLOSED, 2);
      day.own(facet).addAge(7, 2, 0);
    }
    day.own("skill:sql").add(DemandPane.CLOSED, 0);

    day.settle();

    DemandPane together = day.pane("all");
    assertThat(day.size()).isEqualTo(3);
    assertThat(day.pane("level:SENIOR")).isSameAs(together);
    assertThat(day.pane("skill:java")).isSameAs(together);
    assertThatThrownBy(() -> together.add(DemandPane.CLOSED, 1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> together.addAge(7, 1, 0)).isInstanceOf(IllegalStateException.class);
    day.own("skill:java").addAge(9, 1, 0);
    assertThat(day.pane("skill:java").ageCount()).isEqualTo(2);
    assertThat(day.pane("all").ageCount()).isEqualTo(1);
    assertThat(day.pane("all").count(DemandPane.CLOSED)).isEqualTo(2);
  }
}
