package io.salarysignals.domain.window;

import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.MarketDay;
import io.salarysignals.domain.pane.Pane;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The panes of one market summed over a window, by facet. Moving the window adds the days that
 * enter and subtracts those that leave; because panes are exact, that equals summing anew.
 */
public final class WindowSums {
  private final Map<String, Pane> sums = new HashMap<>();
  private final Set<String> only;
  private int from;
  private int to;

  /** Sums of every facet. */
  public WindowSums() {
    this(null);
  }

  /** Sums of some facets only. */
  public WindowSums(Set<String> only) {
    this.only = only;
  }

  /** The window's sum of a facet, or null where nothing lies in it. */
  public Pane sum(String facet) {
    return sums.get(facet);
  }

  public int to() {
    return to;
  }

  /** Whether {@code day} lies in the window. */
  public boolean covers(int day) {
    return day >= from && day < to;
  }

  /** Moves the window to [{@code newFrom}, {@code newTo}) over {@code days}. */
  public void moveTo(int newFrom, int newTo, MarketDays days) {
    if (newFrom >= to || newTo <= from) {
      sums.clear();
      addDays(newFrom, newTo, 1, days);
    } else {
      addDays(from, newFrom, -1, days);
      addDays(newFrom, from, 1, days);
      addDays(newTo, to, -1, days);
      addDays(to, newTo, 1, days);
    }
    from = newFrom;
    to = newTo;
  }

  private void addDays(int first, int end, int sign, MarketDays days) {
    for (int day = days.ceil(first); day < end; day = days.ceil(day + 1)) {
      MarketDay marketDay = days.day(day);
      if (marketDay != null) {
        addDay(marketDay, sign);
      }
    }
  }

  /** Adds (1) or subtracts (-1) one day's panes. */
  public void addDay(MarketDay marketDay, int sign) {
    if (only == null) {
      for (Map.Entry<String, Pane> entry : marketDay.panes().entrySet()) {
        add(entry.getKey(), entry.getValue(), sign);
      }
      return;
    }
    for (String facet : only) {
      Pane pane = marketDay.pane(facet);
      if (pane != null) {
        add(facet, pane, sign);
      }
    }
  }

  /** Adds (1) or retracts (-1) a contribution to a day that the window covers. */
  public void add(int sign, Contribution c, String region) {
    MarketDay.add(sums, sign, c, region);
  }

  private void add(String facet, Pane pane, int sign) {
    Pane sum = sums.get(facet);
    if (sum == null) {
      sum = new Pane();
      sums.put(facet, sum);
    }
    sum.addAll(pane, sign);
    if (sum.isEmpty()) {
      sums.remove(facet);
    }
  }

  /** Adds (1) or subtracts (-1) a facet's panes of the days [first, end) to {@code sum}. */
  public static void add(Pane sum, String facet, int first, int end, int sign, MarketDays days) {
    for (int day = days.ceil(first); day < end; day = days.ceil(day + 1)) {
      MarketDay marketDay = days.day(day);
      Pane pane = marketDay == null ? null : marketDay.pane(facet);
      if (pane != null) {
        sum.addAll(pane, sign);
      }
    }
  }

  /** How many facets are held: what the memory of this object grows with. */
  public int size() {
    return sums.size();
  }
}
