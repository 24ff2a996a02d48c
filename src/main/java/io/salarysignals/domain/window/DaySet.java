package io.salarysignals.domain.window;

import java.util.Arrays;

/** A set of epoch days: a bit per day between the first and the last. */
public final class DaySet {
  private long[] words = new long[2];
  private int base; // word index of words[0], in units of 64 days
  private boolean started;

  public void add(int day) {
    int word = Math.floorDiv(day, 64);
    if (!started) {
      base = word;
      started = true;
    }
    if (word < base) {
      long[] more = new long[words.length + (base - word)];
      System.arraycopy(words, 0, more, base - word, words.length);
      words = more;
      base = word;
    } else if (word - base >= words.length) {
      words = Arrays.copyOf(words, Math.max(word - base + 1, words.length + words.length / 2));
    }
    words[word - base] |= 1L << Math.floorMod(day, 64);
  }

  public void remove(int day) {
    int at = Math.floorDiv(day, 64) - base;
    if (started && at >= 0 && at < words.length) {
      words[at] &= ~(1L << Math.floorMod(day, 64));
    }
  }

  public boolean contains(int day) {
    int at = Math.floorDiv(day, 64) - base;
    return started
        && at >= 0
        && at < words.length
        && (words[at] & (1L << Math.floorMod(day, 64))) != 0;
  }

  /** The first day at or after {@code day}, or Integer.MAX_VALUE where there is none. */
  public int ceil(int day) {
    if (!started) {
      return Integer.MAX_VALUE;
    }
    int at = Math.floorDiv(day, 64) - base;
    if (at < 0) {
      at = 0;
    } else if (at < words.length) {
      long rest = words[at] & (-1L << Math.floorMod(day, 64));
      if (rest != 0) {
        return (base + at) * 64 + Long.numberOfTrailingZeros(rest);
      }
      at++;
    }
    for (; at < words.length; at++) {
      if (words[at] != 0) {
        return (base + at) * 64 + Long.numberOfTrailingZeros(words[at]);
      }
    }
    return Integer.MAX_VALUE;
  }

  /** Whether some day lies in [from, to). */
  public boolean anyIn(int from, int to) {
    return ceil(from) < to;
  }

  public boolean isEmpty() {
    return ceil(Integer.MIN_VALUE + 64) == Integer.MAX_VALUE;
  }
}
