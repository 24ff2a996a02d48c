package io.salarysignals.domain.repricing;

import java.util.ArrayList;
import java.util.List;

/** One alert of one market as the market's own days tell it: all but false-discovery control. */
public final class Episode {
  /** Which chart raised it. */
  public enum Cause {
    LIKE_FOR_LIKE,
    TOTAL
  }

  static final int OPEN = Integer.MIN_VALUE;

  /** 1 or -1. */
  int direction;

  Cause cause;
  PaneLength pane;

  /** First day of the change, as the chart dates it. */
  int onset;

  /** Day after the pane that raised it. */
  int detected;

  /** First day of the baseline, whose end is the onset. */
  int baselineFrom;

  /** Value of the chart when it was raised. */
  double chart;

  /** Change from the onset until it was raised, log points, and its t. */
  double initialEffect;

  double initialT;
  int freshPanes;
  final List<Look> looks = new ArrayList<>();

  /** Day after the last pane that was judged, or {@link #OPEN}. */
  int closed = OPEN;

  /** The verdict for the case that no look is confirmed. */
  Verdict explanation;

  /** How the change stands now, smoothed; while it is watched. */
  double standing;

  int fading;

  /** Day on which the change had gone or become the new normal, or {@link #OPEN}. */
  int ended = OPEN;

  boolean reverted;

  public int direction() {
    return direction;
  }

  public Cause cause() {
    return cause;
  }

  public PaneLength pane() {
    return pane;
  }

  public int onset() {
    return onset;
  }

  public int detected() {
    return detected;
  }

  public int baselineFrom() {
    return baselineFrom;
  }

  public double chart() {
    return chart;
  }

  public double initialEffect() {
    return initialEffect;
  }

  public double initialT() {
    return initialT;
  }

  /** In order of time. */
  public List<Look> looks() {
    return looks;
  }

  public boolean isOpen() {
    return closed == OPEN;
  }

  public int closed() {
    return closed;
  }

  public Verdict explanation() {
    return explanation;
  }

  public boolean isEnded() {
    return ended != OPEN;
  }

  public int ended() {
    return ended;
  }

  /** Whether it ended because the change was taken back. */
  public boolean reverted() {
    return reverted;
  }

  /** Whether some look fulfils every rule but false-discovery control. */
  public boolean isEligible() {
    return firstEligible() != null;
  }

  Look firstEligible() {
    for (Look look : looks) {
      if (look.eligible()) {
        return look;
      }
    }
    return null;
  }

  /** The newest judgement, or null before the first. */
  public Look lastLook() {
    return looks.isEmpty() ? null : looks.get(looks.size() - 1);
  }

  /** What tells it from the other episodes of its market. */
  public String name() {
    return name(direction, onset);
  }

  /** The name of the episode with this direction, 1 or -1, and onset. */
  public static String name(int direction, int onset) {
    return (direction > 0 ? "UP|" : "DOWN|") + onset;
  }
}
