package io.salarysignals.domain.repricing;

/**
 * How many days the panes of detection have: as few as give about ten observations each. Sparse
 * markets are watched by the week or by four weeks rather than not at all.
 */
public enum PaneLength {
  DAY(1, 91, 14, 28, 14, 7, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14),
  WEEK(7, 364, 8, 13, 12, 14, 2, 3, 4, 6),
  FOUR_WEEKS(28, 728, 6, 9, 8, 56, 1, 2, 3);

  /** Least observations of a pane, on average, for its length to be chosen. */
  static final double ENOUGH = 10;

  /** A length is given up for a longer one only below this share of {@link #ENOUGH}. */
  private static final double SLACK = 0.6;

  private static final int MONDAY = 3;

  private final int days;
  private final int window;
  private final int firstFit;
  private final int warmUp;
  private final int trailing;
  private final int refit;
  private final int[] looks;
  private final RepeatedLooks repeatedLooks;

  PaneLength(
      int days, int window, int firstFit, int warmUp, int trailing, int refit, int... looks) {
    this.days = days;
    this.window = window;
    this.firstFit = firstFit;
    this.warmUp = warmUp;
    this.trailing = trailing;
    this.refit = refit;
    this.looks = looks;
    this.repeatedLooks = new RepeatedLooks(looks);
  }

  public int days() {
    return days;
  }

  /** How many days back a baseline reaches. */
  int window() {
    return window;
  }

  /** Panes before the first baseline. */
  int firstFit() {
    return firstFit;
  }

  /** Panes before the chart may signal. */
  int warmUp() {
    return warmUp;
  }

  /** Least panes of a baseline that a change is judged against. */
  int baseline() {
    return trailing;
  }

  /** Days after which a quiet chart's baseline is fitted anew. */
  int refit() {
    return refit;
  }

  /** After how many fresh panes a candidate is judged. */
  int[] looks() {
    return looks;
  }

  /** What looking that often does to a p-value. */
  RepeatedLooks repeatedLooks() {
    return repeatedLooks;
  }

  int lastLook() {
    return looks[looks.length - 1];
  }

  boolean isLook(int panes) {
    for (int look : looks) {
      if (look == panes) {
        return true;
      }
    }
    return false;
  }

  /** First day of the pane of a day; weeks begin on Monday. */
  int startOf(int day) {
    return Math.floorDiv(day + MONDAY, days) * days - MONDAY;
  }

  /** Last day of the pane of a day. */
  public int lastOf(int day) {
    return startOf(day) + days - 1;
  }

  /** The length for {@code perDay} observations a day, where {@code now} is in use; null: none. */
  static PaneLength of(double perDay, PaneLength now) {
    for (PaneLength length : values()) {
      double needed = length == now ? ENOUGH * SLACK : ENOUGH;
      if (perDay * length.days >= needed || length == FOUR_WEEKS) {
        return length;
      }
    }
    throw new AssertionError();
  }
}
