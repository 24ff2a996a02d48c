package io.salarysignals.domain.window;

import io.salarysignals.domain.pane.MarketDay;

/** The panes of one market, day by day. */
public interface MarketDays {
  /** The first day at or after {@code day} that has panes, or Integer.MAX_VALUE. */
  int ceil(int day);

  /** The panes of a day, or null where it has none. */
  MarketDay day(int day);
}
