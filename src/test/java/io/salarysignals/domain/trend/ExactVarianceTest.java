package io.salarysignals.domain.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The arithmetic in 128 bits against arbitrary precision. */
class ExactVarianceTest {
  @Test
  void equals_big_integers_to_the_last_bit() {
    Random random = new Random(5);
    for (int round = 0; round < 200_000; round++) {
      // Given up to ten numbers of up to 62 bits, some of them all alike, some tiny, some counted
      // often
      int bits = 1 + random.nextInt(62);
      int times = random.nextInt(3) == 0 ? 1 + random.nextInt(1 << random.nextInt(20)) : 1;
      int size = 1 + random.nextInt(10);
      BigInteger squares = BigInteger.ZERO;
      BigInteger sum = BigInteger.ZERO;
      long first = random.nextLong() >> (63 - bits);
      for (int i = 0; i < size; i++) {
        long value = random.nextInt(4) == 0 ? first : random.nextLong() >> (63 - bits);
        BigInteger big = BigInteger.valueOf(value);
        squares = squares.add(big.multiply(big).multiply(BigInteger.valueOf(times)));
        sum = sum.add(big.multiply(BigInteger.valueOf(times)));
      }
      if (sum.bitLength() > 63 || squares.bitLength() > 127) {
        continue;
      }
      long n = (long) size * times;
      // When
      double spread =
          ExactVariance.spread(
              n, squares.shiftRight(64).longValue(), squares.longValue(), sum.longValue());
      // Then
      BigInteger exact = squares.multiply(BigInteger.valueOf(n)).subtract(sum.multiply(sum));
      assertThat(spread).isEqualTo(exact.doubleValue());
    }
  }
}
