package io.salarysignals.domain.repricing;

import java.util.ArrayList;
import java.util.List;

/** Folds the days of a market, as its history has them, into the state of its watch. */
public final class WatchFold {
  private WatchFold() {}

  /**
   * Folds in every day after the state's own up to {@code through}, inclusive: those with
   * observations, and the last days of panes in which there were some.
   *
   * @return the last day of the pane that is not over yet, or {@link Integer#MIN_VALUE} where there
   *     is none: the market is then to be folded again once that day has settled
   */
  public static int fold(MarketWatch watch, History history, WatchState state, int through) {
    int from = state.through == WatchState.NONE ? Integer.MIN_VALUE / 2 : state.through + 1;
    List<Integer> days = new ArrayList<>();
    history.counts(from, through + 1, (day, n) -> days.add(day));
    int open = openPane(state);
    for (int day : days) {
      if (open != WatchState.NONE && open < day) {
        watch.settle(state, open);
      }
      watch.settle(state, day);
      open = openPane(state);
    }
    if (open != WatchState.NONE && open <= through) {
      watch.settle(state, open);
      open = WatchState.NONE;
    }
    return open;
  }

  private static int openPane(WatchState state) {
    if (state.through == WatchState.NONE) {
      return WatchState.NONE;
    }
    int last = state.pane.startOf(state.through) + state.pane.days() - 1;
    return last > state.through ? last : WatchState.NONE;
  }
}
