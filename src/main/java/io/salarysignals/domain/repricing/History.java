package io.salarysignals.domain.repricing;

import io.salarysignals.domain.pane.Strata;

/** The settled days of one market. */
public interface History {
  /** Takes days in ascending order. */
  interface Visitor {
    void day(int day, Strata strata);
  }

  /** Takes numbers of observations by day, in ascending order. */
  interface CountVisitor {
    void day(int day, long n);
  }

  /** Visits the days of [from, to) that have observations, ascending. */
  void between(int from, int to, Visitor visitor);

  /** The same days with their numbers of observations alone, for which nothing is decoded. */
  default void counts(int from, int to, CountVisitor visitor) {
    between(from, to, (day, strata) -> visitor.day(day, strata.n()));
  }
}
