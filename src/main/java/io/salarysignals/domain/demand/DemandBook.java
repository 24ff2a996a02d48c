package io.salarysignals.domain.demand;

import java.util.Map;
import java.util.TreeMap;

/**
 * What was said about one market: how many events each cell had per horizon, and for each window
 * that an event stands for, a hash of what it said. A window is told again where that differs.
 */
public final class DemandBook {
  private final int horizons;
  private final TreeMap<String, Line> lines = new TreeMap<>();

  /** The entries of one facet. */
  public static final class Line {
    /** Number of the last event, by horizon. */
    public final long[] revisions;

    /** By horizon: window end to what was said of it. */
    public final TreeMap<Integer, Told>[] told;

    @SuppressWarnings("unchecked")
    public Line(int horizons) {
      revisions = new long[horizons];
      told = (TreeMap<Integer, Told>[]) new TreeMap<?, ?>[horizons];
      for (int h = 0; h < horizons; h++) {
        told[h] = new TreeMap<>();
      }
    }
  }

  /**
   * An event that stands.
   *
   * @param hash of its content
   * @param provisional whether it is not yet final
   * @param suppressed whether it has no statistics
   */
  public record Told(long hash, boolean provisional, boolean suppressed) {}

  public DemandBook(int horizons) {
    this.horizons = horizons;
  }

  /** The lines by facet. */
  public Map<String, Line> lines() {
    return lines;
  }

  /** The line of a facet, made where there is none. */
  public Line line(String facet) {
    return lines.computeIfAbsent(facet, f -> new Line(horizons));
  }

  Told told(String facet, int horizon, int end) {
    Line line = lines.get(facet);
    return line == null ? null : line.told[horizon].get(end);
  }
}
