package io.salarysignals.domain.stats;

/**
 * The one {@link LogMapping} that pay is counted by. A changed accuracy would make stored panes
 * unreadable, so it is a constant.
 */
public final class LogHistogram {
  /** Greatest relative error of a quantile: 0.25 %. */
  public static final double ACCURACY = 0.0025;

  private static final LogMapping MAPPING = new LogMapping(ACCURACY);

  private LogHistogram() {}

  /**
   * The bin of pay {@code y}: ceil(ln y / ln gamma), gamma = 1.0025 / 0.9975.
   *
   * @throws IllegalArgumentException if y is not positive and finite
   */
  public static int bin(double y) {
    return MAPPING.bin(y);
  }

  /** The pay that stands for a bin: within 0.25 % of each pay in it. */
  public static double estimate(int bin) {
    return MAPPING.estimate(bin);
  }
}
