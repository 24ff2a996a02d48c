package io.salarysignals.domain.repricing;

/**
 * What a run of residuals from a change on looks like: a spike, a lasting shift or one that fades
 * (Chen and Liu 1993, Journal of the American Statistical Association 88, for white noise).
 *
 * @param additive t of a spike in the first value: e_T / sigma
 * @param level t of a level shift: sqrt(k) mean(e) / sigma
 * @param temporary t of a change that fades by 0.7 a step
 */
public record ShiftShape(double additive, double level, double temporary) {
  /** The shapes. */
  public enum Kind {
    NONE,
    ADDITIVE_OUTLIER,
    LEVEL_SHIFT,
    TEMPORARY_CHANGE
  }

  private static final double FADE = 0.7;

  /** Below this no shape is told: the default of the R package tsoutliers. */
  public static final double CRITICAL = 3.5;

  /** The statistics of residuals {@code e} from the change on, with deviation {@code sigma}. */
  public static ShiftShape of(double[] e, double sigma) {
    double sum = 0;
    double faded = 0;
    double weights = 0;
    double weight = 1;
    for (double v : e) {
      sum += v;
      faded += weight * v;
      weights += weight * weight;
      weight *= FADE;
    }
    return new ShiftShape(
        e[0] / sigma,
        sum / StrictMath.sqrt(e.length) / sigma,
        faded / sigma / StrictMath.sqrt(weights));
  }

  /** The shape with the greatest |t|, if that is at least {@link #CRITICAL}. */
  public Kind kind() {
    double a = Math.abs(additive);
    double l = Math.abs(level);
    double t = Math.abs(temporary);
    if (Math.max(a, Math.max(l, t)) < CRITICAL) {
      return Kind.NONE;
    }
    if (a >= l && a >= t) {
      return Kind.ADDITIVE_OUTLIER;
    }
    return l >= t ? Kind.LEVEL_SHIFT : Kind.TEMPORARY_CHANGE;
  }
}
