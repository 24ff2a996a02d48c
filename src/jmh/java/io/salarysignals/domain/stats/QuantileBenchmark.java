package io.salarysignals.domain.stats;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The five quantiles of a histogram of 300 bins. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class QuantileBenchmark {
  private static final int[] PERCENTS = {10, 25, 50, 75, 90};
  private final Quantiles quantiles = new Quantiles();
  private final int[] bins = new int[300];
  private final long[] counts = new long[300];

  /** Fills the histogram from a seed. */
  @Setup
  public void setUp() {
    Random random = new Random(1);
    for (int i = 0; i < bins.length; i++) {
      bins[i] = 2_000 + i;
      counts[i] = 1L + random.nextInt(9);
    }
  }

  @Benchmark
  public double quantile() {
    quantiles.read(bins, counts, bins.length);
    double sum = 0;
    for (int percent : PERCENTS) {
      sum += quantiles.percentile(percent);
    }
    return sum;
  }
}
