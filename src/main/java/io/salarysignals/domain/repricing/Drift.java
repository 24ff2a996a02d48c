package io.salarysignals.domain.repricing;

import java.util.ArrayList;
import java.util.List;

/**
 * How fast pay for the same work was moving before a change: the slope of a baseline's panes, by
 * least squares weighted with what each pane knows, drawn towards none by a normal prior (Bayesian
 * linear regression; the level has no prior). A yearly wave of pay looks like a slope over the
 * weeks of a baseline: what it would have brought by itself is no change. A pane further than three
 * standard errors off is pulled in, so that a spike is no slope.
 */
final class Drift {
  /**
   * Standard deviation of slopes before any data, log points a day: that of a yearly wave of 0.025,
   * which is 0.025 * 2 pi / 365.25 / sqrt(2).
   */
  private static final double PRIOR = 3e-4;

  private static final double CAP = 3;

  private final double slope;
  private final double centre;

  private Drift(double slope, double centre) {
    this.slope = slope;
    this.centre = centre;
  }

  /** The slope of the days of [from, to) by the model of them, in panes of so many days. */
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
    double weights = 0;
    double days = 0;
    double values = 0;
    for (double[] p : panes) {
      weights += p[2];
      days += p[2] * p[0];
      values += p[2] * p[1];
    }
    double centre = days / weights;
    double mean = values / weights;
    double squares = 1 / (PRIOR * PRIOR);
    double products = 0;
    for (double[] p : panes) {
      squares += p[2] * (p[0] - centre) * (p[0] - centre);
      products += p[2] * (p[0] - centre) * (p[1] - mean);
    }
    return new Drift(products / squares, centre);
  }

  /** What the slope brings from the centre of the baseline to a day, log points. */
  double until(double day) {
    return slope * (day - centre);
  }
}
