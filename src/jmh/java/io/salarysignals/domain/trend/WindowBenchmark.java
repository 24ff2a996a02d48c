package io.salarysignals.domain.trend;

import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.pane.Accumulator;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.Names;
import io.salarysignals.domain.pane.Pay;
import io.salarysignals.domain.pane.RoleDay;
import io.salarysignals.domain.pane.RoleRows;
import io.salarysignals.domain.pane.WindowSum;
import io.salarysignals.domain.stats.Figures;
import io.salarysignals.domain.stats.FiguresCalculator;
import io.salarysignals.domain.window.FacetRows;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Panes and windows of one role in one region: 28 days and a day more to move over. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class WindowBenchmark {
  private static final int DAYS = 28;
  private static final int REMEMBERED = 4_096;

  /** Observations a day. */
  @Param({"4", "100"})
  public int perDay;

  private final Contribution[] contributions = new Contribution[REMEMBERED];
  private final Names names = new Names();
  private final RoleRows rows = new RoleRows();
  private final FacetRows facets = new FacetRows(names);
  private final WindowSum window = new WindowSum();
  private final FiguresCalculator calculator = new FiguresCalculator(10);
  private final AccumulatorSample sample = new AccumulatorSample();
  private final Accumulator sums = new Accumulator();
  private RoleDay open;
  private boolean moved;
  private int next;

  /** Fills the days from a seed. */
  @Setup
  public void setUp() {
    Random random = new Random(1);
    for (int i = 0; i < REMEMBERED; i++) {
      contributions[i] = contribution(random, 20_000);
    }
    rows.clear();
    for (int day = 20_000; day <= 20_000 + DAYS; day++) {
      RoleDay roleDay = new RoleDay(names, day);
      for (int i = 0; i < perDay; i++) {
        Contribution c = contribution(random, day);
        roleDay.apply(1, c);
        if (day < 20_000 + DAYS) {
          sums.add(1, c.usd(), c.employer());
        }
      }
      rows.add(roleDay);
    }
    rows.finish();
    if (!facets.over(rows, Names.ALL, 1)) {
      throw new IllegalStateException("no rows");
    }
    window.over(rows, facets.refs(), 0, rows.size(), true);
    window.moveTo(0, DAYS * perDay);
    open = new RoleDay(names, 20_000);
  }

  private static Contribution contribution(Random random, int day) {
    Pay pay = Pay.of(Math.exp(11.5 + 0.4 * random.nextGaussian()), "USD");
    return new Contribution(
        "data-engineer",
        "data-engineering",
        new RegionPath("US", "US-TX"),
        null,
        SourceType.OFFER,
        PayPeriod.YEAR,
        day,
        "USD",
        pay,
        pay,
        random.nextInt(5_000),
        List.of("skill:kafka", "skill:sql", "skill:java", "skill:python"),
        0);
  }

  /** One observation into its role's day, which counts in the panes of each facet and region. */
  @Benchmark
  public int paneAdd() {
    if (open.size() >= REMEMBERED) {
      open = new RoleDay(names, 20_000);
    }
    open.apply(1, contributions[next++ & REMEMBERED - 1]);
    return open.size();
  }

  /** A window of 28 days moves by a day, and back the next time. */
  @Benchmark
  public long windowRoll() {
    moved = !moved;
    window.moveTo(moved ? perDay : 0, (moved ? DAYS + 1 : DAYS) * perDay);
    return window.n();
  }

  /** All figures of a window with their intervals. */
  @Benchmark
  public Figures interval() {
    return calculator.figures(sample.over(sums, "USD"));
  }
}
