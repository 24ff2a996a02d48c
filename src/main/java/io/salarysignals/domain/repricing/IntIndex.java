package io.salarysignals.domain.repricing;

import java.util.Arrays;

/** Numbers whole numbers from 0 on, in the order in which they come. Not thread-safe. */
final class IntIndex {
  private static final int FREE = -1;

  private int[] keys;
  private int[] places;
  private int size;

  IntIndex() {
    keys = new int[32];
    places = new int[32];
    Arrays.fill(places, FREE);
  }

  int size() {
    return size;
  }

  /** The place of a number, which is {@link #size()} as it was where the number is new. */
  int add(int key) {
    int slot = slot(key);
    if (places[slot] == FREE) {
      if (size * 2 >= keys.length) {
        grow();
        slot = slot(key);
      }
      keys[slot] = key;
      places[slot] = size++;
    }
    return places[slot];
  }

  /** The place of a number, or -1. */
  int find(int key) {
    return places[slot(key)];
  }

  /** Where a number is, or is to be. */
  private int slot(int key) {
    int mask = keys.length - 1;
    int slot = (key * 0x9E3779B9 >>> 7) & mask;
    while (places[slot] != FREE && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int[] oldKeys = keys;
    int[] oldPlaces = places;
    keys = new int[oldKeys.length * 2];
    places = new int[keys.length];
    Arrays.fill(places, FREE);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldPlaces[i] != FREE) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        places[slot] = oldPlaces[i];
      }
    }
  }
}
