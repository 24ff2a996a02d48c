package io.salarysignals.domain.repricing;

import io.salarysignals.domain.stats.Distributions;

/** Average run lengths of CUSUM charts on independent normal values of variance 1. */
public final class RunLength {
  private RunLength() {}

  /** Siegmund's approximation (1985) for a one-sided chart at mean {@code mean}. */
  public static double siegmund(double mean, double k, double h) {
    double delta = mean - k;
    double b = h + 1.166;
    if (Math.abs(delta) < 1e-9) {
      return b * b;
    }
    return (StrictMath.exp(-2 * delta * b) + 2 * delta * b - 1) / (2 * delta * delta);
  }

  /** Of a two-sided chart: 1 / (1 / ARL+ + 1 / ARL-). */
  public static double twoSided(double up, double down) {
    return 1 / (1 / up + 1 / down);
  }

  /**
   * Of a one-sided chart from zero: the integral equation L(u) = 1 + L(0) P(X <= k - u) + int_0^h
   * L(y) f(y + k - u) dy (Page 1954), by Gauss-Legendre quadrature on {@code nodes} points.
   */
  public static double integral(double mean, double k, double h, int nodes) {
    double[] y = new double[nodes];
    double[] w = new double[nodes];
    legendre(nodes, h, y, w);
    int size = nodes + 1;
    double[][] a = new double[size][size + 1];
    for (int i = 0; i < size; i++) {
      double u = i == 0 ? 0 : y[i - 1];
      a[i][0] = -(1 - Distributions.normalTail(k - u - mean));
      for (int j = 0; j < nodes; j++) {
        double x = y[j] + k - u - mean;
        a[i][j + 1] = -w[j] * StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * StrictMath.PI);
      }
      a[i][i] += 1;
      a[i][size] = 1;
    }
    return solveFirst(a);
  }

  private static void legendre(int nodes, double h, double[] y, double[] w) {
    for (int i = 0; i < nodes; i++) {
      double x = StrictMath.cos(StrictMath.PI * (i + 0.75) / (nodes + 0.5));
      double slope = 0;
      for (int round = 0; round < 50; round++) {
        double p0 = 1;
        double p1 = x;
        for (int j = 2; j <= nodes; j++) {
          double p2 = ((2 * j - 1) * x * p1 - (j - 1) * p0) / j;
          p0 = p1;
          p1 = p2;
        }
        slope = nodes * (x * p1 - p0) / (x * x - 1);
        double step = p1 / slope;
        x -= step;
        if (Math.abs(step) < 1e-15) {
          break;
        }
      }
      y[i] = h / 2 * (1 - x);
      w[i] = h / ((1 - x * x) * slope * slope);
    }
  }

  /** The first unknown of a linear system with its right side as last column. */
  private static double solveFirst(double[][] a) {
    int size = a.length;
    for (int c = size - 1; c >= 0; c--) {
      int pivot = c;
      for (int r = 0; r < c; r++) {
        pivot = Math.abs(a[r][c]) > Math.abs(a[pivot][c]) ? r : pivot;
      }
      double[] row = a[pivot];
      a[pivot] = a[c];
      a[c] = row;
      for (int r = 0; r < c; r++) {
        double factor = a[r][c] / row[c];
        if (factor != 0) {
          for (int j = 0; j < c; j++) {
            a[r][j] -= factor * row[j];
          }
          a[r][size] -= factor * row[size];
        }
      }
    }
    return a[0][size] / a[0][0];
  }
}
