package io.salarysignals.topology.trends;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Where identities lie, by a hash of their ids: an open hash table of 12 bytes a slot, at most
 * three quarters full. Different ids may have one hash, so what is found is a candidate: the entry
 * itself names its id.
 */
final class IdentityIndex {
  /** Positions in a page lie below this. */
  static final int MAX_POSITION = 1 << 16;

  private static final int HASH_SHIFT = 16;
  private static final long POSITION = MAX_POSITION - 1;
  private static final int SMALLEST = 1 << 10;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9E3779B97F4A7C15L;

  /** Upper 48 bits: of the hash; lower 16: position in the page. */
  private long[] keys = new long[SMALLEST];

  /** Page number and one; 0: the slot is empty. */
  private int[] pages = new int[SMALLEST];

  private int size;

  /** The hash of an id. */
  static long hash(byte[] id) {
    long hash = id.length;
    int i = 0;
    for (; i + 8 <= id.length; i += 8) {
      hash = (hash ^ (long) LONGS.get(id, i)) * MIX;
      hash ^= hash >>> 29;
    }
    long rest = 0;
    for (; i < id.length; i++) {
      rest = rest << 8 | id[i] & 0xFF;
    }
    hash = (hash ^ rest) * MIX;
    hash = (hash ^ hash >>> 32) * MIX;
    return hash ^ hash >>> 29;
  }

  int size() {
    return size;
  }

  /** The first slot of a candidate, or -1. */
  int first(long hash) {
    return from(home(hash), hash);
  }

  /** The next one after {@code slot}, or -1. */
  int next(int slot, long hash) {
    return from(slot + 1 & keys.length - 1, hash);
  }

  private int from(int start, long hash) {
    int slot = start;
    while (pages[slot] != 0) {
      if ((keys[slot] ^ hash) >>> HASH_SHIFT == 0) {
        return slot;
      }
      slot = slot + 1 & keys.length - 1;
    }
    return -1;
  }

  private int home(long hash) {
    return (int) (hash >>> Long.SIZE - Integer.numberOfTrailingZeros(keys.length));
  }

  int page(int slot) {
    return pages[slot] - 1;
  }

  int position(int slot) {
    return (int) (keys[slot] & POSITION);
  }

  /** The slot of exactly this place, or -1. */
  int at(long hash, int page, int position) {
    int slot = first(hash);
    while (slot >= 0 && (page(slot) != page || position(slot) != position)) {
      slot = next(slot, hash);
    }
    return slot;
  }

  /** Lets a slot point elsewhere. */
  void move(int slot, int page, int position) {
    if (position < 0 || position >= MAX_POSITION) {
      throw new IllegalArgumentException("no position in a page: " + position);
    }
    keys[slot] = keys[slot] & ~POSITION | position;
    pages[slot] = page + 1;
  }

  void add(long hash, int page, int position) {
    if (4L * (size + 1) > 3L * keys.length) {
      grow();
    }
    int slot = empty(hash);
    keys[slot] = hash & ~POSITION;
    move(slot, page, position);
    size++;
  }

  private int empty(long hash) {
    int slot = home(hash);
    while (pages[slot] != 0) {
      slot = slot + 1 & keys.length - 1;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldPages = pages;
    keys = new long[oldKeys.length * 2];
    pages = new int[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldPages[i] != 0) {
        int slot = empty(oldKeys[i]);
        keys[slot] = oldKeys[i];
        pages[slot] = oldPages[i];
      }
    }
  }

  /** Empties a slot and closes the gap, so that nothing behind it is out of reach. */
  void remove(int slot) {
    int gap = slot;
    int mask = keys.length - 1;
    for (int i = gap + 1 & mask; pages[i] != 0; i = i + 1 & mask) {
      int home = home(keys[i]);
      // Whether the entry at i may lie in the gap: its home is not after the gap, going round.
      if ((i - home & mask) >= (i - gap & mask)) {
        keys[gap] = keys[i];
        pages[gap] = pages[i];
        gap = i;
      }
    }
    pages[gap] = 0;
    size--;
  }
}
