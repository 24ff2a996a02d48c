package io.salarysignals.domain.pane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.salarysignals.domain.intake.Flag;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;
import io.salarysignals.streams.codec.MarketDayCodec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Laws 3 and 4 on the panes: order does not matter, and what is retracted was never there. */
class PaneLawsTest {
  private final ByteWriter writer = new ByteWriter();

  private byte[] bytes(MarketDay day) {
    return MarketDayCodec.write(day, writer);
  }

  @Property(tries = 200)
  void adding_and_retracting_leaves_the_bytes_as_they_were(
      @ForAll("contributions") List<Contribution> base, @ForAll("contribution") Contribution one) {
    MarketDay day = dayOf(base, "DE");
    byte[] before = bytes(day);
    day.add(1, one, "DE");
    assertThat(bytes(day)).isNotEqualTo(before);
    day.add(-1, one, "DE");
    assertThat(bytes(day)).isEqualTo(before);
  }

  @Property(tries = 200)
  void any_order_gives_the_same_bytes(
      @ForAll("contributions") List<Contribution> contributions, @ForAll long seed) {
    List<Contribution> shuffled = new ArrayList<>(contributions);
    Collections.shuffle(shuffled, new Random(seed));
    for (String region : List.of("DE", "WORLD")) {
      assertThat(bytes(dayOf(shuffled, region))).isEqualTo(bytes(dayOf(contributions, region)));
    }
  }

  @Property(tries = 200)
  void sums_of_parts_are_the_sum_of_all(
      @ForAll("contributions") List<Contribution> a,
      @ForAll("contributions") List<Contribution> b) {
    Pane merged = paneOf(a);
    merged.addAll(paneOf(b), 1);
    List<Contribution> both = new ArrayList<>(a);
    both.addAll(b);
    assertThat(merged.sameAs(paneOf(both))).isTrue();
    merged.addAll(paneOf(b), -1);
    assertThat(merged.sameAs(paneOf(a))).isTrue();
    assertThat(merged.isNegative()).isFalse();
  }

  @Property(tries = 200)
  void bytes_read_back_to_the_same_panes(@ForAll("contributions") List<Contribution> all) {
    MarketDay day = dayOf(all, "DE");
    byte[] bytes = bytes(day);
    MarketDay read = MarketDayCodec.read(bytes, new ByteReader());
    assertThat(bytes(read)).isEqualTo(bytes);
    assertThat(read.n()).isEqualTo(all.size());
    if (!all.isEmpty()) {
      assertThat(MarketDayCodec.readN(bytes, new ByteReader())).isEqualTo(all.size());
    }
  }

  @Property(tries = 100)
  void integer_sums_are_those_of_unbounded_integers(
      @ForAll("contributions") List<Contribution> all) {
    Accumulator sums = paneOf(all).local();
    BigInteger sum = BigInteger.ZERO;
    BigInteger squares = BigInteger.ZERO;
    for (Contribution c : all) {
      BigInteger minor = BigInteger.valueOf(c.local().minor());
      sum = sum.add(minor);
      squares = squares.add(minor.multiply(minor));
    }
    assertThat(BigInteger.valueOf(sums.sum())).isEqualTo(sum);
    assertThat(sums.squares()).isEqualTo(squares);
    assertThat(sums.squaresText()).isEqualTo(squares.toString());
    assertThat(sums.contributors())
        .isEqualTo(
            all.stream().filter(c -> c.employer() == Contribution.ANONYMOUS).count()
                + all.stream()
                    .mapToInt(Contribution::employer)
                    .filter(e -> e != Contribution.ANONYMOUS)
                    .distinct()
                    .count());
  }

  @Test
  void variance_meets_the_certified_value_of_NumAcc4() {
    // Given NIST's NumAcc4: 10000000.2, then 500 pairs of 10000000.1 and 10000000.3
    Accumulator sums = new Accumulator();
    sums.add(1, new Pay(1_000_000_020L, 0, 1), 1);
    for (int i = 0; i < 500; i++) {
      sums.add(1, new Pay(1_000_000_010L, 0, 1), 1);
      sums.add(1, new Pay(1_000_000_030L, 0, 1), 1);
    }
    // Then the mean is 10000000.2 and the standard deviation 0.1
    BigInteger n = BigInteger.valueOf(sums.n());
    BigInteger s = BigInteger.valueOf(sums.sum());
    double variance =
        sums.squares().multiply(n).subtract(s.multiply(s)).doubleValue() / (1001.0 * 1000.0) / 1e4;
    assertThat(sums.sum() / 1001.0 / 100.0).isCloseTo(10_000_000.2, within(1e-8));
    assertThat(Math.sqrt(variance)).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void retracting_what_was_never_added_is_refused() {
    MarketDay day = new MarketDay();
    assertThatThrownBy(() -> day.add(-1, contribution(90_000, 5, null, List.of(), 0), "DE"))
        .isInstanceOf(IllegalStateException.class);
  }

  private static MarketDay dayOf(List<Contribution> contributions, String region) {
    MarketDay day = new MarketDay();
    contributions.forEach(c -> day.add(1, c, region));
    return day;
  }

  private static Pane paneOf(List<Contribution> contributions) {
    MarketDay day = dayOf(contributions, "DE");
    return day.pane("all") == null ? new Pane() : day.pane("all");
  }

  @Provide
  Arbitrary<List<Contribution>> contributions() {
    return contribution().list().ofMaxSize(60);
  }

  @Provide
  Arbitrary<Contribution> contribution() {
    return Combinators.combine(
            Arbitraries.doubles().between(1_000, 5_000_000),
            Arbitraries.integers().between(-1, (1 << 17) - 1),
            Arbitraries.of(Level.values()).injectNull(0.3),
            Arbitraries.of("skill:kafka", "skill:java", "cert:pmp").set().ofMaxSize(3),
            Arbitraries.integers().between(0, (1 << Flag.count()) - 1))
        .as(
            (usd, employer, level, facets, flags) ->
                contribution(usd, employer, level, List.copyOf(facets), flags));
  }

  private static Contribution contribution(
      double usd, int employer, Level level, List<String> skills, int flags) {
    List<String> facets = new ArrayList<>(skills);
    if (level != null) {
      facets.add("level:" + level.code());
    }
    return new Contribution(
        "data-engineer",
        "data-engineering",
        new RegionPath("DE", null),
        level,
        SourceType.OFFER,
        PayPeriod.YEAR,
        20_000,
        "EUR",
        Pay.of(usd * 0.9, "EUR"),
        Pay.of(usd, "USD"),
        employer,
        facets,
        flags);
  }
}
