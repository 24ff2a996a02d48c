package io.salarysignals.domain.trend;

/**
 * How many observations all engines of a process may look at together while they sum windows. A
 * role with more than that is looked at alone: what the process needs then is what its largest role
 * needs, whatever the others are doing. Thread-safe; nobody waits in here.
 */
public final class RowAllowance {
  private final long most;
  private long taken;

  /**
   * @param most observations
   */
  public RowAllowance(long most) {
    this.most = most;
  }

  /**
   * Takes room for so many observations.
   *
   * @return false where there is none now: try again later
   */
  synchronized boolean take(long rows) {
    if (taken > 0 && taken + rows > most) {
      return false;
    }
    taken += rows;
    return true;
  }

  /** Gives back what was taken. */
  synchronized void give(long rows) {
    taken -= rows;
  }
}
