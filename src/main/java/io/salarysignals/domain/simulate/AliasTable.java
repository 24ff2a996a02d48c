package io.salarysignals.domain.simulate;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A discrete distribution drawn in constant time from 64 random bits. Source: Walker (1977), "An
 * efficient method for generating discrete random variables"; built as Vose (1991) does.
 */
final class AliasTable {
  private final int[] alias;
  private final double[] keep;

  AliasTable(double[] weights) {
    int n = weights.length;
    double sum = 0;
    for (double w : weights) {
      sum += w;
    }
    alias = new int[n];
    keep = new double[n];
    double[] scaled = new double[n];
    Deque<Integer> small = new ArrayDeque<>();
    Deque<Integer> large = new ArrayDeque<>();
    for (int i = 0; i < n; i++) {
      scaled[i] = weights[i] * n / sum;
      (scaled[i] < 1 ? small : large).push(i);
    }
    while (!small.isEmpty() && !large.isEmpty()) {
      int less = small.pop();
      int more = large.pop();
      keep[less] = scaled[less];
      alias[less] = more;
      scaled[more] += scaled[less] - 1;
      (scaled[more] < 1 ? small : large).push(more);
    }
    large.forEach(i -> keep[i] = 1);
    small.forEach(i -> keep[i] = 1);
  }

  static AliasTable zipf(int size, double exponent) {
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      weights[i] = StrictMath.pow(i + 1, -exponent);
    }
    return new AliasTable(weights);
  }

  int draw(long bits) {
    // High half: the slot. Low half: whether to keep it.
    int slot = (int) (((bits >>> 32) * alias.length) >>> 32);
    return (bits & 0xFFFF_FFFFL) * 0x1.0p-32 < keep[slot] ? slot : alias[slot];
  }
}
