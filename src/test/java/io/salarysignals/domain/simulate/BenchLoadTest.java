package io.salarysignals.domain.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BenchLoadTest {
  private static final List<String> TITLES =
      RoleCatalogue.first(24).stream().map(RoleProfile::title).toList();
  private static final long DAY = 86_400_000;

  @Test
  void aRecordIsAFunctionOfItsPositionAlone() {
    BenchParameters p = BenchParameters.standard().withRecords(50_000);
    BenchLoad load = new BenchLoad(p, 11, TITLES);
    BenchLoad again = new BenchLoad(p, 11, TITLES);
    BenchRecord one = new BenchRecord(4);
    BenchRecord two = new BenchRecord(4);
    long differing = 0;
    BenchLoad other = new BenchLoad(p, 12, TITLES);
    for (long i = p.records() - 1; i >= 0; i -= 7) {
      load.fill(i, one);
      again.fill(i, two);
      assertThat(text(one)).isEqualTo(text(two));
      other.fill(i, two);
      differing += text(one).equals(text(two)) ? 0 : 1;
    }
    assertThat(differing).isGreaterThan(7_000);
  }

  @Test
  void sharesAndShapesAreAsStated() {
    // Given
    BenchParameters p = BenchParameters.standard().withRecords(1_000_000);
    BenchLoad load = new BenchLoad(p, 1, TITLES);
    BenchRecord r = new BenchRecord(4);
    Map<Integer, Integer> markets = new HashMap<>();
    Map<Long, String> first = new HashMap<>();
    int duplicates = 0;
    int corrections = 0;
    long greatest = Long.MIN_VALUE;
    long disorder = 0;
    long started = System.nanoTime();
    // When
    for (long i = 0; i < p.records(); i++) {
      load.fill(i, r);
      if (r.corrected) {
        corrections++;
        assertThat(r.version).isGreaterThan(1);
      } else if (r.observation != i) {
        duplicates++;
        if (first.containsKey(r.observation)) {
          assertThat(text(r)).isEqualTo(first.get(r.observation));
        }
      } else {
        if (i % 100 == 0) {
          first.put(r.observation, text(r));
        }
        markets.merge(r.title / 7 * p.places() + r.place, 1, Integer::sum);
        greatest = Math.max(greatest, r.observedAt);
        disorder = Math.max(disorder, greatest - r.observedAt);
      }
      assertThat(r.observation).isBetween(0L, i);
      Set<Integer> distinct = new HashSet<>();
      for (int skill : r.skills) {
        distinct.add(skill);
      }
      if (distinct.size() != 4 || !(r.amount > 0)) {
        throw new AssertionError("position " + i + ": " + text(r));
      }
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    System.out.printf(
        "seed 1: 1M records with checks in %.2f s, %d markets%n", seconds, markets.size());
    // Then
    assertThat(duplicates / 1e6).isCloseTo(0.02, within(0.001));
    assertThat(corrections / 1e6).isCloseTo(0.02, within(0.001));
    assertThat(disorder).isBetween(p.disorderMillis() / 2, p.disorderMillis());
    assertThat(greatest).isBetween((p.startDay() + 59) * DAY, (p.startDay() + 60) * DAY);
    // Zipf 1.0 over 20,000: the harmonic number H(20000) is 10.4807 (ln n + 0.57722 + 1/2n).
    int top = markets.values().stream().max(Integer::compare).orElseThrow();
    assertThat(top / 960_000.0).isCloseTo(1 / 10.4807, within(0.002));
    int[] counts = markets.values().stream().mapToInt(i -> i).sorted().toArray();
    int tenth = counts[counts.length - 10];
    assertThat(tenth / 960_000.0).isCloseTo(0.1 / 10.4807, within(0.001));
    assertThat(markets.size()).isBetween(17_000, 20_000);
  }

  @Test
  void plainValuesAreMadeFast() {
    BenchParameters p = BenchParameters.standard();
    BenchLoad load = new BenchLoad(p, 1, TITLES);
    BenchRecord r = new BenchRecord(4);
    double best = Double.MAX_VALUE;
    double sum = 0;
    for (int round = 0; round < 3; round++) {
      long started = System.nanoTime();
      for (long i = 0; i < 500_000; i++) {
        load.fill(i, r);
        sum += r.amount;
      }
      best = Math.min(best, (System.nanoTime() - started) / 500_000.0);
    }
    System.out.printf("bench load: %.0f ns a record, %.1f M/s a core%n", best, 1e3 / best);
    assertThat(sum).isPositive();
    // A hundred times slower than usual would mean that something is made anew for each record.
    assertThat(best).isLessThan(10_000);
  }

  @Test
  void aliasTableKeepsItsShares() {
    AliasTable table = new AliasTable(new double[] {5, 0, 3, 2});
    int[] counts = new int[4];
    for (long i = 0; i < 100_000; i++) {
      counts[table.draw(BenchLoad.mix(i))]++;
    }
    assertThat(counts[1]).isZero();
    assertThat(counts[0] / 1e5).isCloseTo(0.5, within(0.01));
    assertThat(counts[2] / 1e5).isCloseTo(0.3, within(0.01));
    assertThat(counts[3] / 1e5).isCloseTo(0.2, within(0.01));
  }

  private static String text(BenchRecord r) {
    return r.observation
        + " "
        + r.version
        + " "
        + r.corrected
        + " "
        + r.observedAt
        + " "
        + r.title
        + " "
        + r.level
        + " "
        + r.place
        + " "
        + r.employer
        + " "
        + r.amount
        + " "
        + Arrays.toString(r.skills);
  }
}
