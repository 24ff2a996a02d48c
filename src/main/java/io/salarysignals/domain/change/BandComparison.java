package io.salarysignals.domain.change;

import io.salarysignals.domain.repricing.Decomposition;
import java.util.Arrays;

/**
 * How far employers that are in both windows call the role by another level: the same work in a
 * higher band is no repricing. Weighted by their observations in the later window.
 */
final class BandComparison {
  private static final int LEVELS = 8;

  /** By employer and level: observations before, and now. The places of no level say "seen". */
  private int[] counts = {};

  private int[] seen = {};
  private int seenCount;

  /** In millionths: of the observations, and of a log point. */
  long share;

  long contribution;

  void compare(ChangeRows rows, WindowStrata before, WindowStrata now) {
    if (counts.length < 2 * LEVELS * rows.employers()) {
      int capacity = rows.employers() + rows.employers() / 4;
      counts = new int[2 * LEVELS * capacity];
      seen = new int[capacity];
    }
    long[] sums = new long[LEVELS];
    long[] ns = new long[LEVELS];
    for (int i = 0; i < before.seenCount; i++) {
      int stratum = before.seen[i];
      int n = before.n[stratum];
      if (n > 0) {
        ns[rows.level(stratum)] += n;
        sums[rows.level(stratum)] += before.sum[stratum];
        take(rows, stratum, 0, n);
      }
    }
    for (int i = 0; i < now.seenCount; i++) {
      int stratum = now.seen[i];
      if (now.n[stratum] > 0) {
        take(rows, stratum, LEVELS, now.n[stratum]);
      }
    }
    double[] pay = pay(sums, ns);
    long moved = 0;
    long worth = 0;
    long weights = 0;
    for (int i = 0; i < seenCount; i++) {
      int at = 2 * LEVELS * seen[i];
      double k0 = 0;
      double k1 = 0;
      for (int level = 1; level < LEVELS; level++) {
        k0 += counts[at + level];
        k1 += counts[at + LEVELS + level];
      }
      if (k0 > 0 && k1 > 0) {
        weights += (long) k1;
        double ofEmployer = 0;
        double worthOf = 0;
        for (int level = 1; level < LEVELS; level++) {
          double change = counts[at + LEVELS + level] / k1 - counts[at + level] / k0;
          ofEmployer += k1 * Math.abs(change) / 2;
          worthOf += k1 * change * pay[level];
        }
        moved += Math.round(ofEmployer * 1e9);
        worth += Math.round(worthOf * 1e9);
      }
      Arrays.fill(counts, at, at + 2 * LEVELS, 0);
    }
    seenCount = 0;
    share = weights == 0 ? 0 : Math.round(moved / 1e9 / weights * Decomposition.SCALE);
    contribution = weights == 0 ? 0 : Math.round(worth / 1e9 / weights * Decomposition.SCALE);
  }

  private void take(ChangeRows rows, int stratum, int side, int n) {
    int who = rows.who(stratum);
    int level = rows.level(stratum);
    if (who >= 0 && level > 0) {
      int at = 2 * LEVELS * who;
      if (counts[at] == 0) {
        counts[at] = 1;
        seen[seenCount++] = who;
      }
      counts[at + side + level] += n;
    }
  }

  /** Mean log pay by level, of all where a level was not seen, in log points. */
  private static double[] pay(long[] sums, long[] ns) {
    double mean = (double) Arrays.stream(sums).sum() / Math.max(1, Arrays.stream(ns).sum());
    double[] pay = new double[LEVELS];
    for (int level = 0; level < LEVELS; level++) {
      pay[level] = (ns[level] == 0 ? mean : (double) sums[level] / ns[level]) / 1e5;
    }
    return pay;
  }

  void release() {
    if (seen.length > 1 << 16) {
      counts = new int[0];
      seen = new int[0];
    }
  }
}
