package io.salarysignals.domain.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A dictionary of phrases of one or more words, looked up longest first.
 *
 * @param <V> what a phrase stands for
 */
public final class Phrases<V> {
  /** A phrase found: its value and how many words it has. */
  public record Match<V>(V value, int length) {}

  private final Map<String, V> values = new HashMap<>();
  private int longest;

  /** Adds a phrase; returns what it stood for before, or null. */
  public V put(List<String> words, V value) {
    longest = Math.max(longest, words.size());
    return values.put(String.join(" ", words), value);
  }

  /** Adds a phrase unless it is there. */
  public void putIfAbsent(List<String> words, V value) {
    if (exact(words) == null) {
      put(words, value);
    }
  }

  /** What exactly these words stand for, or null. */
  public V exact(List<String> words) {
    return words.size() > longest ? null : values.get(String.join(" ", words));
  }

  /** The longest phrase that begins at word {@code from}, or null. */
  public Match<V> longestAt(List<String> words, int from) {
    for (int n = Math.min(longest, words.size() - from); n > 0; n--) {
      V value =
          values.get(n == 1 ? words.get(from) : String.join(" ", words.subList(from, from + n)));
      if (value != null) {
        return new Match<>(value, n);
      }
    }
    return null;
  }

  /** The number of phrases. */
  public int size() {
    return values.size();
  }
}
