package io.salarysignals.domain.repricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.salarysignals.domain.pane.Strata;
import io.salarysignals.domain.pane.Stratum;
import io.salarysignals.domain.simulate.Draws;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DecompositionTest {
  /** Kitagawa 1955: no stratum enters or leaves. */
  @Test
  void withinAndMix() {
    Decomposition d =
        Decomposition.of(
            new double[] {.5, .3, .2},
            new double[] {11.2, 11.6, 12},
            new double[] {.3, .3, .4},
            new double[] {11.25, 11.62, 12.05});
    assertThat(d).isEqualTo(new Decomposition(201_000, 41_000, 160_000, 0, 0));
  }

  /** Melitz and Polanec 2015: two strata stay, one leaves, one enters. */
  @Test
  void entryAndExit() {
    Decomposition d =
        Decomposition.of(
            new double[] {.4, .3, .3, 0},
            new double[] {11, 11.5, 10.8, 0},
            new double[] {.3, .4, 0, .3},
            new double[] {11.1, 11.52, 0, 12});
    assertThat(Decomposition.points(d.total())).isEqualTo(0.448);
    assertThat(Decomposition.points(d.likeForLike() + d.mix())).isCloseTo(.1257143, within(1e-6));
    assertThat(Decomposition.points(d.likeForLike())).isCloseTo(.06, within(1e-6));
    assertThat(Decomposition.points(d.mix())).isCloseTo(.0657143, within(1e-6));
    assertThat(Decomposition.points(d.entry())).isEqualTo(.198);
    assertThat(Decomposition.points(d.exit())).isCloseTo(.1242857, within(1e-6));
  }

  @Test
  void nothingToCompareIsNoChange() {
    double[] some = {1, 0};
    double[] other = {0, 2};
    assertThat(Decomposition.of(some, some, other, other)).isNull();
  }

  /** The constructor refuses parts that do not add up; the total is the rounded change. */
  @Property(tries = 300)
  void partsAddUpToTheLastDigit(@ForAll long seed) {
    Draws draws = new Draws(seed);
    int strata = 1 + draws.below(12);
    double[][] v = new double[4][strata];
    double[] sums = new double[4];
    for (int i = 0; i < strata; i++) {
      for (int period = 0; period < 2; period++) {
        double n = i == 0 ? 3 : draws.below(4);
        double m = 11 + draws.gaussian();
        v[2 * period][i] = n;
        v[2 * period + 1][i] = m;
        sums[2 * period] += n;
        sums[2 * period + 1] += n * m;
      }
    }
    Decomposition d = Decomposition.of(v[0], v[1], v[2], v[3]);
    double change = sums[3] / sums[2] - sums[1] / sums[0];
    assertThat(d.total() / 1e6).isCloseTo(change, within(0.5001e-6));
    assertThat(d.likeForLike() + d.mix() + d.entry() + d.exit()).isEqualTo(d.total());
  }

  /** Pay by level stays, the senior share goes from a quarter to three quarters: all mix. */
  @Test
  void medianByReweighting() {
    NavigableMap<Double, Long> mid = new TreeMap<>(Map.of(90e3, 10L, 100e3, 10L, 110e3, 10L));
    NavigableMap<Double, Long> senior = new TreeMap<>(Map.of(140e3, 10L, 150e3, 10L, 160e3, 10L));
    MedianChange mix =
        MedianChange.of(
            Map.of(1L, times(mid, 3), 2L, senior), Map.of(1L, mid, 2L, times(senior, 3)), 0.5);
    assertThat(mix.likeForLike()).isCloseTo(0, within(1e-12));
    // Of 120, 60 are at most 100,000 before and 140,000 after: midway to the next is the median.
    assertThat(mix.total()).isCloseTo(Math.log(145 / 105.0), within(1e-12));
    assertThat(mix.mix()).isEqualTo(mix.total());
    NavigableMap<Double, Long> raised = new TreeMap<>();
    mid.forEach((pay, n) -> raised.put(pay * 1.08, n));
    MedianChange shift = MedianChange.of(Map.of(1L, mid), Map.of(1L, raised), 0.5);
    assertThat(shift.likeForLike()).isCloseTo(Math.log(1.08), within(1e-12));
    assertThat(shift.mix()).isZero();
  }

  private static NavigableMap<Double, Long> times(NavigableMap<Double, Long> h, long factor) {
    NavigableMap<Double, Long> more = new TreeMap<>();
    h.forEach((pay, n) -> more.put(pay, n * factor));
    return more;
  }

  /** One of two employers calls half of its people senior: a quarter of all, worth 0.5 each. */
  @Test
  void reclassificationIsToldFromRepricing() {
    Strata.Collector before = new Strata.Collector();
    Strata.Collector after = new Strata.Collector();
    for (int e = 1; e <= 2; e++) {
      before.add(Stratum.key(e, 3, 0, 4, 0), 10, 10 * 100_000);
      before.add(Stratum.key(e, 4, 0, 4, 0), 10, 10 * 150_000);
      after.add(Stratum.key(e, 3, 0, 4, 0), e == 1 ? 5 : 10, 0);
      after.add(Stratum.key(e, 4, 0, 4, 0), e == 1 ? 15 : 10, 0);
    }
    Reclassification r = Reclassification.of(before.toStrata(), after.toStrata());
    assertThat(r.employers()).isEqualTo(2);
    assertThat(r.rate()).isCloseTo(0.125, within(1e-12));
    assertThat(r.contribution()).isCloseTo(0.125 * 0.5, within(1e-12));
  }
}
