package io.salarysignals.domain.pane;

/**
 * Adds up pay one by one into an {@link Accumulator} that is used again and again. A few go into
 * its sorted arrays; for many, bins and employers are counted in tables with a place for each, and
 * put into the arrays at the end. About 2 MB; one per thread.
 */
final class Summer {
  /** Up to so many, sorted insertion is cheaper than clearing tables. */
  private static final int FEW = 24;

  /** Pay beyond this bin, 5e11 units, goes into the sorted array at once. */
  private static final int BINS = 5_400;

  private static final int EMPLOYERS = 1 << 17;

  private final int[] binCounts = new int[BINS];
  private final int[] employerCounts = new int[EMPLOYERS];
  private final long[] employerLogSums = new long[EMPLOYERS];
  private final long[] employerBits = new long[EMPLOYERS / 64];
  private final long[] employerWords = new long[EMPLOYERS / 64 / 64];
  private Accumulator out;
  private Accumulator outliers;
  private boolean tables;
  private int minBin;
  private int maxBin;

  /** Begins a sum of about {@code size} pays in {@code accumulator}, which is cleared. */
  void begin(Accumulator accumulator, int size) {
    accumulator.clear();
    out = accumulator;
    tables = size > FEW;
    minBin = Integer.MAX_VALUE;
    maxBin = -1;
  }

  void add(long minor, int log, int bin, int employer) {
    if (!tables || bin < 0 || bin >= BINS) {
      addSorted(minor, log, bin, employer);
      return;
    }
    out.addMoments(1, minor, log, employer);
    binCounts[bin]++;
    minBin = Math.min(minBin, bin);
    maxBin = Math.max(maxBin, bin);
    if (employer != Contribution.ANONYMOUS) {
      addEmployer(employer, log);
    }
  }

  private void addSorted(long minor, int log, int bin, int employer) {
    if (!tables) {
      out.add(1, minor, log, bin, employer);
      return;
    }
    // Outside the table: bins below it come before all others, those above after.
    out.addMoments(1, minor, log, employer);
    outliers = outliers == null ? new Accumulator() : outliers;
    outliers.addBin(bin, 1);
    if (employer != Contribution.ANONYMOUS) {
      addEmployer(employer, log);
    }
  }

  private void addEmployer(int employer, int log) {
    if (employerCounts[employer]++ == 0) {
      employerBits[employer >> 6] |= 1L << employer;
      employerWords[employer >> 12] |= 1L << (employer >> 6);
    }
    employerLogSums[employer] += log;
  }

  /** Ends the sum. */
  void finish() {
    if (!tables) {
      return;
    }
    int outlier = 0;
    for (;
        outliers != null && outlier < outliers.binCount && outliers.bins[outlier] < 0;
        outlier++) {
      out.appendBin(outliers.bins[outlier], outliers.binCounts[outlier]);
    }
    for (int bin = minBin; bin <= maxBin; bin++) {
      if (binCounts[bin] != 0) {
        out.appendBin(bin, binCounts[bin]);
        binCounts[bin] = 0;
      }
    }
    for (; outliers != null && outlier < outliers.binCount; outlier++) {
      out.appendBin(outliers.bins[outlier], outliers.binCounts[outlier]);
    }
    outliers = null;
    for (int w = 0; w < employerWords.length; w++) {
      for (long words = employerWords[w]; words != 0; words &= words - 1) {
        int word = w * 64 + Long.numberOfTrailingZeros(words);
        for (long bits = employerBits[word]; bits != 0; bits &= bits - 1) {
          int employer = word * 64 + Long.numberOfTrailingZeros(bits);
          out.appendEmployer(employer, employerCounts[employer], employerLogSums[employer]);
          employerCounts[employer] = 0;
          employerLogSums[employer] = 0;
        }
        employerBits[word] = 0;
      }
      employerWords[w] = 0;
    }
  }
}
