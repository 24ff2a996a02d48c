package io.salarysignals.streams.codec;

import java.util.Arrays;

/**
 * A number for each text, for texts that are mostly the same few objects: an open hash table
 * without an object per entry, emptied at no cost. Not for use by several threads.
 */
final class TextTable {
  static final int NONE = -1;
  private static final int SMALLEST = 1 << 10;

  private String[] texts = new String[SMALLEST];
  private int[] numbers = new int[SMALLEST];

  /** A slot holds something where this is the current round. */
  private int[] rounds = new int[SMALLEST];

  private int round = 1;
  private int size;

  /** The number of a text, or {@link #NONE}. */
  int get(String text) {
    int slot = slot(text);
    return rounds[slot] == round ? numbers[slot] : NONE;
  }

  /** Gives a text that has no number one. */
  void put(String text, int number) {
    if (2 * (size + 1) > texts.length) {
      grow();
    }
    int slot = slot(text);
    texts[slot] = text;
    numbers[slot] = number;
    rounds[slot] = round;
    size++;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
    if (round++ == Integer.MAX_VALUE) {
      Arrays.fill(rounds, 0);
      round = 1;
    }
  }

  private int slot(String text) {
    int hash = text.hashCode() * 0x9E3779B9;
    int mask = texts.length - 1;
    int slot = (hash ^ hash >>> 15) & mask;
    while (rounds[slot] == round && !texts[slot].equals(text)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    String[] oldTexts = texts;
    int[] oldNumbers = numbers;
    int[] oldRounds = rounds;
    texts = new String[oldTexts.length * 2];
    numbers = new int[texts.length];
    rounds = new int[texts.length];
    for (int i = 0; i < oldTexts.length; i++) {
      if (oldRounds[i] == round) {
        int slot = slot(oldTexts[i]);
        texts[slot] = oldTexts[i];
        numbers[slot] = oldNumbers[i];
        rounds[slot] = round;
      }
    }
  }
}
