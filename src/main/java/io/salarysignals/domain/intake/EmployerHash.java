package io.salarysignals.domain.intake;

/** Keyed hash of an employer's name; the only form in which employers are known after intake. */
public interface EmployerHash {
  /** The hash modulo 2^16 of a name; equal for names that differ in case and outer space only. */
  int of(String employer);

  /** As {@link #of}, in 32 bits: for telling employers apart, where chance meetings would count. */
  default int wide(String employer) {
    return of(employer);
  }
}
