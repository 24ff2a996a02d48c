package io.salarysignals.domain.repricing;

import io.salarysignals.domain.pane.Strata;
import io.salarysignals.domain.pane.Stratum;
import java.util.Arrays;

/**
 * How far what an employer pays in one week tells what it pays in the next, beyond its mean: the
 * covariance of neighbouring blocks of a baseline. Where employers wander, a candidate was raised
 * because many of them happened to be on one side, and the days that follow still hold some of
 * that: it is no fresh evidence.
 *
 * <p>With r the mean residual of an employer in a block of n observations less that of all
 * employers, N its observations and s^2 the variance of one: sum n n' (r r' + s^2 / N) / sum n n'
 * over neighbouring blocks, without bias where nothing wanders, with standard error s^2 / sqrt(sum
 * n n') then. What is within one standard error of none counts as none.
 */
final class Wander {
  private static final int BLOCK_DAYS = 7;

  /** Pay further off, in standard deviations, is pulled in. */
  private static final double CAP = 3;

  private final PayModel model;
  private final int from;
  private final int days;
  private final int blocks;
  private final double[] counts;
  private final double[] sums;
  private final double[] blockCounts;
  private final double[] blockSums;

  private Wander(PayModel model, int from, int to, int days) {
    this.model = model;
    this.from = from;
    this.days = days;
    blocks = (to - from + days - 1) / days;
    counts = new double[blocks * model.employerCount()];
    sums = new double[counts.length];
    blockCounts = new double[blocks];
    blockSums = new double[blocks];
  }

  /**
   * The covariance, squared log points, at least 0.
   *
   * @param model of the days of [from, to)
   * @param pane days of a pane
   */
  static double covariance(PayModel model, History history, int from, int to, int pane) {
    Wander wander = new Wander(model, from, to, Math.max(BLOCK_DAYS, pane));
    history.between(from, to, wander::take);
    return wander.covariance();
  }

  private void take(int day, Strata strata) {
    int block = (day - from) / days;
    for (int i = 0; i < strata.size(); i++) {
      long key = strata.key(i);
      int employer = Stratum.employer(key);
      if (employer == Stratum.ANONYMOUS) {
        continue;
      }
      int at = model.find(employer);
      double count = strata.count(i);
      double bound = CAP * StrictMath.sqrt(model.variance() / count);
      double off = strata.mean(i) - model.fixed(Features.of(key, day)) - model.residual(at);
      double r = count * Math.max(-bound, Math.min(bound, off));
      counts[at * blocks + block] += count;
      sums[at * blocks + block] += r;
      blockCounts[block] += count;
      blockSums[block] += r;
    }
  }

  private double covariance() {
    double products = 0;
    double weights = 0;
    for (int e = 0; e < model.employerCount(); e++) {
      double n = Arrays.stream(counts, e * blocks, (e + 1) * blocks).sum();
      for (int b = 1; b < blocks; b++) {
        double w = counts[e * blocks + b - 1] * counts[e * blocks + b];
        if (w > 0) {
          products += w * (mean(e, b - 1) * mean(e, b) + model.variance() / n);
          weights += w;
        }
      }
    }
    return weights == 0
        ? 0
        : Math.max(0, products / weights - model.variance() / StrictMath.sqrt(weights));
  }

  private double mean(int employer, int block) {
    int i = employer * blocks + block;
    return sums[i] / counts[i] - blockSums[block] / blockCounts[block];
  }
}
