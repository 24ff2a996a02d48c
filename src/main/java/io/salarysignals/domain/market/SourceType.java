package io.salarysignals.domain.market;

/** Who stated the pay. */
public enum SourceType {
  SELF_REPORTED,
  OFFER,
  PAYROLL,
  POSTED;

  /** The basis that observations of this source type count towards. */
  public Basis basis() {
    return this == POSTED ? Basis.POSTED : Basis.PAID;
  }
}
