package io.salarysignals.domain.demand;

import java.util.TreeMap;

/**
 * What was said about one cell: how many events it had per horizon, and which provisional ones
 * stand. What was said finally is not kept: it follows from the panes as they were.
 */
public final class DemandLine {
  /** Number of the last event, by horizon. */
  public final long[] revisions;

  /** By horizon: end of a window that a provisional event stands for, to a hash of its content. */
  public final TreeMap<Integer, Long>[] provisional;

  @SuppressWarnings("unchecked")
  public DemandLine(int horizons) {
    revisions = new long[horizons];
    provisional = (TreeMap<Integer, Long>[]) new TreeMap<?, ?>[horizons];
    for (int h = 0; h < horizons; h++) {
      provisional[h] = new TreeMap<>();
    }
  }
}
