package io.salarysignals.domain.trend;

import java.util.Arrays;

/** A set of longs that are not negative. */
final class LongSet {
  private long[] slots = new long[16];
  private int size;

  LongSet() {
    Arrays.fill(slots, -1);
  }

  void add(long value) {
    if (size * 2 >= slots.length) {
      long[] old = slots;
      slots = new long[old.length * 2];
      Arrays.fill(slots, -1);
      for (long each : old) {
        if (each >= 0) {
          slots[slot(each)] = each;
        }
      }
    }
    int at = slot(value);
    if (slots[at] < 0) {
      slots[at] = value;
      size++;
    }
  }

  private int slot(long value) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    int at = (int) (mixed >>> 32) & (slots.length - 1);
    while (slots[at] >= 0 && slots[at] != value) {
      at = (at + 1) & (slots.length - 1);
    }
    return at;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void clear() {
    if (size > 0) {
      slots = slots.length > 1024 ? new long[16] : slots;
      Arrays.fill(slots, -1);
      size = 0;
    }
  }

  /** All of them, ascending. */
  long[] sorted() {
    return Arrays.stream(slots).filter(value -> value >= 0).sorted().toArray();
  }
}
