package io.salarysignals.runtime.feed.mapping;

import java.util.Collection;
import java.util.Locale;

/** "Did you mean" for a name that is not known. */
final class Suggestion {
  /** More than this many slips make another word. */
  private static final int MAX_DISTANCE = 3;

  private Suggestion() {}

  /** {@code ; did you mean X?} for the nearest known name, else the list of all. */
  static String of(String given, Collection<String> known) {
    String best = null;
    int least = Math.min(MAX_DISTANCE, given.length() / 2) + 1;
    for (String name : known) {
      int distance = distance(given.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    return best != null
        ? "; did you mean " + best + "?"
        : "; known: " + String.join(", ", known.stream().sorted().toList());
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
