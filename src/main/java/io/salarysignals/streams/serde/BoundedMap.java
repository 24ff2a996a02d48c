package io.salarysignals.streams.serde;

import java.util.LinkedHashMap;
import java.util.Map;

/** A cache that drops what was used longest ago; not safe for several threads by itself. */
final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int limit;

  BoundedMap(int limit) {
    super(16, 0.75f, true);
    this.limit = limit;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > limit;
  }
}
