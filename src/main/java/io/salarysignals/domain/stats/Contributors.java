package io.salarysignals.domain.stats;

/**
 * How the observations of a sample spread over contributors.
 *
 * @param count distinct employers, plus observations that name none
 * @param largest observations of the largest contributor
 * @param second observations of the second largest
 * @param herfindahl HHI, the sum of squared shares, in (0, 1]; its inverse is the effective number
 *     of employers
 */
public record Contributors(long count, long largest, long second, double herfindahl) {

  /** The spread of a sample; all zero where it is empty. */
  public static Contributors of(Sample sample) {
    long anonymous = sample.anonymous();
    long largest = anonymous > 0 ? 1 : 0;
    long second = anonymous > 1 ? 1 : 0;
    double squares = anonymous;
    long[] counts = sample.employerCounts();
    for (int i = 0; i < sample.employerCount(); i++) {
      long count = counts[i];
      squares += (double) count * count;
      if (count > largest) {
        second = largest;
        largest = count;
      } else if (count > second) {
        second = count;
      }
    }
    double n = sample.n();
    double herfindahl = n > 0 ? squares / (n * n) : 0;
    return new Contributors(sample.employerCount() + anonymous, largest, second, herfindahl);
  }

  /** 1 / HHI: how many equal employers would be as concentrated. */
  public double effective() {
    return 1 / herfindahl;
  }
}
