package io.salarysignals.domain.change;

import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.repricing.Decomposition;
import io.salarysignals.domain.stats.LogHistogram;
import java.util.Arrays;

/**
 * Takes the change of the median apart by reweighting: the later window's histogram with each
 * stratum weighted back to the observations it had in the earlier one is what pay would be with the
 * earlier mix. Between the medians of the earlier strata that stayed and that histogram lies the
 * part like for like, from there to the later strata that were there before the mix; the strata
 * that left or came account for the rest. Weights are whole units, so no order matters.
 */
final class MedianComparison {
  private static final int BINS = 1 << 13;

  /** Units of a weight of one. */
  private static final double UNIT = 1L << 30;

  private final long[] all0 = new long[BINS];
  private final long[] all1 = new long[BINS];
  private final long[] both0 = new long[BINS];
  private final long[] both1 = new long[BINS];
  private final long[] standard = new long[BINS];
  private int least = BINS;
  private int greatest = -1;
  private boolean outside;

  /** Forgets what was added. */
  void clear() {
    for (long[] bins : new long[][] {all0, all1, both0, both1, standard}) {
      if (least <= greatest) {
        Arrays.fill(bins, least, greatest + 1, 0);
      }
    }
    least = BINS;
    greatest = -1;
    outside = false;
  }

  /** Adds the earlier window's rows. */
  void addBefore(ChangeRows rows, ChangeRows.Cell cell, WindowStrata before, WindowStrata now) {
    for (int i = before.low; i < before.high; i++) {
      int row = cell.row(i);
      before(1, rows.bin(row, cell.isWorld()), now.n[rows.stratum(row)] > 0);
    }
  }

  /** Adds the later window's rows. */
  void addNow(ChangeRows rows, ChangeRows.Cell cell, WindowStrata before, WindowStrata now) {
    for (int i = now.low; i < now.high; i++) {
      int row = cell.row(i);
      int stratum = rows.stratum(row);
      now(1, rows.bin(row, cell.isWorld()), before.n[stratum], now.n[stratum]);
    }
  }

  void addBefore(int sign, Contribution c, boolean world, int stratum, WindowStrata now) {
    before(sign, (world ? c.usd() : c.local()).bin(), now.n[stratum] > 0);
  }

  void addNow(
      int sign, Contribution c, boolean world, int stratum, WindowStrata before, WindowStrata now) {
    now(sign, (world ? c.usd() : c.local()).bin(), before.n[stratum], now.n[stratum]);
  }

  private boolean take(int bin) {
    if ((bin & -BINS) != 0) {
      outside = true;
      return false;
    }
    least = Math.min(least, bin);
    greatest = Math.max(greatest, bin);
    return true;
  }

  private void before(int sign, int bin, boolean stayed) {
    if (take(bin)) {
      all0[bin] += sign;
      if (stayed) {
        both0[bin] += sign;
      }
    }
  }

  private void now(int sign, int bin, int n0, int n1) {
    if (take(bin)) {
      all1[bin] += sign;
      if (n0 > 0) {
        both1[bin] += sign;
        standard[bin] += sign * Math.round(UNIT * n0 / n1);
      }
    }
  }

  /** The change, or null where pay is beyond the bins that are counted. */
  Decomposition change() {
    if (outside) {
      return null;
    }
    double before = median(all0, 0);
    double stayedBefore = median(both0, 0);
    double atOldMix = median(standard, 1);
    double stayedNow = median(both1, 0);
    double now = median(all1, 0);
    return Decomposition.rounded(
        now - before,
        atOldMix - stayedBefore,
        stayedNow - atOldMix,
        now - stayedNow,
        stayedBefore - before);
  }

  /**
   * ln of the median of type 2.
   *
   * @param off how far each observation's weight may be off
   */
  private double median(long[] bins, long off) {
    long total = 0;
    long observations = 0;
    for (int bin = least; bin <= greatest; bin++) {
      total += bins[bin];
      observations += all1[bin];
    }
    long tolerance = off * observations;
    long sum = 0;
    for (int bin = least; bin <= greatest; bin++) {
      sum += bins[bin];
      if (Math.abs(2 * sum - total) <= tolerance) {
        int next = bin + 1;
        while (bins[next] == 0) {
          next++;
        }
        return StrictMath.log((LogHistogram.estimate(bin) + LogHistogram.estimate(next)) / 2);
      }
      if (2 * sum > total) {
        return StrictMath.log(LogHistogram.estimate(bin));
      }
    }
    throw new IllegalStateException("a median of nothing");
  }
}
