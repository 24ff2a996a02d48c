package io.salarysignals.domain.gate;

/**
 * The minima of the {@link Gate}.
 *
 * @param minObservations least n
 * @param minContributors least distinct contributors
 * @param maxTopShare greatest share of the largest contributor
 * @param maxTopTwoShare greatest share of the two largest together
 * @param minContributorsForTails least contributors for p10 and p90
 */
public record GateSettings(
    long minObservations,
    long minContributors,
    double maxTopShare,
    double maxTopTwoShare,
    long minContributorsForTails) {
  /** n of 30, 5 contributors, 25 % for the largest, 50 % for two, 10 contributors for the tails. */
  public static final GateSettings DEFAULT = new GateSettings(30, 5, 0.25, 0.50, 10);

  public GateSettings {
    if (minObservations < 1 || minContributors < 1 || minContributorsForTails < 1) {
      throw new IllegalArgumentException("minima must be at least 1");
    }
    if (!(maxTopShare > 0 && maxTopShare <= 1 && maxTopTwoShare > 0 && maxTopTwoShare <= 1)) {
      throw new IllegalArgumentException("shares must be in (0, 1]");
    }
  }
}
