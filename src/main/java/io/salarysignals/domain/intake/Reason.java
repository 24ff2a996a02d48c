package io.salarysignals.domain.intake;

/**
 * Why an input record was rejected. The names are public: they stand in {@code rejected-events}.
 */
public enum Reason {
  MISSING_FIELD,
  BAD_VALUE,
  BAD_REGION,
  BAD_CURRENCY,
  NO_FX_RATE,
  PAY_OUT_OF_RANGE,
  TOO_LATE,
  TOO_FAR_AHEAD,
  TOO_LARGE,
  /** A line of a file that its mapping could not turn into a record; never reaches a topic. */
  UNMAPPABLE
}
