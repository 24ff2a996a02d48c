package io.salarysignals.domain.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class LogMappingTest {
  @Test
  void reproducesPublishedBins() {
    LogMapping hundredth = new LogMapping(0.01);
    assertThat(hundredth.bin(126_726)).isEqualTo(588);
    assertThat(hundredth.estimate(588)).isCloseTo(126_796.877, within(0.001));
    LogMapping fiveThousandths = new LogMapping(0.005);
    assertThat(fiveThousandths.bin(126_726)).isEqualTo(1175);
    assertThat(fiveThousandths.estimate(1175)).isCloseTo(126_132.141, within(0.001));
  }

  @Property
  void everyEstimateIsWithinTheRelativeError(
      @ForAll @DoubleRange(min = 0.01, max = 1e15) double y) {
    double estimate = LogHistogram.estimate(LogHistogram.bin(y));
    assertThat(Math.abs(estimate - y) / y).isLessThanOrEqualTo(0.0025 * (1 + 1e-9));
  }

  @Test
  void theFastPathEqualsTheDefinitionNextToEveryBoundary() {
    LogMapping mapping = new LogMapping(0.0025);
    double gamma = 1.0025 / 0.9975;
    for (int bin = -200; bin < 6000; bin++) {
      double y = StrictMath.pow(gamma, bin);
      double low = y;
      double high = y;
      for (int step = 0; step < 50; step++) {
        assertThat(mapping.bin(low)).isEqualTo(mapping.define(low));
        assertThat(mapping.bin(high)).isEqualTo(mapping.define(high));
        low = Math.nextDown(low);
        high = Math.nextUp(high);
      }
    }
  }

  @Test
  void theFastPathEqualsTheDefinitionElsewhere() {
    LogMapping mapping = new LogMapping(0.0025);
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 1_000_000; i++) {
      double y = Math.exp(random.nextDouble(-5, 25));
      if (mapping.bin(y) != mapping.define(y)) {
        assertThat(mapping.bin(y)).as("bin of %s", y).isEqualTo(mapping.define(y));
      }
    }
  }

  @Test
  void refusesWhatHasNoLogarithm() {
    for (double y : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> LogHistogram.bin(y)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
