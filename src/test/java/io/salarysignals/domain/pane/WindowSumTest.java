package io.salarysignals.domain.pane;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.intake.Flag;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.pane.PaneSummer.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowSumTest {
  private static final RegionPath PLACE = new RegionPath("DE", "DE-BE");
  private final Names names = new Names();

  @ParameterizedTest
  @CsvSource({"1, true, 1000", "2, false, 1000", "3, true, 0", "4, false, 0", "5, false, 60"})
  void a_window_that_moved_anywhere_holds_what_adding_its_rows_gives(
      long seed, boolean usd, int mostGathered) {
    // Given lists of rows, some longer than what is laid in order
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<Contribution> all = new ArrayList<>();
    RoleRows rows = rows(random, all);
    WindowSum window = new WindowSum(mostGathered);
    for (int list = 0; list < 12; list++) {
      int[] refs = random.ints(0, all.size()).limit(90).distinct().sorted().toArray();
      int first = random.nextInt(refs.length / 2);
      int end = refs.length - random.nextInt(refs.length / 3);
      window.over(rows, refs, first, end, usd);
      for (int move = 0; move < 30; move++) {
        // When it moves
        int from = first + random.nextInt(end - first + 1);
        int to = from + random.nextInt(end - from + 1);
        window.moveTo(from, to);

        // Then it holds its rows
        int[] held = IntStream.range(from, to).map(i -> refs[i]).toArray();
        check(window, all, held, usd);
      }
    }
  }

  private static void check(WindowSum window, List<Contribution> all, int[] held, boolean usd) {
    Accumulator expected = new Accumulator();
    long[] flags = new long[Flag.count()];
    for (int row : held) {
      Contribution c = all.get(row);
      expected.add(1, usd ? c.usd() : c.local(), c.employer());
      for (int flag = 0; flag < flags.length; flag++) {
        flags[flag] += c.flags() >> flag & 1;
      }
    }
    Pane pane = window.pane(new Room());
    assertThat(window.n()).isEqualTo(held.length);
    if (held.length == 0) {
      assertThat(pane).isNull();
      return;
    }
    assertThat(pane.local().sameAs(expected)).isTrue();
    for (int flag = 0; flag < flags.length; flag++) {
      assertThat(pane.tally(Tally.of(Flag.of(flag)))).isEqualTo(flags[flag]);
    }
  }

  private RoleRows rows(Random random, List<Contribution> all) {
    RoleRows rows = new RoleRows();
    rows.clear();
    for (int day = 20_000; day < 20_010; day++) {
      RoleDay ofDay = new RoleDay(names, day);
      for (int i = 0; i < 20; i++) {
        Contribution c = contribution(random, day);
        assertThat(ofDay.apply(1, c)).isTrue();
        all.add(c);
      }
      rows.add(ofDay);
    }
    rows.finish();
    return rows;
  }

  /** Few employers and bins, so that they come back; a bin beyond the tables now and then. */
  private static Contribution contribution(Random random, int day) {
    int bin = random.nextInt(20) == 0 ? 9_000 + random.nextInt(3) : 4_000 + random.nextInt(40);
    Pay local = new Pay(1_000_000 + random.nextInt(9_000_000), random.nextInt(90_000), bin);
    Pay usd = new Pay(local.minor() / 2, local.log() - 70_000, bin - 35);
    int employer = random.nextInt(4) == 0 ? Contribution.ANONYMOUS : random.nextInt(200) * 600;
    return new Contribution(
        "r",
        null,
        PLACE,
        null,
        SourceType.OFFER,
        PayPeriod.YEAR,
        day,
        "EUR",
        local,
        usd,
        employer,
        List.of(),
        random.nextInt(1 << Flag.count()));
  }
}
