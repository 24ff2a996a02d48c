package io.salarysignals.domain.pane;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Exact, reversible sums of pay in one currency. All state is integer, so that {@link #add} is
 * undone to the last bit by adding with the opposite sign, sums of accumulators are associative and
 * commutative, and equal content has one form: entries are ascending and never zero.
 *
 * <p>Growth is bounded by the number of bins between the pay bounds and by 2^17 employer keys.
 */
public final class Accumulator {
  private static final int[] NO_INTS = {};
  private static final long[] NO_LONGS = {};

  long n;
  long sum;
  long squaresHigh;
  long squaresLow;
  long logSum;
  long logSquares;
  long anonymous;
  long anonymousLogSum;
  long anonymousLogSquares;
  int binCount;
  int[] bins = NO_INTS;
  long[] binCounts = NO_LONGS;
  int employerCount;
  int[] employers = NO_INTS;
  long[] employerCounts = NO_LONGS;
  long[] employerLogSums = NO_LONGS;

  /** Adds ({@code sign} 1) or retracts (-1) one pay. */
  public void add(int sign, Pay pay, int employer) {
    add(sign, pay.minor(), pay.log(), pay.bin(), employer);
  }

  /** As {@link #add(int, Pay, int)}, with the parts of a {@link Pay}. */
  public void add(int sign, long minor, int log, int bin, int employer) {
    addMoments(sign, minor, log, employer);
    addBin(bin, sign);
    if (employer != Contribution.ANONYMOUS) {
      addEmployer(employer, sign, (long) sign * log);
    }
  }

  /** All of a pay but its bin and its named employer. */
  void addMoments(int sign, long minor, int log, int employer) {
    n += sign;
    sum = Math.addExact(sum, sign * minor);
    addSquares(sign, Math.multiplyHigh(minor, minor), minor * minor);
    logSum += (long) sign * log;
    long square = (long) log * log;
    logSquares = Math.addExact(logSquares, sign * square);
    if (employer == Contribution.ANONYMOUS) {
      anonymous += sign;
      anonymousLogSum += (long) sign * log;
      anonymousLogSquares += sign * square;
    }
  }

  /** Adds or takes off the moments of {@code count} pays at once. */
  void addMoments(
      int sign, long count, long minors, long high, long low, long logs, long squaresOfLogs) {
    n += sign * count;
    sum = Math.addExact(sum, sign * minors);
    addSquares(sign, high, low);
    logSum += sign * logs;
    logSquares = Math.addExact(logSquares, sign * squaresOfLogs);
  }

  /** Appends a bin that is greater than all there are. */
  void appendBin(int bin, long count) {
    if (binCount == bins.length) {
      bins = Arrays.copyOf(bins, grown(binCount));
      binCounts = Arrays.copyOf(binCounts, bins.length);
    }
    bins[binCount] = bin;
    binCounts[binCount++] = count;
  }

  /** Appends an employer that is greater than all there are. */
  void appendEmployer(int employer, long count, long logs) {
    if (employerCount == employers.length) {
      employers = Arrays.copyOf(employers, grown(employerCount));
      employerCounts = Arrays.copyOf(employerCounts, employers.length);
      employerLogSums = Arrays.copyOf(employerLogSums, employers.length);
    }
    employers[employerCount] = employer;
    employerCounts[employerCount] = count;
    employerLogSums[employerCount++] = logs;
  }

  /** Forgets everything; arrays are kept for what comes next. */
  void clear() {
    n = 0;
    sum = 0;
    squaresHigh = 0;
    squaresLow = 0;
    logSum = 0;
    logSquares = 0;
    anonymous = 0;
    anonymousLogSum = 0;
    anonymousLogSquares = 0;
    binCount = 0;
    employerCount = 0;
  }

  /** Adds ({@code sign} 1) or subtracts (-1) all that {@code other} holds. */
  public void addAll(Accumulator other, int sign) {
    n += sign * other.n;
    sum = Math.addExact(sum, sign * other.sum);
    addSquares(sign, other.squaresHigh, other.squaresLow);
    logSum += sign * other.logSum;
    logSquares = Math.addExact(logSquares, sign * other.logSquares);
    anonymous += sign * other.anonymous;
    anonymousLogSum += sign * other.anonymousLogSum;
    anonymousLogSquares += sign * other.anonymousLogSquares;
    for (int i = 0; i < other.binCount; i++) {
      addBin(other.bins[i], sign * other.binCounts[i]);
    }
    for (int i = 0; i < other.employerCount; i++) {
      addEmployer(
          other.employers[i], sign * other.employerCounts[i], sign * other.employerLogSums[i]);
    }
  }

  private void addSquares(int sign, long high, long low) {
    if (sign > 0) {
      long before = squaresLow;
      squaresLow += low;
      squaresHigh += high + (Long.compareUnsigned(squaresLow, before) < 0 ? 1 : 0);
    } else {
      long before = squaresLow;
      squaresLow -= low;
      squaresHigh -= high + (Long.compareUnsigned(before, low) < 0 ? 1 : 0);
    }
  }

  void addBin(int bin, long count) {
    int at = Arrays.binarySearch(bins, 0, binCount, bin);
    if (at >= 0) {
      binCounts[at] += count;
      if (binCounts[at] == 0) {
        binCount--;
        System.arraycopy(bins, at + 1, bins, at, binCount - at);
        System.arraycopy(binCounts, at + 1, binCounts, at, binCount - at);
      }
      return;
    }
    at = -at - 1;
    if (binCount == bins.length) {
      int size = grown(binCount);
      bins = Arrays.copyOf(bins, size);
      binCounts = Arrays.copyOf(binCounts, size);
    }
    System.arraycopy(bins, at, bins, at + 1, binCount - at);
    System.arraycopy(binCounts, at, binCounts, at + 1, binCount - at);
    bins[at] = bin;
    binCounts[at] = count;
    binCount++;
  }

  void addEmployer(int employer, long count, long logs) {
    int at = Arrays.binarySearch(employers, 0, employerCount, employer);
    if (at >= 0) {
      employerCounts[at] += count;
      employerLogSums[at] += logs;
      if (employerCounts[at] == 0 && employerLogSums[at] == 0) {
        employerCount--;
        int tail = employerCount - at;
        System.arraycopy(employers, at + 1, employers, at, tail);
        System.arraycopy(employerCounts, at + 1, employerCounts, at, tail);
        System.arraycopy(employerLogSums, at + 1, employerLogSums, at, tail);
      }
      return;
    }
    at = -at - 1;
    if (employerCount == employers.length) {
      int size = grown(employerCount);
      employers = Arrays.copyOf(employers, size);
      employerCounts = Arrays.copyOf(employerCounts, size);
      employerLogSums = Arrays.copyOf(employerLogSums, size);
    }
    int tail = employerCount - at;
    System.arraycopy(employers, at, employers, at + 1, tail);
    System.arraycopy(employerCounts, at, employerCounts, at + 1, tail);
    System.arraycopy(employerLogSums, at, employerLogSums, at + 1, tail);
    employers[at] = employer;
    employerCounts[at] = count;
    employerLogSums[at] = logs;
    employerCount++;
  }

  private static int grown(int size) {
    return size == 0 ? 1 : size + (size >> 1) + 1;
  }

  public Accumulator copy() {
    Accumulator copy = new Accumulator();
    copy.n = n;
    copy.sum = sum;
    copy.squaresHigh = squaresHigh;
    copy.squaresLow = squaresLow;
    copy.logSum = logSum;
    copy.logSquares = logSquares;
    copy.anonymous = anonymous;
    copy.anonymousLogSum = anonymousLogSum;
    copy.anonymousLogSquares = anonymousLogSquares;
    copy.binCount = binCount;
    copy.bins = Arrays.copyOf(bins, binCount);
    copy.binCounts = Arrays.copyOf(binCounts, binCount);
    copy.employerCount = employerCount;
    copy.employers = Arrays.copyOf(employers, employerCount);
    copy.employerCounts = Arrays.copyOf(employerCounts, employerCount);
    copy.employerLogSums = Arrays.copyOf(employerLogSums, employerCount);
    return copy;
  }

  /** Whether nothing is held: what was added has been retracted. */
  public boolean isEmpty() {
    return n == 0
        && sum == 0
        && squaresHigh == 0
        && squaresLow == 0
        && logSum == 0
        && logSquares == 0
        && anonymous == 0
        && binCount == 0
        && employerCount == 0;
  }

  /** Whether some count is negative: more was retracted than added, which must never happen. */
  public boolean isNegative() {
    if (n < 0 || anonymous < 0) {
      return true;
    }
    for (int i = 0; i < binCount; i++) {
      if (binCounts[i] < 0) {
        return true;
      }
    }
    for (int i = 0; i < employerCount; i++) {
      if (employerCounts[i] < 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether both hold the same content. */
  public boolean sameAs(Accumulator other) {
    return n == other.n
        && sum == other.sum
        && squaresHigh == other.squaresHigh
        && squaresLow == other.squaresLow
        && logSum == other.logSum
        && logSquares == other.logSquares
        && anonymous == other.anonymous
        && anonymousLogSum == other.anonymousLogSum
        && anonymousLogSquares == other.anonymousLogSquares
        && Arrays.equals(bins, 0, binCount, other.bins, 0, other.binCount)
        && Arrays.equals(binCounts, 0, binCount, other.binCounts, 0, other.binCount)
        && Arrays.equals(employers, 0, employerCount, other.employers, 0, other.employerCount)
        && Arrays.equals(
            employerCounts, 0, employerCount, other.employerCounts, 0, other.employerCount)
        && Arrays.equals(
            employerLogSums, 0, employerCount, other.employerLogSums, 0, other.employerCount);
  }

  public long n() {
    return n;
  }

  /** Sum of minor units. */
  public long sum() {
    return sum;
  }

  /** Sum of squared minor units, exact. */
  public BigInteger squares() {
    return BigInteger.valueOf(squaresHigh)
        .shiftLeft(64)
        .add(new BigInteger(Long.toUnsignedString(squaresLow)));
  }

  /** The upper 64 bits of {@link #squares()}. */
  public long squaresHigh() {
    return squaresHigh;
  }

  /** The lower 64 bits of {@link #squares()}. */
  public long squaresLow() {
    return squaresLow;
  }

  /** {@link #squares()} in decimal digits. */
  public String squaresText() {
    return squaresHigh == 0 && squaresLow >= 0 ? Long.toString(squaresLow) : squares().toString();
  }

  public long logSum() {
    return logSum;
  }

  public long logSquares() {
    return logSquares;
  }

  public long anonymous() {
    return anonymous;
  }

  public long anonymousLogSum() {
    return anonymousLogSum;
  }

  public long anonymousLogSquares() {
    return anonymousLogSquares;
  }

  public int binCount() {
    return binCount;
  }

  /** Bins, ascending; valid up to {@link #binCount()}. A view: do not change. */
  public int[] bins() {
    return bins;
  }

  public long[] binCounts() {
    return binCounts;
  }

  public int employerCount() {
    return employerCount;
  }

  /** Employer keys, ascending; valid up to {@link #employerCount()}. A view: do not change. */
  public int[] employers() {
    return employers;
  }

  public long[] employerCounts() {
    return employerCounts;
  }

  public long[] employerLogSums() {
    return employerLogSums;
  }

  /** Distinct contributors: employers, and observations that name none. */
  public long contributors() {
    return employerCount + anonymous;
  }
}
