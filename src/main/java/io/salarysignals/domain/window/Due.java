package io.salarysignals.domain.window;

import io.salarysignals.domain.pane.MarketDay;
import io.salarysignals.domain.pane.Pane;
import java.util.HashMap;
import java.util.Map;

/**
 * Which events are due for a grid end. An event of a cell is due where something entered or left
 * since the previous grid window, and where the cell is publishable now or was before; since
 * content does not change between such ends, "was before" is a question to the previous window
 * alone.
 */
public final class Due {
  private Due() {}

  /** Whether the market's windows of {@code horizon} ending at {@code end} may have changed. */
  public static boolean anyChange(Horizon horizon, int end, MarketDays days) {
    int previous = end - horizon.step();
    return days.ceil(previous) < end || days.ceil(previous - horizon.days()) < end - horizon.days();
  }

  /**
   * The facets in which something entered or left between the previous window and this one, each
   * with the number of observations that entered less those that left.
   */
  public static Map<String, long[]> changes(Horizon horizon, int end, MarketDays days) {
    int previous = end - horizon.step();
    Map<String, long[]> changes = new HashMap<>();
    collect(previous, end, 1, days, changes);
    collect(previous - horizon.days(), end - horizon.days(), -1, days, changes);
    return changes;
  }

  private static void collect(
      int first, int end, int sign, MarketDays days, Map<String, long[]> changes) {
    for (int day = days.ceil(first); day < end; day = days.ceil(day + 1)) {
      MarketDay marketDay = days.day(day);
      if (marketDay != null) {
        for (Map.Entry<String, Pane> entry : marketDay.panes().entrySet()) {
          long[] change = changes.get(entry.getKey());
          if (change == null) {
            change = new long[1];
            changes.put(entry.getKey(), change);
          }
          change[0] += sign * entry.getValue().n();
        }
      }
    }
  }
}
