package io.salarysignals.domain.gate;

/** Why a cell's statistics are not published. */
public enum SuppressionReason {
  /** Too few observations. */
  MIN_N,
  /** Too few distinct contributors. */
  MIN_EMPLOYERS,
  /** One or two contributors make up too much of the sample. */
  DOMINANCE,
  /** Protected pay that is not old enough yet. */
  AGE,
  /** Publishing it would let the difference to other published cells be worked out. */
  COMPLEMENTARY,
  /** Too few contributors changed since the last publication. */
  RELEASE_QUANTUM,
  /** Too few observations in the tail that a figure needs. */
  INSUFFICIENT_TAIL,
  /** Too little history for the figure. */
  INSUFFICIENT_HISTORY,
  /** Holds protected pay in a facet, region or horizon where that is never published. */
  PROTECTED_SOURCE
}
