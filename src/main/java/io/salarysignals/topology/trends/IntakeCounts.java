package io.salarysignals.topology.trends;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The conservation counters of one source partition. They are stored with the records that they
 * count, so under exactly-once they are exact whatever was killed. Key: {@code
 * topic|partition|outcome} or {@code topic|partition|outcome|reason}; value: a long, eight bytes.
 */
public final class IntakeCounts {
  public static final String ACCEPTED = "accepted";
  public static final String DUPLICATE = "duplicate";
  public static final String SUPERSEDED = "superseded";
  public static final String REJECTED = "rejected";
  public static final String DEAD_LETTERED = "dead-lettered";

  /** Observations that count in panes now. */
  public static final String LIVE = "live";

  private final String prefix;
  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<String, Long> counts = new HashMap<>();
  private final Set<String> changed = new HashSet<>();

  IntakeCounts(String topic, int partition, KeyValueStore<Bytes, byte[]> store) {
    this.prefix = topic + '|' + partition + '|';
    this.store = store;
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        var entry = all.next();
        String key = new String(entry.key.get(), StandardCharsets.UTF_8);
        counts.put(key.substring(prefix.length()), ByteBuffer.wrap(entry.value).getLong());
      }
    }
  }

  void add(String outcome, long by) {
    counts.merge(outcome, by, Long::sum);
    changed.add(outcome);
  }

  void save() {
    for (String outcome : changed) {
      byte[] value = ByteBuffer.allocate(8).putLong(counts.get(outcome)).array();
      store.put(Bytes.wrap((prefix + outcome).getBytes(StandardCharsets.UTF_8)), value);
    }
    changed.clear();
  }
}
