package io.salarysignals.domain.window;

import io.salarysignals.domain.pane.MarketDay;
import java.util.HashSet;
import java.util.Set;

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

  /** The facets in which something entered or left between the previous window and this one. */
  public static Set<String> changedFacets(Horizon horizon, int end, MarketDays days) {
    int previous = end - horizon.step();
    Set<String> facets = new HashSet<>();
    collect(previous, end, days, facets);
    collect(previous - horizon.days(), end - horizon.days(), days, facets);
    return facets;
  }

  private static void collect(int first, int end, MarketDays days, Set<String> facets) {
    for (int day = days.ceil(first); day < end; day = days.ceil(day + 1)) {
      MarketDay marketDay = days.day(day);
      if (marketDay != null) {
        facets.addAll(marketDay.panes().keySet());
      }
    }
  }
}
