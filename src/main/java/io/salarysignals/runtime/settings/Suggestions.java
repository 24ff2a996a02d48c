package io.salarysignals.runtime.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody most likely meant. */
final class Suggestions {
  private Suggestions() {}

  /**
   * The known name nearest to {@code wrong}, if it is within {@code maxEdits} single-letter edits.
   */
  static Optional<String> nearest(String wrong, Collection<String> known, int maxEdits) {
    return known.stream()
        .filter(name -> edits(wrong, name) <= maxEdits)
        .min(Comparator.comparingInt((String name) -> edits(wrong, name)).thenComparing(n -> n));
  }

  /** Levenshtein distance: the fewest insertions, deletions and replacements of letters. */
  static int edits(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, 1 + Math.min(previous[j], row[j - 1]));
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
