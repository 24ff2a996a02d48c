package io.salarysignals.domain.demand;

import java.util.List;

/**
 * When an employer has an open posting in a cell: the union of the times of its postings there. A
 * posting that names no employer counts as one of its own.
 */
final class EmployerPanes {
  private static final int NOT_COUNTED = -1;

  private final CellTimes times;

  EmployerPanes(CellTimes times) {
    this.times = times;
  }

  /** Adds (1) or takes back (-1) a posting that names no employer. */
  void addAlone(int sign, Member posting, LifePanes.Panes panes) {
    times.addAll(sign, List.of(posting), NOT_COUNTED, DemandPane.EMPLOYER_CHANGE, panes);
  }

  /**
   * Adds to the panes what a changed posting means for its employer.
   *
   * @param group the postings of the employer
   */
  void change(VacancyGroup group, Member before, Member after, LifePanes.Panes panes) {
    times.change(group, before, after, NOT_COUNTED, DemandPane.EMPLOYER_CHANGE, panes);
  }
}
