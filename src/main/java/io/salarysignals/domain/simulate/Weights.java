package io.salarysignals.domain.simulate;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** A discrete distribution over 0 .. size - 1, drawn by inversion. */
public final class Weights {
  private final double[] cumulative;

  private Weights(double[] cumulative) {
    this.cumulative = cumulative;
  }

  /** Weights as given; they need not add up to one, but none is negative and one is positive. */
  public static Weights of(int size, IntToDoubleFunction weight) {
    double[] cumulative = new double[size];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double w = weight.applyAsDouble(i);
      if (!(w >= 0)) {
        throw new IllegalArgumentException(
            "weight " + i + " is " + w + "; it must not be negative");
      }
      sum += w;
      cumulative[i] = sum;
    }
    if (!(sum > 0)) {
      throw new IllegalArgumentException("all weights are zero");
    }
    return new Weights(cumulative);
  }

  /** Zipf: the weight of rank i (from 0) is 1 / (i + 1)^exponent. */
  public static Weights zipf(int size, double exponent) {
    return of(size, i -> StrictMath.pow(i + 1, -exponent));
  }

  public int size() {
    return cumulative.length;
  }

  /** The probability of {@code index}. */
  public double share(int index) {
    double below = index == 0 ? 0 : cumulative[index - 1];
    return (cumulative[index] - below) / cumulative[cumulative.length - 1];
  }

  public int draw(Draws draws) {
    return at(draws.uniform());
  }

  /** The index at quantile {@code u} in [0, 1). */
  public int at(double u) {
    double target = u * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, target);
    int index = found >= 0 ? found + 1 : -found - 1;
    return Math.min(index, cumulative.length - 1);
  }
}
