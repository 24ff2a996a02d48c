package io.salarysignals.domain.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.stats.Estimate;
import io.salarysignals.domain.window.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * The driver of simulated markets whose truth is known: 10 openings a day, 30 days to close, 12
 * skills of which each posting names its own; after day 180 twice as many openings, or other
 * shares, or both, or nothing new. The window of 28 days after the change is judged against that
 * before.
 */
class DriverTest {
  private static final int CHANGE = 180;
  private static final int DAYS = 210;
  private static final int MARKETS = 100;
  private static final double[] SHARES = {.6, .5, .45, .4, .35, .3, .25, .2, .15, .1, .08, .05};

  @Test
  void theVerdictIsRightInClearCasesAndSilentInNullCases() {
    Map<Driver, Integer> right = new EnumMap<>(Driver.class);
    for (Driver truth : Driver.values()) {
      for (int market = 0; market < MARKETS; market++) {
        Driver said = verdict(truth, 1_000L * truth.ordinal() + market);
        right.merge(truth, said == truth ? 1 : 0, Integer::sum);
      }
    }
    System.out.println("right of " + MARKETS + " markets each: " + right);
    assertThat(right.get(Driver.NEITHER)).isGreaterThanOrEqualTo(95 * MARKETS / 100);
    for (Driver truth : List.of(Driver.VOLUME, Driver.EVOLUTION, Driver.BOTH)) {
      assertThat(right.get(truth)).as(truth.name()).isGreaterThanOrEqualTo(90 * MARKETS / 100);
    }
  }

  @Test
  void intervalsOfMarketsAtRestCoverNoChangeAsOftenAsTheySay() {
    int markets = 600;
    int[] covered = new int[3];
    for (int market = 0; market < markets; market++) {
      DemandFigures figures = figures(Driver.NEITHER, 50_000L + market);
      covered[0] += coversZero(figures.momentum());
      covered[1] += coversZero(figures.volumeChange());
      covered[2] += coversZero(figures.acceleration());
    }
    System.out.println("of " + markets + " intervals cover 0: " + Arrays.toString(covered));
    // 95 %, and what 600 markets leave to chance
    for (int count : covered) {
      assertThat(count / (double) markets).isBetween(0.93, 0.98);
    }
  }

  private static int coversZero(Estimate estimate) {
    return estimate.low() <= 0 && 0 <= estimate.high() ? 1 : 0;
  }

  @Test
  void chiSquareTailsAsTabled() {
    // Given the 5 % and 1 % points of the tables
    double[][] points = {
      {1, 3.841459, 6.634897}, {2, 5.991465, 9.210340}, {10, 18.307038, 23.209251}
    };
    for (double[] row : points) {
      assertThat(Normal.chiSquareTail(row[1], (int) row[0])).isCloseTo(.05, Offset.offset(1e-7));
      assertThat(Normal.chiSquareTail(row[2], (int) row[0])).isCloseTo(.01, Offset.offset(1e-7));
    }
    assertThat(Normal.twoSided(1.959963984540054)).isCloseTo(.05, Offset.offset(1e-12));
  }

  private static Driver verdict(Driver truth, long seed) {
    return figures(truth, seed).driver();
  }

  private static DemandFigures figures(Driver truth, long seed) {
    Random random = new Random(seed);
    boolean more = truth == Driver.VOLUME || truth == Driver.BOTH;
    boolean other = truth == Driver.EVOLUTION || truth == Driver.BOTH;
    Map<String, TreeMap<Integer, DemandPane>> cells = new HashMap<>();
    long key = 0;
    for (int day = 0; day < DAYS; day++) {
      boolean after = day >= CHANGE;
      int openings = poisson(random, after && more ? 20 : 10);
      for (int i = 0; i < openings; i++) {
        int end = day + (int) (-Math.log(1 - random.nextDouble()) * 30);
        add(++key, day, end, skills(random, after && other), cells);
      }
    }
    int to = CHANGE + 28;
    return new DemandCalculator(DemandRules.defaults(Grid.standard(), 0, -1))
        .figures(new DemandView(series(cells)), "all", to - 28, to, null);
  }

  private static Map<String, DemandSeries> series(Map<String, TreeMap<Integer, DemandPane>> cells) {
    Map<String, DemandSeries> series = new HashMap<>();
    cells.forEach((facet, panes) -> series.put(facet, new DemandSeries(panes)));
    return series;
  }

  /** Afterwards two skills are asked for that hardly were before, and two no more. */
  private static List<String> skills(Random random, boolean after) {
    List<String> skills = new ArrayList<>();
    IntStream.range(0, SHARES.length)
        .forEach(
            i -> {
              int as = after && (i < 2 || i > 9) ? SHARES.length - 1 - i : i;
              if (random.nextDouble() < SHARES[as]) {
                skills.add("s" + (char) ('a' + i));
              }
            });
    return skills;
  }

  private static int poisson(Random random, double mean) {
    double limit = Math.exp(-mean);
    int n = 0;
    for (double product = random.nextDouble(); product > limit; n++) {
      product *= random.nextDouble();
    }
    return n;
  }

  private static void add(
      long key,
      int from,
      int to,
      List<String> skills,
      Map<String, TreeMap<Integer, DemandPane>> cells) {
    PostingAttributes a =
        new PostingAttributes(
            "r", null, null, List.of(new RegionPath("GB", null)), skills, 0, -1, 0, 0, false, 0);
    PostingLife life =
        new PostingLife(
            key,
            List.of(
                new PostingLife.Segment(from, to, from, false, true, PostingLife.Exit.CLOSED, a)),
            List.of(),
            List.of());
    LifePanes.add(
        1,
        "r",
        life,
        (region, facet, day) ->
            region.equals("GB")
                ? cells
                    .computeIfAbsent(facet, f -> new TreeMap<>())
                    .computeIfAbsent(day, d -> new DemandPane())
                : new DemandPane());
  }
}
