package io.salarysignals.domain.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.stats.Estimate;
import io.salarysignals.domain.window.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows from panes against windows counted posting by posting. */
class DemandCalculatorTest {
  private record Posting(int from, int to, boolean closed) {
    boolean open(int day) {
      return from <= day && day < to;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void windowsEqualCounting(long seed) {
    Random random = new Random(seed);
    // Given postings of random length, some closed, some expired, some still open
    List<Posting> postings = new ArrayList<>();
    TreeMap<Integer, DemandDay> days = new TreeMap<>();
    for (int i = 0; i < 600; i++) {
      int from = random.nextInt(200);
      int to = random.nextInt(5) == 0 ? PostingLife.OPEN : from + random.nextInt(50);
      Posting posting = new Posting(from, to, random.nextBoolean());
      postings.add(posting);
      LifePanes.add(
          1,
          "r",
          life(i, posting),
          (region, facet, day) ->
              region.equals("GB")
                  ? days.computeIfAbsent(day, d -> new DemandDay()).own(facet)
                  : new DemandPane());
    }
    DemandSeries series = series(days);
    DemandCalculator calculator =
        new DemandCalculator(DemandRules.defaults(Grid.standard(), 0, -1));
    for (int[] window : new int[][] {{100, 107}, {150, 178}, {90, 181}, {0, 200}}) {
      int from = window[0];
      int to = window[1];
      // When
      DemandFigures figures = calculator.figures(series, from, to, null);
      // Then counts are those of a census of the postings
      assertThat(figures.open()).isEqualTo(count(postings, p -> p.open(to - 1)));
      assertThat(figures.opened()).isEqualTo(count(postings, p -> p.from >= from && p.from < to));
      assertThat(figures.closed())
          .isEqualTo(count(postings, p -> p.closed && p.to >= from && p.to < to));
      assertThat(figures.open())
          .isEqualTo(
              figures.openBefore()
                  + figures.opened()
                  - figures.closed()
                  - figures.expired()
                  + figures.corrections());
      // And so is the median of the product-limit curve
      double expected = slowMedian(postings, from, to);
      Estimate median = figures.timeToCloseMedianDays();
      assertThat(median == null ? -1 : median.value()).isEqualTo(expected);
    }
  }

  private static double slowMedian(List<Posting> postings, int from, int to) {
    double survival = 1;
    for (int age = 0; age < 400; age++) {
      int a = age;
      long risk =
          count(
              postings,
              p -> p.from + a >= from && p.from + a < to && (a == 0 || p.to >= p.from + a));
      long deaths =
          count(postings, p -> p.closed && p.to - p.from == a && p.to >= from && p.to < to);
      survival *= risk == 0 ? 1 : 1 - (double) deaths / risk;
      if (survival <= 0.5) {
        return age;
      }
    }
    return -1;
  }

  private static long count(
      List<Posting> postings, java.util.function.Predicate<Posting> condition) {
    return postings.stream().filter(condition).count();
  }

  private static PostingLife life(long key, Posting p) {
    PostingAttributes a =
        new PostingAttributes(
            "r", null, null, List.of(new RegionPath("GB", null)), List.of(), 0, -1, 0, 0, false, 0);
    PostingLife.Exit exit =
        p.to == PostingLife.OPEN
            ? PostingLife.Exit.OPEN
            : p.closed ? PostingLife.Exit.CLOSED : PostingLife.Exit.EXPIRED;
    return new PostingLife(
        key,
        List.of(new PostingLife.Segment(p.from, p.to, p.from, false, true, exit, a)),
        List.of(),
        List.of());
  }

  @Test
  void comingAndClosingWithinADayIsNoRisk() {
    // Given a posting that moved here on the day it was closed
    PostingAttributes a = life(1, new Posting(0, 3, true)).segments().get(0).attributes();
    PostingLife life =
        new PostingLife(
            1,
            List.of(new PostingLife.Segment(3, 3, 0, true, true, PostingLife.Exit.CLOSED, a)),
            List.of(),
            List.of());
    TreeMap<Integer, DemandDay> days = new TreeMap<>();
    LifePanes.add(
        1,
        "r",
        life,
        (region, facet, day) ->
            region.equals("GB")
                ? days.computeIfAbsent(day, d -> new DemandDay()).own(facet)
                : new DemandPane());
    // When
    DemandFigures figures =
        new DemandCalculator(DemandRules.defaults(Grid.standard(), 0, -1))
            .figures(series(days), 0, 7, null);
    // Then it is counted as closed, and tells nothing about how long postings last
    assertThat(figures.closed()).isEqualTo(1);
    assertThat(figures.corrections()).isEqualTo(1);
    assertThat(figures.timeToCloseMedianDays()).isNull();
  }

  private static DemandSeries series(TreeMap<Integer, DemandDay> days) {
    TreeMap<Integer, DemandPane> cell = new TreeMap<>();
    days.forEach(
        (day, panes) -> {
          if (panes.pane("all") != null) {
            cell.put(day, panes.pane("all"));
          }
        });
    return new DemandSeries(cell);
  }
}
