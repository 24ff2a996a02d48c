package io.salarysignals.domain.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.salarysignals.domain.gate.protect.Rounding;
import io.salarysignals.domain.trend.TrendEvent.Fallback;
import io.salarysignals.domain.trend.TrendEvent.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The engine over payrolls and open pay with late data, corrections and retractions: what is
 * published is right, and nothing of it can be added or subtracted into one person's pay.
 */
class ProtectedTrendTest {

  /** What attacks found. */
  private static final class Findings {
    int differences;
    int isolated;
    int guesses;
    int recovered;
    int byMedian;

    @Override
    public String toString() {
      return String.format(
          "%d differences, %d of fewer than 3 contributors; %d guesses, %d right, %d by the median",
          differences, isolated, guesses, recovered, byMedian);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void protected_pay_is_told_rightly_and_gives_nobody_away(long seed) {
    // Given markets of payrolls, some with open pay beside, that change after every release
    Payrolls payrolls = new Payrolls(new SplittableRandom(seed));

    // When the engine tells them, restarted from its state now and then
    payrolls.run(6);
    List<Payrolls.Table> tables = payrolls.tables();
    List<Payrolls.Table> guarded = tables.stream().filter(Payrolls.Table::isGuarded).toList();
    System.out.printf(
        "seed %d: %d events, %d tables, %d of protected pay, %d of them corrections%n",
        seed,
        payrolls.view().log.size(),
        tables.size(),
        guarded.size(),
        guarded.stream().filter(t -> t.event().status() == Status.CORRECTION).count());

    // Then much is published, corrections among it
    assertThat(guarded.size()).isGreaterThan(60);
    assertThat(guarded).anyMatch(t -> t.event().status() == Status.CORRECTION);

    // And it is right, and only where it may be
    tables.forEach(ProtectedTrendTest::checkFigures);
    guarded.forEach(ProtectedTrendTest::checkPlace);
    checkStanding(payrolls.view());
    checkFallbacks(payrolls);

    // And no attack gets anywhere
    assertHarmless("pairs", attackPairs(guarded));
    assertHarmless("families", attackFamilies(tables));
    assertHarmless("at random", attackAtRandom(tables, new SplittableRandom(seed + 1)));
  }

  private static void checkFigures(Payrolls.Table table) {
    double mean = table.people().stream().mapToDouble(Person::local).average().orElseThrow();
    if (table.event().market().region().equals("WORLD")) {
      mean = table.people().stream().mapToDouble(Person::pay).average().orElseThrow();
    }
    double told = table.event().figures().mean().value();
    assertThat(table.event().figures().n()).isEqualTo(table.people().size());
    if (table.isGuarded()) {
      assertThat(told).as(table.toString()).isCloseTo(Rounding.round(mean), within(0.011 * mean));
      assertThat(told).isEqualTo(Rounding.round(told));
    } else {
      assertThat(told).as(table.toString()).isCloseTo(mean, within(1e-6 * mean));
    }
  }

  /** Only old windows of 28 days that do not overlap, of roles, in all and levels. */
  private static void checkPlace(Payrolls.Table table) {
    TrendEvent e = table.event();
    assertThat(e.status()).isNotEqualTo(Status.PROVISIONAL);
    assertThat(e.horizon().days()).isEqualTo(28);
    assertThat(Math.floorMod(e.end(), 28)).isZero();
    assertThat(e.market().isFamily()).isFalse();
    assertThat(e.market().region()).doesNotContain("-");
    assertThat(e.facet()).matches("all|level:.*");
    assertThat(table.ageDays()).isGreaterThanOrEqualTo(28);
    assertThat(contributors(table.people())).isGreaterThanOrEqualTo(10);
  }

  private static long contributors(Set<Person> people) {
    return people.stream().filter(Person::isGuarded).map(Person::employer).distinct().count();
  }

  /** What stands in the end is counted, and nothing provisional is left. */
  private static void checkStanding(SettledView view) {
    Map<Integer, long[]> standing = new HashMap<>();
    for (TrendEvent event : view.last.values()) {
      assertThat(event.status()).as(SettledView.key(event)).isNotEqualTo(Status.PROVISIONAL);
      long[] counts = standing.computeIfAbsent(event.end(), e -> new long[2]);
      counts[0]++;
      counts[1] += event.suppressed() ? 1 : 0;
    }
    view.ends.forEach(
        (end, counts) -> {
          long[] expected = standing.getOrDefault(end, new long[2]);
          assertThat(counts[0]).as("standing for %d", end).isEqualTo(expected[0]);
          assertThat(counts[1]).as("suppressed for %d", end).isEqualTo(expected[1]);
        });
    Map<String, Boolean> final_ = new HashMap<>();
    for (TrendEvent event : view.log) {
      boolean stood = final_.getOrDefault(SettledView.key(event), false);
      switch (event.status()) {
        case PROVISIONAL, FINAL -> assertThat(stood).as(SettledView.key(event)).isFalse();
        case CORRECTION, RETRACTION -> {}
      }
      final_.put(
          SettledView.key(event),
          event.status() == Status.FINAL || event.status() == Status.CORRECTION);
    }
  }

  /** A suppressed event repeats figures of a parent only as they were published. */
  private static void checkFallbacks(Payrolls payrolls) {
    Map<String, TrendEvent> byRevision = new HashMap<>();
    int checked = 0;
    for (TrendEvent event : payrolls.view().log) {
      byRevision.put(
          event.market().key()
              + event.facet()
              + event.horizon().days()
              + '|'
              + event.end()
              + '|'
              + event.revision(),
          event);
      Fallback f = event.fallback();
      if (f != null && payrolls.guardedFallbacks().contains(event)) {
        TrendEvent parent =
            byRevision.get(
                f.market().key()
                    + f.facet()
                    + event.horizon().days()
                    + '|'
                    + f.end()
                    + '|'
                    + f.revision());
        assertThat(parent).as("published before: %s", f).isNotNull();
        assertThat(parent.figures().mean().value()).isEqualTo(f.mean());
        assertThat(parent.figures().p50().value()).isEqualTo(f.median());
        assertThat(parent.figures().n()).isEqualTo(f.n());
        checked++;
      }
    }
    assertThat(checked).as("fallbacks on protected figures").isPositive();
  }

  private static Findings attackPairs(List<Payrolls.Table> guarded) {
    Findings findings = new Findings();
    guarded.stream()
        .collect(Collectors.groupingBy(Payrolls.Table::cell))
        .values()
        .forEach(
            tables -> {
              for (int i = 0; i < tables.size(); i++) {
                for (int j = 0; j < i; j++) {
                  judge(findings, List.of(tables.get(i)), List.of(tables.get(j)));
                }
              }
            });
    return findings;
  }

  /** A parent minus any of its children, as they stood after each publication. */
  private static Findings attackFamilies(List<Payrolls.Table> log) {
    Findings findings = new Findings();
    Map<String, Payrolls.Table> standing = new HashMap<>();
    for (Payrolls.Table table : log) {
      standing.put(table.cell() + table.window(), table);
      if (table.event().horizon().days() != 28) {
        continue;
      }
      List<Payrolls.Table> now =
          standing.values().stream().filter(t -> t.window().equals(table.window())).toList();
      for (Payrolls.Table parent : now) {
        List<Payrolls.Table> children = now.stream().filter(t -> t.isChildOf(parent)).toList();
        for (int subset = 1; subset < 1 << children.size(); subset++) {
          List<Payrolls.Table> minus = new ArrayList<>();
          for (int i = 0; i < children.size(); i++) {
            if ((subset & 1 << i) != 0) {
              minus.add(children.get(i));
            }
          }
          judge(findings, List.of(parent), minus);
        }
      }
    }
    return findings;
  }

  /** Sums and differences of two to six tables of a role, open windows included. */
  private static Findings attackAtRandom(List<Payrolls.Table> log, SplittableRandom random) {
    Findings findings = new Findings();
    for (List<Payrolls.Table> tables :
        log.stream().collect(Collectors.groupingBy(t -> t.event().market().role())).values()) {
      List<Payrolls.Table> guarded = tables.stream().filter(Payrolls.Table::isGuarded).toList();
      if (guarded.isEmpty()) {
        continue;
      }
      for (int trial = 0; trial < 4000; trial++) {
        List<Payrolls.Table> plus = new ArrayList<>();
        List<Payrolls.Table> minus = new ArrayList<>();
        int size = 2 + random.nextInt(5);
        for (int i = 0; i < size; i++) {
          List<Payrolls.Table> from = random.nextInt(4) == 0 ? tables : guarded;
          (i % 2 == 0 ? plus : minus).add(from.get(random.nextInt(from.size())));
        }
        judge(findings, plus, minus);
      }
    }
    return findings;
  }

  /** Open pay may be known exactly, so attackers take it away; what is left they divide. */
  private static void judge(
      Findings findings, List<Payrolls.Table> plus, List<Payrolls.Table> minus) {
    Map<Person, Integer> weights = new HashMap<>();
    double sum = 0;
    long n = 0;
    for (Payrolls.Table t : plus) {
      t.people().forEach(p -> weights.merge(p.at(""), 1, Integer::sum));
      n += t.event().figures().n();
      sum += t.totalUsd();
    }
    for (Payrolls.Table t : minus) {
      t.people().forEach(p -> weights.merge(p.at(""), -1, Integer::sum));
      n -= t.event().figures().n();
      sum -= t.totalUsd();
    }
    for (Map.Entry<Person, Integer> entry : weights.entrySet()) {
      if (!entry.getKey().isGuarded()) {
        sum -= entry.getValue() * entry.getKey().pay();
        n -= entry.getValue();
      }
    }
    weights.entrySet().removeIf(e -> e.getValue() == 0 || !e.getKey().isGuarded());
    if (weights.isEmpty()) {
      return;
    }
    findings.differences++;
    Set<Integer> contributors = new HashSet<>();
    weights.keySet().forEach(p -> contributors.add(p.employer()));
    findings.isolated += contributors.size() < 3 ? 1 : 0;
    if (n == 0) {
      return;
    }
    double guess = sum / n;
    double median = plus.get(0).medianUsd();
    for (Person p : weights.keySet()) {
      findings.guesses++;
      findings.recovered += Math.abs(guess - p.pay()) < 0.01 * p.pay() ? 1 : 0;
      findings.byMedian += Math.abs(median - p.pay()) < 0.01 * p.pay() ? 1 : 0;
    }
  }

  private static void assertHarmless(String attack, Findings findings) {
    System.out.println(attack + ": " + findings);
    assertThat(findings.differences).as(attack).isPositive();
    assertThat(findings.isolated).as("%s: %s", attack, findings).isZero();
    assertThat((double) findings.recovered)
        .as("%s: %s", attack, findings)
        .isLessThanOrEqualTo(1.1 * findings.byMedian + 1);
  }
}
