package io.salarysignals.domain.trend;

import java.math.BigInteger;

/** n S2 - S1^2 of integer sums: exact, then rounded once, half to even. */
final class ExactVariance {
  private ExactVariance() {}

  /**
   * The difference as a double.
   *
   * @param n observations, positive
   * @param high upper 64 bits of S2, the sum of squares; not negative
   * @param low lower 64 bits
   * @param sum S1, the sum
   */
  static double spread(long n, long high, long low, long sum) {
    long upper = Math.multiplyHigh(n, low) + (low < 0 ? n : 0);
    long all = high == 0 ? upper : Math.multiplyHigh(n, high) != 0 ? -1 : upper + n * high;
    if (all < 0 || n * high < 0) {
      return inBigIntegers(n, high, low, sum);
    }
    long square = sum * sum;
    long difference = n * low - square;
    long borrow = Long.compareUnsigned(n * low, square) < 0 ? 1 : 0;
    return toDouble(all - Math.multiplyHigh(sum, sum) - borrow, difference);
  }

  private static double inBigIntegers(long n, long high, long low, long sum) {
    BigInteger squares =
        BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
    BigInteger s = BigInteger.valueOf(sum);
    return squares.multiply(BigInteger.valueOf(n)).subtract(s.multiply(s)).doubleValue();
  }

  /** A number of 128 bits that is not negative, rounded half to even. */
  private static double toDouble(long high, long low) {
    if (high == 0 && low >= 0) {
      return low;
    }
    // 62 bits and one that says whether any below them is set round as all of them would.
    int shift = 66 - Long.numberOfLeadingZeros(high);
    long top =
        shift == 64
            ? high
            : shift > 64 ? high >>> (shift - 64) : high << (64 - shift) | low >>> shift;
    long rest = shift >= 64 ? low : low << (64 - shift);
    if (shift > 64) {
      rest |= high << (128 - shift);
    }
    return (top | (rest != 0 ? 1 : 0)) * Double.longBitsToDouble((1023L + shift) << 52);
  }
}
