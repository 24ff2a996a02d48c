package io.salarysignals.domain.trend;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * What was said about one market: per facet and horizon the number of the last event, and the
 * window ends that have a provisional event standing.
 */
public final class Book {
  private static final int[] NONE = {};
  private final int horizons;
  private final TreeMap<String, Line> lines = new TreeMap<>();

  /** The entries of one facet. */
  public static final class Line {
    public final long[] revisions;
    public final int[][] provisional;

    public Line(int horizons) {
      revisions = new long[horizons];
      provisional = new int[horizons][];
      Arrays.fill(provisional, NONE);
    }
  }

  public Book(int horizons) {
    this.horizons = horizons;
  }

  public TreeMap<String, Line> lines() {
    return lines;
  }

  private Line line(String facet) {
    return lines.computeIfAbsent(facet, f -> new Line(horizons));
  }

  /** The number of the last event, 0 before the first. */
  public long revision(String facet, int horizon) {
    Line line = lines.get(facet);
    return line == null ? 0 : line.revisions[horizon];
  }

  /** Counts one more event and returns its number, 1 for the first. */
  public long next(String facet, int horizon) {
    return ++line(facet).revisions[horizon];
  }

  public boolean hasProvisional(String facet, int horizon, int end) {
    Line line = lines.get(facet);
    return line != null && Arrays.binarySearch(line.provisional[horizon], end) >= 0;
  }

  public void addProvisional(String facet, int horizon, int end) {
    Line line = line(facet);
    int[] ends = line.provisional[horizon];
    if (Arrays.binarySearch(ends, end) < 0) {
      int[] more = Arrays.copyOf(ends, ends.length + 1);
      more[ends.length] = end;
      Arrays.sort(more);
      line.provisional[horizon] = more;
    }
  }

  /** Calls {@code visitor} with every window end at which a provisional event stands. */
  public void forEachProvisional(IntConsumer visitor) {
    for (Line line : lines.values()) {
      for (int[] ends : line.provisional) {
        Arrays.stream(ends).forEach(visitor);
      }
    }
  }

  public void removeProvisional(String facet, int horizon, int end) {
    Line line = lines.get(facet);
    if (line != null && line.provisional[horizon].length > 0) {
      line.provisional[horizon] =
          Arrays.stream(line.provisional[horizon]).filter(e -> e != end).toArray();
    }
  }
}
