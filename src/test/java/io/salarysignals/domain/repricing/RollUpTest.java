package io.salarysignals.domain.repricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.repricing.RollUp.Child;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollUpTest {
  private static Child child(String region, int direction, int onset) {
    return new Child(region + direction + onset, "r|US-" + region + "|PAID", direction, onset);
  }

  @Test
  void oneAlertStandsForThoseThatTellOfOneChange() {
    // Given four of six states that move up within four weeks, one of them before them by itself
    List<Child> alerts =
        List.of(
            child("CA", 1, 100),
            child("NY", 1, 103),
            child("TX", 1, 120),
            child("WA", 1, 128),
            child("NY", 1, 10),
            child("CA", -1, 110));
    // When
    List<RollUp> rollUps = RollUp.of(alerts, 6);
    // Then there is one, of the four
    assertThat(rollUps).hasSize(1);
    assertThat(rollUps.get(0).direction()).isEqualTo(1);
    assertThat(rollUps.get(0).onset()).isEqualTo(100);
    assertThat(rollUps.get(0).children()).isEqualTo(alerts.subList(0, 4));
    // And none where nine are watched, as four are less than half of them
    assertThat(RollUp.of(alerts, 9)).isEmpty();
  }

  @Test
  void theDensestWeeksCountNotTheFirst() {
    List<Child> alerts =
        List.of(child("CA", -1, 0), child("NY", -1, 20), child("TX", -1, 30), child("WA", -1, 40));
    List<RollUp> rollUps = RollUp.of(alerts, 4);
    assertThat(rollUps).hasSize(1);
    assertThat(rollUps.get(0).onset()).isEqualTo(20);
    assertThat(rollUps.get(0).children()).isEqualTo(alerts.subList(1, 4));
  }

  @ParameterizedTest
  @CsvSource({"1,3", "3,3", "5,3", "6,3", "7,4", "50,25", "51,26"})
  void halfOfTheWatchedButThree(int watched, int needed) {
    assertThat(RollUp.needed(watched)).isEqualTo(needed);
  }

  @Property(tries = 500)
  void orderIsOfNoAccountAndEachAlertIsInOneAtMost(
      @ForAll long seed, @ForAll @IntRange(max = 30) int count, @ForAll @IntRange(max = 12) int w) {
    Random random = new Random(seed);
    Set<Child> set = new HashSet<>();
    for (int i = 0; i < count; i++) {
      set.add(child("R" + random.nextInt(8), random.nextBoolean() ? 1 : -1, random.nextInt(120)));
    }
    List<Child> alerts = new ArrayList<>(set);
    List<RollUp> rollUps = RollUp.of(alerts, w);
    Collections.shuffle(alerts, random);
    assertThat(RollUp.of(alerts, w)).isEqualTo(rollUps);
    List<Child> taken = new ArrayList<>();
    for (RollUp rollUp : rollUps) {
      taken.addAll(rollUp.children());
      assertThat(rollUp.children()).allMatch(c -> c.direction() == rollUp.direction());
      assertThat(rollUp.children())
          .allMatch(c -> c.onset() >= rollUp.onset() && c.onset() <= rollUp.onset() + 28);
      assertThat(rollUp.children().stream().map(Child::market).collect(Collectors.toSet()))
          .hasSizeGreaterThanOrEqualTo(RollUp.needed(w));
    }
    assertThat(new HashSet<>(taken)).hasSameSizeAs(taken);
    // And nothing more could be rolled up of what is left
    List<Child> left = new ArrayList<>(set);
    left.removeAll(taken);
    assertThat(RollUp.of(left, w)).isEmpty();
  }
}
