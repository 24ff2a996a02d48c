package io.salarysignals.domain.pane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.salarysignals.domain.intake.Flag;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.window.FacetWindow;
import io.salarysignals.domain.window.FacetWindow.InRegion;
import io.salarysignals.domain.window.Horizon;
import io.salarysignals.domain.window.RoleDays;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.RoleDayCodec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws 3 and 4 on the panes: order does not matter, and what is retracted was never there. */
class PaneLawsTest {
  private final Names names = new Names();
  private final RoleDayCodec codec = new RoleDayCodec();

  private List<String> bytes(RoleDay day) {
    return codec.write(day).stream().map(HexFormat.of()::formatHex).toList();
  }

  private RoleDay day(List<Contribution> contributions) {
    return day(names, contributions);
  }

  private static RoleDay day(Names names, List<Contribution> contributions) {
    RoleDay day = new RoleDay(names, 20_000);
    contributions.forEach(c -> assertThat(day.apply(1, c)).isTrue());
    return day;
  }

  @Property(tries = 200)
  void adding_and_retracting_leaves_the_bytes_as_they_were(
      @ForAll("contributions") List<Contribution> base,
      @ForAll("contribution") Contribution one,
      @ForAll long seed) {
    RoleDay day = day(base);
    List<String> before = bytes(day);
    assertThat(day.apply(1, one)).isTrue();
    assertThat(bytes(day)).isNotEqualTo(before);
    assertThat(day.apply(-1, one)).isTrue();
    assertThat(bytes(day)).isEqualTo(before);
    List<Contribution> all = new ArrayList<>(base);
    Collections.shuffle(all, new Random(seed));
    all.forEach(c -> assertThat(day.apply(-1, c)).isTrue());
    assertThat(day.size()).isZero();
    assertThat(bytes(day)).isEmpty();
  }

  @Property(tries = 200)
  void any_order_gives_the_same_bytes(
      @ForAll("contributions") List<Contribution> contributions, @ForAll long seed) {
    List<Contribution> shuffled = new ArrayList<>(contributions);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(bytes(day(new Names(), shuffled))).isEqualTo(bytes(day(contributions)));
  }

  @Property(tries = 200)
  void every_cell_of_a_day_is_the_sum_of_its_contributions(
      @ForAll("contributions") List<Contribution> few, @ForAll("many") List<Contribution> many) {
    for (List<Contribution> all : List.of(few, many)) {
      RoleDay day = day(all);
      FacetWindow window = new FacetWindow(names, new PaneSummer());
      window.over(
          new RoleDays() {
            @Override
            public int ceil(int from) {
              return from <= 20_000 ? 20_000 : Integer.MAX_VALUE;
            }

            @Override
            public RoleDay day(int at) {
              return day;
            }
          },
          new Horizon(7, 1),
          20_003);
      for (String region : List.of("DE", "DE-BE", "WORLD")) {
        MarketDay expected = new MarketDay();
        all.stream()
            .filter(c -> !region.equals("DE-BE") || region.equals(c.place().subdivision()))
            .forEach(c -> expected.add(1, c, region));
        for (String facet : List.of("all", "level:senior", "skill:kafka", "skill:java")) {
          boolean any = window.facet(names.facet(facet), 1);
          InRegion cell = any ? window.node(region) : null;
          Pane sum = cell == null ? null : cell.sum(new PaneSummer.Room());
          Pane wanted = expected.pane(facet);
          assertThat(sum == null ? wanted == null : sum.sameAs(wanted)).as(facet).isTrue();
        }
      }
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
  void bytes_read_back_to_the_same_rows(@ForAll("contributions") List<Contribution> all) {
    RoleDay day = day(all);
    RoleDay read = new RoleDay(new Names(), 20_000);
    for (byte[] piece : codec.write(day)) {
      RoleDayCodec.read(piece, new ByteReader(), 20_000)
          .forEach(change -> read.apply(change.sign(), change.contribution()));
      RoleDayCodec.readHead(
          piece, new ByteReader(), names, (n, places) -> assertThat(n).isEqualTo(all.size()));
    }
    assertThat(bytes(read)).isEqualTo(bytes(day));
    assertThat(read.size()).isEqualTo(all.size());
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
    Contribution added = contribution(90_000, 5, null, List.of(), 0);
    RoleDay day = day(List.of(added));
    List<String> before = bytes(day);
    assertThat(day.apply(-1, contribution(90_000, 6, null, List.of(), 0))).isFalse();
    assertThat(day.apply(-1, contribution(90_000.5, 5, null, List.of(), 0))).isFalse();
    assertThat(day.apply(-1, contribution(90_000, 5, Level.LEAD, List.of(), 0))).isFalse();
    assertThat(bytes(day)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void of_many_rows_exactly_those_taken_back_are_gone(long seed) {
    // Given a day of a busy role: rows come and go, many of them alike
    Random random = new Random(seed);
    RoleDay day = new RoleDay(names, 20_000);
    List<Contribution> model = new ArrayList<>();
    for (int step = 0; step < 30_000; step++) {
      boolean more = random.nextInt(step % 15_000 < 11_000 ? 8 : 2) > 0;
      Contribution any =
          contribution(
              50_000 + random.nextInt(400),
              random.nextInt(20),
              random.nextBoolean() ? Level.SENIOR : null,
              random.nextBoolean() ? List.of("skill:kafka") : List.of(),
              0);
      if (more) {
        // When one is added
        model.add(any);
        assertThat(day.apply(1, any)).isTrue();
      } else if (random.nextInt(5) == 0) {
        // or one taken back that may not be there
        assertThat(day.apply(-1, any))
            .as("seed %d step %d", seed, step)
            .isEqualTo(model.remove(any));
      } else if (!model.isEmpty()) {
        // or one that is
        int at = random.nextInt(model.size());
        Contribution gone = model.set(at, model.get(model.size() - 1));
        model.remove(model.size() - 1);
        assertThat(day.apply(-1, gone)).as("seed %d step %d", seed, step).isTrue();
      }
      if (step == 22_000) {
        day.trim();
      }
    }
    // Then the rows are those of the model
    assertThat(model).hasSizeGreaterThan(5_000);
    assertThat(day.size()).isEqualTo(model.size());
    assertThat(bytes(day)).isEqualTo(bytes(day(model)));
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
  Arbitrary<List<Contribution>> many() {
    return contribution().list().ofMinSize(100).ofMaxSize(150);
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
        new RegionPath("DE", employer % 3 == 0 ? "DE-BE" : null),
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
