package io.salarysignals.domain.gate.protect;

import io.salarysignals.domain.stats.Estimate;
import io.salarysignals.domain.stats.Figures;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Rounds published amounts to three significant figures: on output only, never before. */
public final class Rounding {
  private static final MathContext THREE = new MathContext(3, RoundingMode.HALF_EVEN);

  private Rounding() {}

  /** A value to three significant figures. */
  public static double round(double value) {
    return new BigDecimal(value).round(THREE).doubleValue();
  }

  /** Figures with every amount and measure rounded; n and contributors stay. */
  public static Figures round(Figures f) {
    return new Figures(
        f.n(),
        f.contributors(),
        round(f.effectiveN()),
        round(f.designEffect()),
        round(f.intraclass()),
        round(f.mean()),
        round(f.geometricMean()),
        round(f.p10()),
        round(f.p25()),
        round(f.p50()),
        round(f.p75()),
        round(f.p90()));
  }

  private static Estimate round(Estimate estimate) {
    return estimate == null
        ? null
        : new Estimate(round(estimate.value()), bound(estimate.low()), bound(estimate.high()));
  }

  private static Double bound(Double value) {
    return value == null ? null : Double.valueOf(round(value));
  }
}
