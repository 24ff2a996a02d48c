package io.salarysignals.domain.stats;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * How often 95 % intervals hold the true parameter of the population that the sample was drawn
 * from: ln y = 11.5 + employer + own, both normal, variance share of the employer = intraclass.
 */
final class CoverageSimulation {
  private static final double CENTRE = 11.5;
  private static final double[] Z = {-1.2815515655446004, -0.6744897501960817, 0};

  /** Coverage by figure, in the order of {@link #FIGURES}; and share of medians with two bounds. */
  record Coverage(double[] shares, double bounded) {}

  static final String[] FIGURES = {"geometric mean", "mean", "p10", "p25", "p50", "p75", "p90"};

  private final int[] sizes;
  private final int anonymous;
  private final double sigma;

  CoverageSimulation(int[] sizes, int anonymous, double sigma) {
    this.sizes = sizes;
    this.anonymous = anonymous;
    this.sigma = sigma;
  }

  static int[] equal(int employers, int size) {
    int[] sizes = new int[employers];
    Arrays.fill(sizes, size);
    return sizes;
  }

  /** Sizes by Zipf's law (share of rank r as 1 / r), capped at the gate's 25 % for one. */
  static int[] zipf(int employers, int n) {
    double[] shares = new double[employers];
    for (int i = 0; i < employers; i++) {
      shares[i] = 1.0 / (i + 1);
    }
    for (int round = 0; round < 200; round++) {
      double sum = Arrays.stream(shares).sum();
      for (int i = 0; i < employers; i++) {
        shares[i] = Math.min(0.235, shares[i] / sum);
      }
    }
    return Arrays.stream(shares).mapToInt(s -> Math.max(1, (int) Math.round(s * n))).toArray();
  }

  Coverage run(double intraclass, int repetitions, long seed) {
    Random random = new Random(new SplittableRandom(seed).nextLong());
    FiguresCalculator calculator = new FiguresCalculator(1);
    double[] truth = new double[FIGURES.length];
    truth[0] = Math.exp(CENTRE);
    truth[1] = Math.exp(CENTRE + sigma * sigma / 2);
    for (int i = 0; i < 5; i++) {
      truth[2 + i] = Math.exp(CENTRE + sigma * (i < 3 ? Z[i] : -Z[4 - i]));
    }
    double[] shares = new double[FIGURES.length];
    double bounded = 0;
    Drawn drawn = new Drawn(sizes, anonymous);
    for (int r = 0; r < repetitions; r++) {
      drawn.draw(random, sigma * Math.sqrt(intraclass), sigma * Math.sqrt(1 - intraclass));
      Figures f = calculator.figures(drawn);
      Estimate[] estimates = {
        f.geometricMean(), f.mean(), f.p10(), f.p25(), f.p50(), f.p75(), f.p90()
      };
      for (int i = 0; i < estimates.length; i++) {
        Estimate e = estimates[i];
        boolean holds =
            (e.low() == null || e.low() <= truth[i]) && (e.high() == null || truth[i] <= e.high());
        shares[i] += holds ? 1.0 / repetitions : 0;
      }
      bounded += f.p50().low() != null && f.p50().high() != null ? 1.0 / repetitions : 0;
    }
    return new Coverage(shares, bounded);
  }

  /** A sample that is redrawn in place. */
  private static final class Drawn implements Sample {
    private static final int FIRST_BIN = 1700;
    private final int[] sizes;
    private final long[] counts;
    private final double[] sums;
    private final int anonymous;
    private final long n;
    private final long[] histogram = new long[1400];
    private final int[] bins = new int[1400];
    private final long[] binCounts = new long[1400];
    private int binCount;
    private double sum;
    private double squares;
    private double logs;
    private double logSquares;
    private double anonymousLogs;
    private double anonymousSquares;

    Drawn(int[] sizes, int anonymous) {
      this.sizes = sizes;
      this.anonymous = anonymous;
      counts = Arrays.stream(sizes).asLongStream().toArray();
      sums = new double[sizes.length];
      n = Arrays.stream(counts).sum() + anonymous;
    }

    void draw(Random random, double between, double within) {
      sum = 0;
      squares = 0;
      logs = 0;
      logSquares = 0;
      anonymousLogs = 0;
      anonymousSquares = 0;
      Arrays.fill(histogram, 0);
      for (int e = 0; e < sizes.length; e++) {
        double employer = between * random.nextGaussian();
        sums[e] = 0;
        for (int i = 0; i < sizes[e]; i++) {
          sums[e] += add(employer + within * random.nextGaussian());
        }
      }
      for (int i = 0; i < anonymous; i++) {
        double log = add(between * random.nextGaussian() + within * random.nextGaussian());
        anonymousLogs += log;
        anonymousSquares += log * log;
      }
      binCount = 0;
      for (int i = 0; i < histogram.length; i++) {
        if (histogram[i] > 0) {
          bins[binCount] = FIRST_BIN + i;
          binCounts[binCount++] = histogram[i];
        }
      }
    }

    private double add(double log) {
      double y = Math.exp(CENTRE + log);
      double scaled = y - 100_000;
      sum += scaled;
      squares += scaled * scaled;
      logs += log;
      logSquares += log * log;
      histogram[LogHistogram.bin(y) - FIRST_BIN]++;
      return log;
    }

    @Override
    public long n() {
      return n;
    }

    @Override
    public double mean() {
      return 100_000 + sum / n;
    }

    @Override
    public double variance() {
      return (squares - sum * sum / n) / (n - 1);
    }

    @Override
    public double logMean() {
      return CENTRE + logs / n;
    }

    @Override
    public double logVariance() {
      return (logSquares - logs * logs / n) / (n - 1);
    }

    @Override
    public int binCount() {
      return binCount;
    }

    @Override
    public int[] bins() {
      return bins;
    }

    @Override
    public long[] binCounts() {
      return binCounts;
    }

    @Override
    public int employerCount() {
      return sizes.length;
    }

    @Override
    public long[] employerCounts() {
      return counts;
    }

    @Override
    public double[] employerLogSums() {
      return sums;
    }

    @Override
    public double logReference() {
      return CENTRE;
    }

    @Override
    public long anonymous() {
      return anonymous;
    }

    @Override
    public double anonymousLogSum() {
      return anonymousLogs;
    }

    @Override
    public double anonymousLogSumOfSquares() {
      return anonymousSquares;
    }
  }

  static String row(String name, double intraclass, Coverage c) {
    StringBuilder row =
        new StringBuilder(String.format(Locale.ROOT, "| %s | %.1f |", name, intraclass));
    for (double share : c.shares()) {
      row.append(String.format(Locale.ROOT, " %.3f |", share));
    }
    return row.append(String.format(Locale.ROOT, " %.2f |", c.bounded())).toString();
  }
}
