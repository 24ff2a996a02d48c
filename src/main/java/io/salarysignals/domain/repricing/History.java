package io.salarysignals.domain.repricing;

import io.salarysignals.domain.pane.Strata;

/** The settled days of one market. */
public interface History {
  /** Takes days in ascending order. */
  interface Visitor {
    void day(int day, Strata strata);
  }

  /** Visits the days of [from, to) that have observations, ascending. */
  void between(int from, int to, Visitor visitor);
}
