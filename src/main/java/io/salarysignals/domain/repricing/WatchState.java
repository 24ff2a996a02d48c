package io.salarysignals.domain.repricing;

import java.util.ArrayList;
import java.util.List;

/** What the fold over a market's days keeps; about 300 bytes and its episodes. */
public final class WatchState {
  static final int NONE = Integer.MIN_VALUE;

  /** First day of what the baseline may use: the market's first, or the last change. */
  int regimeStart = NONE;

  /** The last day that was folded in. */
  int through = NONE;

  PaneLength pane;
  int panes;

  /** Whether there has been a baseline to compare with, ever. */
  boolean watched;

  int fitFrom = NONE;
  int fitTo = NONE;
  final Chart likeForLike = new Chart(0);
  final Chart total = new Chart(0);
  final List<Episode> episodes = new ArrayList<>();

  /** In order of detection. */
  public List<Episode> episodes() {
    return episodes;
  }

  /** The last day that was folded in, or {@link Integer#MIN_VALUE}. */
  public int through() {
    return through;
  }

  /** Whether the market has had a baseline, so that a change could be seen. */
  public boolean isWatched() {
    return watched;
  }

  /** How long its panes are now, or null before the first day. */
  public PaneLength pane() {
    return pane;
  }

  Episode open() {
    Episode last = episodes.isEmpty() ? null : episodes.get(episodes.size() - 1);
    return last != null && last.isOpen() ? last : null;
  }
}
