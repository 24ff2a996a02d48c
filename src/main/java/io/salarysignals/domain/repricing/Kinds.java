package io.salarysignals.domain.repricing;

import io.salarysignals.domain.pane.Stratum;

/**
 * Kinds of observation by level, source type and pay period: what published changes are split by.
 */
final class Kinds {
  static final int SIZE = 1 << 8;

  private Kinds() {}

  static int of(long key) {
    return (int) (Stratum.kind(key) >>> Stratum.SKILL_BITS);
  }

  /** The change between two periods of which counts and sums of ln y by kind are given. */
  static Decomposition decompose(double[] n0, double[] sum0, double[] n1, double[] sum1) {
    double[] m0 = new double[SIZE];
    double[] m1 = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      m0[i] = n0[i] > 0 ? sum0[i] / n0[i] : 0;
      m1[i] = n1[i] > 0 ? sum1[i] / n1[i] : 0;
    }
    return Decomposition.of(n0, m0, n1, m1);
  }
}
