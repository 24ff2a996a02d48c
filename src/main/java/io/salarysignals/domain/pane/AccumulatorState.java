package io.salarysignals.domain.pane;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The state of an accumulator as a sequence of integers: what codecs store. Arrays are a count,
 * then the entries, then a zero unless they are empty (Avro's array blocks); keys are differences
 * to the entry before. A single pay leaves out its squares, which follow from it.
 */
public final class AccumulatorState {
  private AccumulatorState() {}

  public static void write(Accumulator a, LongConsumer out) {
    out.accept(a.n);
    out.accept(a.sum);
    out.accept(a.logSum);
    out.accept(a.anonymous);
    boolean single = isSingle(a);
    out.accept(single ? 1 : 0);
    if (!single) {
      out.accept(a.squaresHigh);
      out.accept(a.squaresLow);
      out.accept(a.logSquares);
      out.accept(a.anonymousLogSum);
      out.accept(a.anonymousLogSquares);
    }
    out.accept(a.binCount);
    int before = 0;
    for (int i = 0; i < a.binCount; i++) {
      out.accept(a.bins[i] - before);
      out.accept(a.binCounts[i]);
      before = a.bins[i];
    }
    if (a.binCount > 0) {
      out.accept(0);
    }
    out.accept(a.employerCount);
    before = 0;
    for (int i = 0; i < a.employerCount; i++) {
      out.accept(a.employers[i] - before);
      out.accept(a.employerCounts[i]);
      out.accept(a.employerLogSums[i]);
      before = a.employers[i];
    }
    if (a.employerCount > 0) {
      out.accept(0);
    }
  }

  private static boolean isSingle(Accumulator a) {
    return a.n == 1
        && a.binCount == 1
        && a.binCounts[0] == 1
        && a.squaresHigh == Math.multiplyHigh(a.sum, a.sum)
        && a.squaresLow == a.sum * a.sum
        && a.logSquares == a.logSum * a.logSum
        && a.anonymousLogSum == (a.anonymous == 1 ? a.logSum : 0)
        && a.anonymousLogSquares == (a.anonymous == 1 ? a.logSquares : 0);
  }

  public static Accumulator read(LongSupplier in) {
    Accumulator a = new Accumulator();
    a.n = in.getAsLong();
    a.sum = in.getAsLong();
    a.logSum = in.getAsLong();
    a.anonymous = in.getAsLong();
    if (in.getAsLong() == 1) {
      a.squaresHigh = Math.multiplyHigh(a.sum, a.sum);
      a.squaresLow = a.sum * a.sum;
      a.logSquares = a.logSum * a.logSum;
      a.anonymousLogSum = a.anonymous == 1 ? a.logSum : 0;
      a.anonymousLogSquares = a.anonymous == 1 ? a.logSquares : 0;
    } else {
      a.squaresHigh = in.getAsLong();
      a.squaresLow = in.getAsLong();
      a.logSquares = in.getAsLong();
      a.anonymousLogSum = in.getAsLong();
      a.anonymousLogSquares = in.getAsLong();
    }
    int bins = size(in.getAsLong());
    a.bins = new int[bins];
    a.binCounts = new long[bins];
    int before = 0;
    for (int i = 0; i < bins; i++) {
      before += (int) in.getAsLong();
      a.bins[i] = before;
      a.binCounts[i] = in.getAsLong();
    }
    a.binCount = bins;
    end(bins, in);
    int employers = size(in.getAsLong());
    a.employers = new int[employers];
    a.employerCounts = new long[employers];
    a.employerLogSums = new long[employers];
    before = 0;
    for (int i = 0; i < employers; i++) {
      before += (int) in.getAsLong();
      a.employers[i] = before;
      a.employerCounts[i] = in.getAsLong();
      a.employerLogSums[i] = in.getAsLong();
    }
    a.employerCount = employers;
    end(employers, in);
    return a;
  }

  private static int size(long stored) {
    if (stored < 0 || stored > 1 << 20) {
      throw new IllegalStateException("an accumulator cannot hold " + stored + " entries");
    }
    return (int) stored;
  }

  private static void end(int size, LongSupplier in) {
    if (size > 0 && in.getAsLong() != 0) {
      throw new IllegalStateException("an array has more than one block");
    }
  }
}
