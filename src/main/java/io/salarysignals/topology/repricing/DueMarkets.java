package io.salarysignals.topology.repricing;

import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which markets are to be folded once a day has settled: for each market the first such day. Held
 * in memory, about 100 bytes a market, and written by role before each commit.
 */
final class DueMarkets {
  private static final int NEVER = Integer.MAX_VALUE;

  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<String, DueRole> roles = new TreeMap<>();
  private final Set<String> dirty = new HashSet<>();

  /** The due days of a role's markets, and a bound below all of them. */
  private static final class DueRole {
    final Map<String, TreeMap<Integer, Boolean>> byRegion = new HashMap<>();
    int first = NEVER;
  }

  /** A market, and the first of its days that have settled and are due. */
  record Due(String region, int day) {}

  DueMarkets(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    ByteReader in = new ByteReader();
    try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        String role = Stores.text(entry.key);
        in.over(entry.value);
        while (in.hasMore()) {
          String region = in.readString();
          for (int left = in.readInt(); left > 0; left--) {
            add(role, region, in.readInt());
          }
        }
      }
    }
    dirty.clear();
  }

  /** Notes that a market is to be folded once {@code day} has settled. */
  void add(String role, String region, int day) {
    DueRole due = roles.computeIfAbsent(role, r -> new DueRole());
    due.byRegion.computeIfAbsent(region, r -> new TreeMap<>()).put(day, true);
    due.first = Math.min(due.first, day);
    dirty.add(role);
  }

  /** A market was folded up to {@code through}, inclusive. */
  void done(String role, String region, int through) {
    DueRole due = roles.get(role);
    TreeMap<Integer, Boolean> days = due == null ? null : due.byRegion.get(region);
    if (days == null) {
      return;
    }
    days.headMap(through, true).clear();
    if (days.isEmpty()) {
      due.byRegion.remove(region);
    }
    dirty.add(role);
  }

  /** The roles with a day before {@code settled} that is due. */
  List<String> roles(int settled) {
    List<String> found = new ArrayList<>();
    roles.forEach(
        (role, due) -> {
          if (due.first < settled) {
            found.add(role);
          }
        });
    return found;
  }

  /** The markets of a role that have one. */
  List<Due> markets(String role, int settled) {
    DueRole due = roles.get(role);
    List<Due> found = new ArrayList<>();
    due.first = NEVER;
    new TreeMap<>(due.byRegion)
        .forEach(
            (region, days) -> {
              due.first = Math.min(due.first, days.firstKey());
              if (days.firstKey() < settled) {
                found.add(new Due(region, days.firstKey()));
              }
            });
    return found;
  }

  /** Writes what has changed since. */
  void save() {
    for (String role : dirty) {
      DueRole due = roles.get(role);
      if (due.byRegion.isEmpty()) {
        roles.remove(role);
        store.delete(Stores.text(role));
        continue;
      }
      ByteWriter out = new ByteWriter();
      due.byRegion.forEach(
          (region, days) -> {
            out.writeString(region);
            out.writeLong(days.size());
            days.keySet().forEach(out::writeLong);
          });
      store.put(Stores.text(role), out.toBytes());
    }
    dirty.clear();
  }
}
