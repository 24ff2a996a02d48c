package io.salarysignals.domain.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A sample computed the slow way, from single observations. */
public final class RawSample implements Sample {
  private static final double REFERENCE = StrictMath.log(50_000);

  private final List<Double> pays = new ArrayList<>();
  private final List<Integer> keys = new ArrayList<>();

  /** Adds one pay; a negative employer names none. */
  public RawSample add(double pay, int employer) {
    pays.add(pay);
    keys.add(employer);
    return this;
  }

  public List<Double> sorted() {
    return pays.stream().sorted().toList();
  }

  private double log(int i) {
    return StrictMath.log(pays.get(i)) - REFERENCE;
  }

  @Override
  public long n() {
    return pays.size();
  }

  @Override
  public double mean() {
    return pays.stream().mapToDouble(y -> y).sum() / n();
  }

  @Override
  public double variance() {
    double mean = mean();
    return pays.stream().mapToDouble(y -> (y - mean) * (y - mean)).sum() / (n() - 1);
  }

  @Override
  public double logMean() {
    return pays.stream().mapToDouble(StrictMath::log).sum() / n();
  }

  @Override
  public double logVariance() {
    double mean = logMean();
    return pays.stream()
            .mapToDouble(y -> (StrictMath.log(y) - mean) * (StrictMath.log(y) - mean))
            .sum()
        / (n() - 1);
  }

  private TreeMap<Integer, Long> histogram() {
    TreeMap<Integer, Long> bins = new TreeMap<>();
    pays.forEach(y -> bins.merge(LogHistogram.bin(y), 1L, Long::sum));
    return bins;
  }

  @Override
  public int binCount() {
    return histogram().size();
  }

  @Override
  public int[] bins() {
    return histogram().keySet().stream().mapToInt(b -> b).toArray();
  }

  @Override
  public long[] binCounts() {
    return histogram().values().stream().mapToLong(c -> c).toArray();
  }

  /** Pays in log units by employer, in the order of the keys. */
  public List<List<Double>> groups() {
    TreeMap<Integer, List<Double>> groups = new TreeMap<>();
    for (int i = 0; i < pays.size(); i++) {
      if (keys.get(i) >= 0) {
        groups.computeIfAbsent(keys.get(i), k -> new ArrayList<>()).add(log(i));
      }
    }
    return new ArrayList<>(groups.values());
  }

  @Override
  public int employerCount() {
    return groups().size();
  }

  @Override
  public long[] employerCounts() {
    return groups().stream().mapToLong(List::size).toArray();
  }

  @Override
  public double[] employerLogSums() {
    return groups().stream().mapToDouble(g -> g.stream().mapToDouble(x -> x).sum()).toArray();
  }

  @Override
  public double logReference() {
    return REFERENCE;
  }

  @Override
  public long anonymous() {
    return keys.stream().filter(k -> k < 0).count();
  }

  @Override
  public double anonymousLogSum() {
    double sum = 0;
    for (int i = 0; i < pays.size(); i++) {
      sum += keys.get(i) < 0 ? log(i) : 0;
    }
    return sum;
  }

  @Override
  public double anonymousLogSumOfSquares() {
    double sum = 0;
    for (int i = 0; i < pays.size(); i++) {
      sum += keys.get(i) < 0 ? log(i) * log(i) : 0;
    }
    return sum;
  }
}
