package io.salarysignals.domain.gate.protect;

import io.salarysignals.domain.gate.GateSettings;

/**
 * The rules of the profile {@code protected}.
 *
 * @param minima least sample, contributors and dominance of every published cell and of every ring,
 *     counted over the protected contributions alone
 * @param minAgeDays least days between a window's end and the watermark before it is published
 * @param releaseQuantum least distinct contributors by which two releases differ wherever they do
 * @param comparedWindows how many of the latest windows a new release is compared with
 */
public record ProtectedSettings(
    GateSettings minima, int minAgeDays, int releaseQuantum, int comparedWindows) {
  /** No difference of fewer contributors than this is ever published. */
  public static final int LEAST_QUANTUM = 3;

  /**
   * 50 observations of 10 contributors, at most 20 % from one and 35 % from two (so that two of
   * them together cannot estimate a third closely), p10 and p90 from 20; 28 days of age, so that
   * most late data is in; changes by at least 10 contributors; a year of windows.
   */
  public static final ProtectedSettings DEFAULT =
      new ProtectedSettings(new GateSettings(50, 10, 0.20, 0.35, 20), 28, 10, 13);

  public ProtectedSettings {
    if (releaseQuantum < LEAST_QUANTUM || minima.minContributors() < LEAST_QUANTUM) {
      throw new IllegalArgumentException("fewer than " + LEAST_QUANTUM + " contributors");
    }
    if (minAgeDays < 0 || comparedWindows < 1) {
      throw new IllegalArgumentException("age must not be negative, windows at least 1");
    }
  }
}
