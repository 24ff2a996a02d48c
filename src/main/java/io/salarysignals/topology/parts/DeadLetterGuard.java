package io.salarysignals.topology.parts;

/**
 * Stops the process when too large a share of recent records cannot be decoded: a wrong producer or
 * registry must not drain a whole topic into the dead letters.
 */
public final class DeadLetterGuard {
  private final double maxRatio;
  private final long window;
  private long seen;
  private long dead;

  /**
   * @param maxRatio share of dead letters past which the process stops
   * @param window how many records are looked at together
   */
  public DeadLetterGuard(double maxRatio, long window) {
    this.maxRatio = maxRatio;
    this.window = Math.max(1, window);
  }

  /** Takes note of one record. */
  public void record(boolean isDead) {
    seen++;
    dead += isDead ? 1 : 0;
    if (seen >= window) {
      if (dead > maxRatio * seen) {
        throw new TooManyDeadLettersException(dead, seen);
      }
      seen = 0;
      dead = 0;
    }
  }
}
