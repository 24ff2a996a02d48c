package io.salarysignals.domain.intake;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * Remembers the results of a pure function for its most used arguments. A fixed table in which a
 * new entry replaces the one in its slot: bounded, lock-free, and whether something is cached never
 * changes a result. Null results are remembered too.
 *
 * @param <V> result type
 */
public final class BoundedCache<V> {
  /** Longer arguments are computed each time, so that the table's memory is bounded. */
  public static final int MAX_KEY_LENGTH = 256;

  private record Entry<V>(String key, V value) {}

  private final AtomicReferenceArray<Entry<V>> table;
  private final int mask;
  private final Function<String, V> function;

  /**
   * A cache in front of {@code function}.
   *
   * @param size number of slots, 1 to 2^24; rounded up to a power of two
   * @throws IllegalArgumentException if {@code size} is out of range
   */
  public BoundedCache(int size, Function<String, V> function) {
    if (size < 1 || size > 1 << 24) {
      throw new IllegalArgumentException("cache size must be 1 to 16777216, is " + size);
    }
    int slots = size == 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
    this.table = new AtomicReferenceArray<>(slots);
    this.mask = slots - 1;
    this.function = function;
  }

  /** The function's value at {@code key}. */
  public V get(String key) {
    if (key.length() > MAX_KEY_LENGTH) {
      return function.apply(key);
    }
    int hash = key.hashCode() * 0x9E3779B9;
    int slot = (hash ^ hash >>> 16) & mask;
    Entry<V> entry = table.getAcquire(slot);
    if (entry != null && entry.key.equals(key)) {
      return entry.value;
    }
    V value = function.apply(key);
    table.setRelease(slot, new Entry<>(key, value));
    return value;
  }
}
