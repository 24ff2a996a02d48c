package io.salarysignals.domain.repricing;

/** What an alert says, as its life goes on. */
public enum Verdict {
  /** Something moved; it is being checked on fresh days. */
  CANDIDATE,
  /** Pay for the same work moved, at many employers, and stayed there. */
  CONFIRMED_STRUCTURAL,
  /** It moved for some days and came back. */
  TRANSIENT,
  /** The mean moved because other people were seen, not because their pay moved. */
  MIX_DRIVEN,
  /** One employer did it. */
  SINGLE_EMPLOYER,
  /** The mean moved because other kinds of source were seen. */
  SOURCE_MIX,
  /** Too large or too odd to be pay: units, currency, pay period. */
  DATA_ARTEFACT,
  /** Nothing was found, or what had been confirmed has ended or become the new normal. */
  CLEARED,
  /** Later data took away what the alert rested on. */
  RETRACTED
}
