package io.salarysignals.domain.repricing;

import java.util.ArrayList;
import java.util.List;

/**
 * Where pay for the same work was going by itself before a change: a yearly wave through a
 * baseline's panes, A cos + B sin and a level, by least squares weighted with what each pane knows,
 * A and B drawn towards none by normal priors (Bayesian linear regression; the level has no prior).
 * Over the weeks of a baseline such a wave is any slope with some bend. What it would have brought
 * by itself is no change, and how uncertain that is adds to the uncertainty of the change. A pane
 * further than three standard errors off is pulled in, so that a spike is no wave.
 */
final class Drift {
  /**
   * Standard deviation of A and of B before any data, log points: the amplitude of such waves is
   * 0.028 in root mean square.
   */
  private static final double PRIOR = 0.02;

  private static final double CAP = 3;
  private static final double TURN = 2 * StrictMath.PI / 365.25;

  private final double[] centre = new double[2];
  private final double[] wave = new double[2];

  /** Posterior variances of A and B, and their covariance. */
  private final double[] doubt = new double[3];

  private Drift() {}

  /** The wave of the days of [from, to) by the model of them, in panes of so many days. */
  static Drift of(PayModel model, History history, int from, int to, int days) {
    List<double[]> panes = new ArrayList<>();
    for (StretchOfDays pane : StretchOfDays.panes(model, history, from, to, days)) {
      StretchOfDays.Effect effect = pane.effect();
      double bound = CAP * effect.error();
      double value = Math.max(-bound, Math.min(bound, effect.value()));
      panes.add(new double[] {pane.centre(), value, 1 / (effect.error() * effect.error())});
    }
    return of(panes);
  }

  /**
   * @param panes day, value and 1 / variance of each
   */
  static Drift of(List<double[]> panes) {
    Drift drift = new Drift();
    double weights = 0;
    double values = 0;
    for (double[] p : panes) {
      weights += p[2];
      values += p[2] * p[1];
      drift.centre[0] += p[2] * StrictMath.cos(TURN * p[0]);
      drift.centre[1] += p[2] * StrictMath.sin(TURN * p[0]);
    }
    drift.centre[0] /= weights;
    drift.centre[1] /= weights;
    double mean = values / weights;
    double prior = 1 / (PRIOR * PRIOR);
    double cc = prior;
    double ss = prior;
    double cs = 0;
    double cy = 0;
    double sy = 0;
    for (double[] p : panes) {
      double c = StrictMath.cos(TURN * p[0]) - drift.centre[0];
      double s = StrictMath.sin(TURN * p[0]) - drift.centre[1];
      cc += p[2] * c * c;
      ss += p[2] * s * s;
      cs += p[2] * c * s;
      cy += p[2] * c * (p[1] - mean);
      sy += p[2] * s * (p[1] - mean);
    }
    double determinant = cc * ss - cs * cs;
    drift.doubt[0] = ss / determinant;
    drift.doubt[1] = cc / determinant;
    drift.doubt[2] = -cs / determinant;
    drift.wave[0] = drift.doubt[0] * cy + drift.doubt[2] * sy;
    drift.wave[1] = drift.doubt[2] * cy + drift.doubt[1] * sy;
    return drift;
  }

  /** What the wave brings from the mean of the baseline to a day, log points. */
  double until(double day) {
    double c = StrictMath.cos(TURN * day) - centre[0];
    double s = StrictMath.sin(TURN * day) - centre[1];
    return wave[0] * c + wave[1] * s;
  }

  /** The variance of {@link #until}. */
  double doubt(double day) {
    double c = StrictMath.cos(TURN * day) - centre[0];
    double s = StrictMath.sin(TURN * day) - centre[1];
    return doubt[0] * c * c + doubt[1] * s * s + 2 * doubt[2] * c * s;
  }
}
