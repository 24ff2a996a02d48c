package io.salarysignals.domain.demand;

import io.salarysignals.domain.demand.PostingLife.Segment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The times in which several postings together are open in a cell, and what it changes in the panes
 * that one of them changes: the union of their times there. Most changes change no union: a cell
 * where another posting is open all the time is done with when that one is seen.
 */
final class CellTimes {
  private final CellIds ids;
  private int[] regionAt = new int[64];
  private int[] facetAt = new int[64];
  private int[] regions = new int[8];
  private int[] facets = new int[16];
  private int regionCount;
  private int facetCount;
  private Times[] was = new Times[0];
  private Times[] is = new Times[0];
  private int[] first = new int[0];
  private int[] last = new int[0];
  private boolean[] done = new boolean[0];
  private int left;

  CellTimes(CellIds ids) {
    this.ids = ids;
  }

  /** Times from a day to a day each, that may overlap. */
  private static final class Times {
    private long[] times = new long[4];
    private int size;

    void add(int from, int to) {
      if (size == times.length) {
        times = Arrays.copyOf(times, size * 2);
      }
      // Sorts by the day it begins, then by its end; neither is negative beyond an int.
      times[size++] = (long) from << 32 | to & 0xFFFFFFFFL;
    }

    void sort() {
      Arrays.sort(times, 0, size);
    }

    int from(int i) {
      return (int) (times[i] >> 32);
    }

    int to(int i) {
      return (int) times[i];
    }
  }

  /**
   * Adds to the panes what it means for the union of a group's times in each cell that a posting
   * changes.
   *
   * @param others postings of the group; the changed one among them is passed over
   * @param opened the counter of unions that begin for the first time, or -1
   * @param open the counter of changes of the number of open unions
   */
  void change(
      Iterable<Member> others,
      Member before,
      Member after,
      int opened,
      int open,
      LifePanes.Panes panes) {
    begin(before, after);
    for (Member other : others) {
      if (left == 0) {
        break;
      }
      if (other.key() != after.key()) {
        collect(other);
      }
    }
    finish(opened, open, panes);
  }

  /**
   * The same for all postings of a group.
   *
   * @param group the postings
   */
  void change(
      VacancyGroup group,
      Member before,
      Member after,
      int opened,
      int open,
      LifePanes.Panes panes) {
    if (!group.isLarge()) {
      change(group.members(), before, after, opened, open, panes);
      return;
    }
    begin(before, after);
    for (int cell = 0; cell < regionCount * facetCount; cell++) {
      int region = regions[cell / facetCount];
      int facet = facets[cell % facetCount];
      for (Member other : group.near(region, facet)) {
        if (other.key() != after.key()) {
          for (int s = 0; s < other.size() && !done[cell]; s++) {
            if (other.isIn(s, region, facet)) {
              addBoth(cell, other.from(s), other.to(s));
            }
          }
        }
        if (done[cell]) {
          break;
        }
      }
    }
    finish(opened, open, panes);
  }

  private void finish(int opened, int open, LifePanes.Panes panes) {
    for (int cell = 0; cell < regionCount * facetCount; cell++) {
      if (!done[cell]) {
        String region = ids.region(regions[cell / facetCount]);
        String facet = ids.facet(facets[cell % facetCount]);
        add(-1, was[cell], region, facet, opened, open, panes);
        add(1, is[cell], region, facet, opened, open, panes);
      }
    }
    end();
  }

  /** The times of the postings that stay count on both sides. */
  private void addBoth(int cell, int from, int to) {
    if (done[cell]) {
      return;
    }
    if (from <= first[cell] && to >= last[cell]) {
      done[cell] = true;
      left--;
    } else {
      was[cell].add(from, to);
      is[cell].add(from, to);
    }
  }

  /** The times of a posting that stays, in the cells that are asked for. */
  private void collect(Member member) {
    for (int s = 0; s < member.size(); s++) {
      int from = member.from(s);
      int to = member.to(s);
      for (int region : member.regions[s]) {
        int r = region < regionAt.length ? regionAt[region] - 1 : -1;
        for (int i = 0; r >= 0 && i < member.facets[s].length; i++) {
          int facet = member.facets[s][i];
          int f = facet < facetAt.length ? facetAt[facet] - 1 : -1;
          if (f >= 0) {
            addBoth(r * facetCount + f, from, to);
          }
        }
      }
    }
  }

