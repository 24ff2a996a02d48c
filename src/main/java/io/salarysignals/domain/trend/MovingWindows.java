package io.salarysignals.domain.trend;

import io.salarysignals.domain.pane.Change;
import io.salarysignals.domain.pane.Names;
import io.salarysignals.domain.pane.PaneSummer.Room;
import io.salarysignals.domain.pane.RoleRows;
import io.salarysignals.domain.pane.WindowSum;
import io.salarysignals.domain.window.FacetRows;
import io.salarysignals.domain.window.FacetRows.Cell;
import io.salarysignals.domain.window.RoleDays;
import java.util.Collection;
import java.util.List;

/**
 * What windows of one role are summed with, cell by cell, moving from one grid end to the next. One
 * for all who need it, one after the other: it has room for the rows of the largest role.
 */
final class MovingWindows {
  final RoleRows rows = new RoleRows();
  final FacetRows facets;
  final WindowSum window = new WindowSum();
  final Room room = new Room();
  final Room aside = new Room();

  MovingWindows(Names names) {
    facets = new FacetRows(names);
  }

  /** Takes the days [from, to) of a role, and makes room for what {@code late} takes off them. */
  void gather(RoleDays days, int from, int to, Collection<List<Change>> late) {
    rows.clear();
    for (int day = days.ceil(from); day < to; day = days.ceil(day + 1)) {
      rows.add(days.day(day));
    }
    for (List<Change> changes : late) {
      for (Change change : changes) {
        rows.mark(change.contribution().employer());
      }
    }
    rows.finish();
  }

  /**
   * To be called when a role is done. Room that was needed for a very large one is given up: every
   * task would keep it for its largest role otherwise.
   */
  void release() {
    rows.release();
    facets.release();
  }

  /** Where the rows of a day or later begin among those of a cell; null: there are none. */
  int at(Cell cell, int day) {
    return cell == null ? 0 : facets.at(cell, cell.start(), rows.firstRow(day));
  }
}
