package io.salarysignals.domain.repricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Published figures of the methods that repricing uses. */
class OraclesTest {
  private static final double[] P = {
    .0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528,
    .7590, 1
  };

  /** Benjamini and Hochberg 1995, section 3.2: four of fifteen are rejected at 0.05. */
  @Test
  void falseDiscovery() {
    double threshold = FalseDiscovery.threshold(P, 0.05);
    assertThat(Arrays.stream(P).filter(p -> p <= threshold)).hasSize(4);
    double[] q = FalseDiscovery.qValues(P);
    assertThat(Arrays.stream(q).filter(v -> v <= 0.05)).hasSize(4);
    assertThat(q[3]).isCloseTo(0.0095 * 15 / 4, within(1e-12));
    assertThat(FalseDiscovery.threshold(new double[] {0.5, 0.9}, 0.05)).isZero();
    assertThat(FalseDiscovery.threshold(new double[0], 0.05)).isZero();
  }

  /** Flow of the Nile at Aswan, 1871-1970 (Cobb 1978): the change after 1898. */
  @Test
  void nile() {
    double[] nile = {
      1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960,
      1180, 799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940,
      833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768,
      845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771,
      676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797,
      923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740
    };
    ChangePoint change = ChangePoint.of(nile);
    assertThat(change.index()).isEqualTo(28);
    assertThat(change.before()).isCloseTo(1097.75, within(1e-9));
    assertThat(change.after()).isCloseTo(849.972, within(5e-4));
    assertThat(change.squares()).isCloseTo(1597457.19, within(0.01));
    assertThat(change.unsplit()).isCloseTo(2835156.75, within(0.01));
  }

  @Test
  void shapes() {
    assertShape(ShiftShape.Kind.LEVEL_SHIFT, 3.00, 6.62, 5.92, 3, 2.8, 3.1, 2.7, 3.2);
    assertShape(ShiftShape.Kind.ADDITIVE_OUTLIER, 4.00, 1.88, 2.95, 4, .2, -.3, .1, .2);
    assertShape(ShiftShape.Kind.TEMPORARY_CHANGE, 4.00, 4.92, 5.48, 4, 2.7, 2.1, 1.2, 1);
    assertThat(ShiftShape.of(new double[] {1, 1, -1}, 1).kind()).isEqualTo(ShiftShape.Kind.NONE);
  }

  private static void assertShape(
      ShiftShape.Kind kind, double ao, double ls, double tc, double... e) {
    ShiftShape shape = ShiftShape.of(e, 1);
    assertThat(shape.additive()).isCloseTo(ao, within(0.005));
    assertThat(shape.level()).isCloseTo(ls, within(0.005));
    assertThat(shape.temporary()).isCloseTo(tc, within(0.005));
    assertThat(shape.kind()).isEqualTo(kind);
  }

  /** Prices and CES shares (sigma = 2) of Diewert and Fox 2017; the true index is known. */
  @Test
  void indexNumbers() {
    double[][] prices = {
      {2.00, 1.00, 1.00, 0.50},
      {1.75, 0.50, 0.95, 0.55},
      {1.60, 1.05, 0.90, 0.60},
      {1.50, 1.10, 0.85, 0.65}
    };
    double[] alpha = {0.2, 0.2, 0.2, 0.4};
    double[] truth = new double[4];
    double[][] values = new double[4][4];
    for (int t = 0; t < 4; t++) {
      for (int i = 0; i < 4; i++) {
        values[t][i] = alpha[i] / prices[t][i];
        truth[t] += values[t][i];
      }
      truth[t] = 1 / truth[t];
    }
    double[] trueIndex = {1, .8952645, 1.0794069, 1.1150852};
    double[] tornqvist = {1, .8925715, 1.0791614, 1.1144027};
    for (int t = 0; t < 4; t++) {
      assertThat(truth[t] / truth[0]).isCloseTo(trueIndex[t], within(5e-8));
      assertThat(PriceIndex.tornqvist(prices[0], values[0], prices[t], values[t]))
          .isCloseTo(tornqvist[t], within(5e-8));
    }
    double[] geks = PriceIndex.geks(prices, values);
    for (int t = 0; t < 4; t++) {
      assertThat(geks[t]).isCloseTo(trueIndex[t], within(0.005));
    }
    assertThat(geks[0]).isEqualTo(1);
    assertThat(PriceIndex.jevons(prices[0], prices[1]))
        .isCloseTo(Math.pow(1.75 / 2 * 0.5 * 0.95 * 1.1, 0.25), within(1e-12));
    assertThat(PriceIndex.laspeyres(prices[0], values[0], prices[1]))
        .isCloseTo((0.1 * 0.875 + 0.2 * 0.5 + 0.2 * 0.95 + 0.8 * 1.1) / 1.3, within(1e-12));
  }
}