  /** The times of the posting that changes, before or after. */
  private void collect(Member member, Times[] own) {
    for (int s = 0; s < member.size(); s++) {
      int from = member.from(s);
      int to = member.to(s);
      for (int region : member.regions[s]) {
        for (int facet : member.facets[s]) {
          int cell = (regionAt[region] - 1) * facetCount + facetAt[facet] - 1;
          own[cell].add(from, to);
          first[cell] = Math.min(first[cell], from);
          last[cell] = Math.max(last[cell], to);
        }
      }
    }
  }

  private void begin(Member before, Member after) {
    if (regionAt.length < ids.regions()) {
      regionAt = new int[ids.regions() * 2];
    }
    if (facetAt.length < ids.facets()) {
      facetAt = new int[ids.facets() * 2];
    }
    regionCount = 0;
    facetCount = 0;
    for (Member member : new Member[] {before, after}) {
      for (int s = 0; s < member.size(); s++) {
        for (int region : member.regions[s]) {
          if (regionAt[region] == 0) {
            regions = room(regions, regionCount);
            regions[regionCount++] = region;
            regionAt[region] = regionCount;
          }
        }
        for (int facet : member.facets[s]) {
          if (facetAt[facet] == 0) {
            facets = room(facets, facetCount);
            facets[facetCount++] = facet;
            facetAt[facet] = facetCount;
          }
        }
      }
    }
    int cells = regionCount * facetCount;
    if (cells > done.length) {
      int known = was.length;
      was = Arrays.copyOf(was, cells);
      is = Arrays.copyOf(is, cells);
      for (int i = known; i < cells; i++) {
        was[i] = new Times();
        is[i] = new Times();
      }
      first = new int[cells];
      last = new int[cells];
      done = new boolean[cells];
    }
    for (int i = 0; i < cells; i++) {
      was[i].size = 0;
      is[i].size = 0;
      first[i] = Integer.MAX_VALUE;
      last[i] = Integer.MIN_VALUE;
      done[i] = false;
    }
    left = cells;
    collect(before, was);
    collect(after, is);
  }

  private static int[] room(int[] array, int size) {
    return size == array.length ? Arrays.copyOf(array, size * 2) : array;
  }

  private void end() {
    for (int i = 0; i < regionCount; i++) {
      regionAt[regions[i]] = 0;
    }
    for (int i = 0; i < facetCount; i++) {
      facetAt[facets[i]] = 0;
    }
  }

  /** Adds or takes back the union of times in one cell. */
  private static void add(
      int sign,
      Times times,
      String region,
      String facet,
      int opened,
      int open,
      LifePanes.Panes panes) {
    if (times.size == 0) {
      return;
    }
    times.sort();
    int start = times.from(0);
    int end = times.to(0);
    if (opened >= 0) {
      panes.at(region, facet, start).add(opened, sign);
    }
    for (int i = 1; i < times.size; i++) {
      if (times.from(i) > end) {
        union(sign, region, facet, start, end, open, panes);
        start = times.from(i);
        end = times.to(i);
      } else {
        end = Math.max(end, times.to(i));
      }
    }
    union(sign, region, facet, start, end, open, panes);
  }

  private static void union(
      int sign, String region, String facet, int start, int end, int open, LifePanes.Panes panes) {
    panes.at(region, facet, start).add(open, sign);
    if (end != PostingLife.OPEN) {
      panes.at(region, facet, end).add(open, -sign);
    }
  }

  /** Adds or takes back what postings together mean, in all their cells. */
  void addAll(int sign, Iterable<Member> postings, int opened, int open, LifePanes.Panes panes) {
    Map<Long, Times> cells = new HashMap<>();
    for (Member member : postings) {
      for (int s = 0; s < member.size(); s++) {
        Segment segment = member.life.segments().get(s);
        for (int region : member.regions[s]) {
          for (int facet : member.facets[s]) {
            cells
                .computeIfAbsent((long) region << 32 | facet, c -> new Times())
                .add(segment.from(), segment.to());
          }
        }
      }
    }
    cells.forEach(
        (cell, times) ->
            add(
                sign,
                times,
                ids.region((int) (cell >> 32)),
                ids.facet((int) (long) cell),
                opened,
                open,
                panes));
  }
}
