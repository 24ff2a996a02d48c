package io.salarysignals.domain.gate.protect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What somebody learns who holds two releases against each other: over the rings of all cells that
 * either one publishes, which protected contributors changed.
 *
 * <p>A contributor that moved from one ring to another changes both, but not their union. So only
 * contributors count for a ring whose change is not undone in any union of rings; then every union
 * that holds a changed ring differs by at least as many contributors.
 */
final class Difference {
  /** Up to so many changed rings per contributor all unions are tried; beyond, none counts. */
  private static final int MOST_RINGS = 12;

  private final Map<Cell, Content> before;
  private final Map<Cell, Content> after;
  private final Map<Cell, Integer> lasting = new HashMap<>();
  private final Set<Cell> changed = new TreeSet<>();

  private Difference(Map<Cell, Content> before, Map<Cell, Content> after) {
    this.before = before;
    this.after = after;
    Map<Integer, Map<Cell, Content.Share>> changes = new TreeMap<>();
    for (Cell cell : after.keySet()) {
      Content old = before.get(cell);
      Content now = after.get(cell);
      SortedSet<Integer> keys = new TreeSet<>(old.guarded().keySet());
      keys.addAll(now.guarded().keySet());
      for (int key : keys) {
        Content.Share change = share(now, key).minus(share(old, key));
        if (!change.equals(Content.Share.NONE)) {
          changes.computeIfAbsent(key, k -> new TreeMap<>()).put(cell, change);
          changed.add(cell);
        }
      }
      // A change too small to show in a contributor's sum, with nothing open to explain it.
      if (!old.equals(now) && old.open().equals(now.open()) && old.anonymous() == now.anonymous()) {
        changed.add(cell);
      }
    }
    changes.values().forEach(this::countLasting);
  }

  private static Content.Share share(Content content, int key) {
    return content.shares().getOrDefault(key, Content.Share.NONE);
  }

  /** Counts a contributor for each ring that is in no union in which its changes add up to none. */
  private void countLasting(Map<Cell, Content.Share> changes) {
    int size = changes.size();
    if (size > MOST_RINGS) {
      return;
    }
    List<Cell> cells = new ArrayList<>(changes.keySet());
    int undone = 0;
    for (int union = 1; union < 1 << size; union++) {
      long count = 0;
      long logSum = 0;
      for (int i = 0; i < size; i++) {
        if ((union & 1 << i) != 0) {
          Content.Share change = changes.get(cells.get(i));
          count += change.count();
          logSum += change.logSum();
        }
      }
      if (count == 0 && logSum == 0) {
        undone |= union;
      }
    }
    for (int i = 0; i < size; i++) {
      if ((undone & 1 << i) == 0) {
        lasting.merge(cells.get(i), 1, Integer::sum);
      }
    }
  }

  /**
   * The difference of what {@code cells} would show in a new release to an earlier one. A ring that
   * one of the two does not publish, in itself or as part of a larger one, counts as empty there.
   */
  static Difference between(Release earlier, SortedSet<Cell> cells, Map<Cell, Content> contents) {
    Set<Cell> all = new TreeSet<>(earlier.published());
    all.addAll(cells);
    return new Difference(
        shown(all, earlier.published(), earlier.contents()), shown(all, cells, contents));
  }

  private static Map<Cell, Content> shown(
      Set<Cell> all, SortedSet<Cell> published, Map<Cell, Content> contents) {
    Map<Cell, Content> rings = Rings.of(all, contents);
    rings.replaceAll(
        (cell, ring) ->
            published.contains(cell) || Rings.nearest(cell, published) != null
                ? ring
                : Content.EMPTY);
    return rings;
  }

  /** Whether nothing differs at all. */
  boolean isNone() {
    return before.equals(after);
  }

  /**
   * The first ring that gives away too much, or null: one that changed by fewer than {@code
   * quantum} contributors, or one that did not change and holds fewer, since other unchanged rings
   * could be taken away from it.
   */
  Cell tooSmall(int quantum) {
    for (Cell cell : after.keySet()) {
      if (changed.contains(cell)) {
        if (lasting.getOrDefault(cell, 0) < quantum) {
          return cell;
        }
      } else {
        int held = after.get(cell).guarded().size();
        if (held > 0 && held < quantum) {
          return cell;
        }
      }
    }
    return null;
  }
}
