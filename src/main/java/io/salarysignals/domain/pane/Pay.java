package io.salarysignals.domain.pane;

import io.salarysignals.domain.stats.LogHistogram;

/**
 * One annual pay in the integer forms that panes add up.
 *
 * @param minor round(100 y): hundredths of the currency unit
 * @param log round(1e5 (ln y - ln yref)), yref the currency's {@link LogReference}
 * @param bin bin of y in the {@link LogHistogram}
 */
public record Pay(long minor, int log, int bin) {

  /** The forms of annual pay {@code y} in {@code currency}; y must be positive and finite. */
  public static Pay of(double y, String currency) {
    double log = StrictMath.log(y) - LogReference.ln(currency);
    return new Pay(Math.round(y * 100.0), (int) Math.round(log * 1e5), LogHistogram.bin(y));
  }
}
