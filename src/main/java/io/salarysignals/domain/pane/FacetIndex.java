package io.salarysignals.domain.pane;

import java.util.Arrays;

/** Which rows of a day belong to which facet beside {@code all}. */
public final class FacetIndex {
  private final int[] facets;
  private final int[] starts;
  private final int[] rows;

  private FacetIndex(int[] facets, int[] starts, int[] rows) {
    this.facets = facets;
    this.starts = starts;
    this.rows = rows;
  }

  /**
   * @param counts a zero for every facet; they are zero again afterwards
   * @param pool the facets of each row: how many, then their numbers
   * @param at where those of each row begin
   */
  static FacetIndex of(int[] counts, int[] pool, int[] at, int size) {
    int[] distinct = new int[16];
    int found = 0;
    int entries = 0;
    for (int row = 0; row < size; row++) {
      for (int i = at[row] + 1; i <= at[row] + pool[at[row]]; i++) {
        int facet = pool[i];
        if (counts[facet]++ == 0) {
          if (found == distinct.length) {
            distinct = Arrays.copyOf(distinct, found * 2);
          }
          distinct[found++] = facet;
        }
        entries++;
      }
    }
    int[] facets = Arrays.copyOf(distinct, found);
    Arrays.sort(facets);
    int[] starts = new int[found + 1];
    for (int i = 0; i < found; i++) {
      starts[i + 1] = starts[i] + counts[facets[i]];
      counts[facets[i]] = starts[i];
    }
    int[] rows = new int[entries];
    for (int row = 0; row < size; row++) {
      for (int i = at[row] + 1; i <= at[row] + pool[at[row]]; i++) {
        rows[counts[pool[i]]++] = row;
      }
    }
    for (int facet : facets) {
      counts[facet] = 0;
    }
    return new FacetIndex(facets, starts, rows);
  }

  /** The facets there are, ascending by number. A view: do not change. */
  public int[] facets() {
    return facets;
  }

  /** Position of a facet, or a negative number where the day has none of it. */
  public int find(int facet) {
    return Arrays.binarySearch(facets, facet);
  }

  /** Where the rows of the facet at {@code position} begin in {@link #rows()}. */
  public int start(int position) {
    return starts[position];
  }

  public int end(int position) {
    return starts[position + 1];
  }

  /** Rows by facet. A view: do not change. */
  public int[] rows() {
    return rows;
  }
}
