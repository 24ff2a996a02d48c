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

  /** By day from the first one on: the position of the first day with rows at or after it. */
  private int[] positions = {};

  private int firstDay;
  private int[] entryOfDay = {};

  MovingWindows(Names names) {
    facets = new FacetRows(names);
  }

  /**
   * Takes the days [from, to) of a role, and makes room for what {@code late} takes off them.
   *
   * @param size how many rows these days have
   */
  void gather(RoleDays days, int from, int to, long size, Collection<List<Change>> late) {
    rows.clear();
    rows.room((int) Math.min(Integer.MAX_VALUE / 8, size));
    for (int day = days.ceil(from); day < to; day = days.ceil(day + 1)) {
      rows.add(days.day(day));
    }
    for (List<Change> changes : late) {
      for (Change change : changes) {
        rows.mark(change.contribution().employer());
      }
    }
    rows.finish();
    positions();
  }

  private void positions() {
    int days = rows.dayCount();
    firstDay = days == 0 ? 0 : rows.day(0);
    positions = new int[days == 0 ? 0 : rows.day(days - 1) - firstDay + 1];
    for (int at = 0, i = 0; at < positions.length; at++) {
      while (rows.day(i) < firstDay + at) {
        i++;
      }
      positions[at] = i;
    }
  }

  /**
   * To be called when a role is done. Room that was needed for a very large one is given up: every
   * task would keep it for its largest role otherwise.
   */
  void release() {
    window.release();
    rows.release();
    facets.release();
  }

  /** Turns {@link #at(int)} to a cell, whose windows are looked up at many days. */
  void turnTo(Cell cell) {
    int days = rows.dayCount();
    if (entryOfDay.length <= days) {
      entryOfDay = new int[days * 2 + 1];
    }
    int at = cell.start();
    for (int i = 0; i < days; i++) {
      at = facets.at(cell, at, rows.start(i));
      entryOfDay[i] = at;
    }
    entryOfDay[days] = cell.end();
  }

  /** Where the rows of a day or later begin among those of the cell that was turned to. */
  int at(int day) {
    if (day <= firstDay) {
      return entryOfDay[0];
    }
    int at = day - firstDay;
    return entryOfDay[at < positions.length ? positions[at] : rows.dayCount()];
  }

  /** Where the rows of a day or later begin among those of a cell; null: there are none. */
  int at(Cell cell, int day) {
    return cell == null ? 0 : facets.at(cell, cell.start(), rows.firstRow(day));
  }
}
