package io.salarysignals.domain.pane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StratumTest {
  @Property(tries = 200)
  void partsComeBack(
      @ForAll @IntRange(min = -1, max = (1 << 17) - 1) int employer,
      @ForAll @IntRange(max = 7) int level,
      @ForAll @IntRange(max = 3) int source,
      @ForAll @IntRange(max = 4) int period,
      @ForAll @IntRange(max = 4095) int skills) {
    long key = Stratum.key(employer, level, source, period, skills);
    assertThat(key).isNotNegative();
    assertThat(Stratum.employer(key))
        .isEqualTo(employer == Contribution.ANONYMOUS ? Stratum.ANONYMOUS : employer);
    assertThat(Stratum.level(key)).isEqualTo(level);
    assertThat(Stratum.source(key)).isEqualTo(source);
    assertThat(Stratum.period(key)).isEqualTo(period);
    assertThat(Stratum.skills(key)).isEqualTo(skills);
  }

  /** FNV-1a, 32 bits: foobar is 0xbf9cf968, a is 0xe40c292c (test vectors of the authors). */
  @Test
  void skillsAreHashedByFnv() {
    assertThat(Stratum.skill("skill:foobar"))
        .isEqualTo(1 << Integer.remainderUnsigned(0xbf9cf968, 12));
    assertThat(Stratum.skill("skill:a")).isEqualTo(1 << Integer.remainderUnsigned(0xe40c292c, 12));
    assertThat(Stratum.skill("level:senior")).isZero();
    assertThat(Stratum.skills(List.of("level:mid", "cert:x", "skill:a")))
        .isEqualTo(Stratum.skill("skill:a"));
  }

  @Test
  void orderOfArrivalIsOfNoAccount() {
    Strata.Collector one = new Strata.Collector();
    Strata.Collector other = new Strata.Collector();
    for (int i = 0; i < 40; i++) {
      one.add(i * 7 % 20, 1, i);
      other.add((39 - i) * 7 % 20, 1, 39 - i);
    }
    assertThat(one.toStrata()).isEqualTo(other.toStrata());
    assertThat(one.toStrata().size()).isEqualTo(20);
    assertThat(one.toStrata().n()).isEqualTo(40);
  }
}
