package io.salarysignals.domain.gate.protect;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a cell holds, in US dollars throughout the tree so that parents and children subtract. Exact
 * integers, immutable.
 *
 * @param n observations
 * @param sum of pay, in hundredths
 * @param anonymous observations without an employer: open ones, since a protected source always has
 *     a contributor key
 * @param shares what each employer holds, by key, without zeros
 * @param histogram observations by bin, without zeros
 */
public record Content(
    long n,
    long sum,
    long anonymous,
    SortedMap<Integer, Share> shares,
    SortedMap<Integer, Long> histogram) {
  public static final Content EMPTY = new Content(0, 0, 0, new TreeMap<>(), new TreeMap<>());

  /**
   * What one employer holds.
   *
   * @param count observations
   * @param logSum sum of round(1e5 (ln y - ln yref))
   */
  public record Share(long count, long logSum) {
    static final Share NONE = new Share(0, 0);

    Share minus(Share other) {
      return new Share(count - other.count, logSum - other.logSum);
    }
  }

  /** Content from sums as accumulators hold them: arrays valid up to the given lengths. */
  public static Content of(
      long n,
      long sum,
      long anonymous,
      int employerCount,
      int[] employers,
      long[] counts,
      long[] logSums,
      int binCount,
      int[] bins,
      long[] binCounts) {
    SortedMap<Integer, Share> shares = new TreeMap<>();
    for (int i = 0; i < employerCount; i++) {
      shares.put(employers[i], new Share(counts[i], logSums[i]));
    }
    SortedMap<Integer, Long> histogram = new TreeMap<>();
    for (int i = 0; i < binCount; i++) {
      histogram.put(bins[i], binCounts[i]);
    }
    return new Content(n, sum, anonymous, shares, histogram);
  }

  /** What is left without {@code part}, which this content must include. */
  Content minus(Content part) {
    SortedMap<Integer, Share> left = new TreeMap<>(shares);
    for (Map.Entry<Integer, Share> entry : part.shares.entrySet()) {
      Share rest = left.getOrDefault(entry.getKey(), Share.NONE).minus(entry.getValue());
      if (rest.count() < 0) {
        throw new IllegalArgumentException("a child holds more than its parent");
      }
      if (rest.equals(Share.NONE)) {
        left.remove(entry.getKey());
      } else {
        left.put(entry.getKey(), rest);
      }
    }
    SortedMap<Integer, Long> bins = new TreeMap<>(histogram);
    part.histogram.forEach(
        (bin, count) -> bins.merge(bin, -count, (a, b) -> a + b == 0 ? null : Long.valueOf(a + b)));
    return new Content(n - part.n, sum - part.sum, anonymous - part.anonymous, left, bins);
  }

  /** The shares of protected contributors. */
  SortedMap<Integer, Share> guarded() {
    return shares.tailMap(Protection.FIRST_KEY);
  }

  /** The rest of the content, as far as it is told apart: open employers and observations. */
  SortedMap<Integer, Share> open() {
    return shares.headMap(Protection.FIRST_KEY);
  }
}
