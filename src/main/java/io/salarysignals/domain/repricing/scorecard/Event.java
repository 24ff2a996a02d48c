package io.salarysignals.domain.repricing.scorecard;

import io.salarysignals.domain.repricing.Verdict;

/** What happens in a simulated market, and the verdict that is right for an alert about it. */
public enum Event {
  NOTHING(Verdict.CLEARED),
  SHIFT(Verdict.CONFIRMED_STRUCTURAL),
  RAMP(Verdict.CONFIRMED_STRUCTURAL),
  SPIKE(Verdict.TRANSIENT),
  MIX(Verdict.MIX_DRIVEN),
  SINGLE_EMPLOYER(Verdict.SINGLE_EMPLOYER),
  SOURCE(Verdict.SOURCE_MIX),
  /** A part of the amounts is in another currency than it says. */
  CURRENCY(Verdict.DATA_ARTEFACT),
  /** Employers that told no pay before do so now. */
  DISCLOSURE(Verdict.DATA_ARTEFACT);

  private final Verdict right;

  Event(Verdict right) {
    this.right = right;
  }

  public Verdict right() {
    return right;
  }

  /** Whether pay for the same work moves and stays. */
  public boolean isShift() {
    return this == SHIFT || this == RAMP;
  }

  /** Whether it looks like a shift and is none. */
  public boolean isDecoy() {
    return this != NOTHING && !isShift();
  }
}
