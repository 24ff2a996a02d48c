package io.salarysignals.topology.trends;

import io.salarysignals.streams.store.CommitHook;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** The stores of the trends topology. All changelogs are compact only: nothing expires by clock. */
final class Stores {
  static final String FX_RATES = "fx-rates-table";
  static final String IDENTITIES = "identities";
  static final String INTAKE_COUNTS = "intake-counts";
  static final String INTAKE_META = "intake-meta";
  static final String INTAKE_HOOK = "intake-hook";
  static final String ROLE_DAYS = "role-days";
  static final String BOOKS = "books";
  static final String LATE_CHANGES = "late-changes";
  static final String RELEASES = "releases";
  static final String PANES_META = "panes-meta";
  static final String PANES_HOOK = "panes-hook";
  static final String GRID_ENDS = "grid-ends";

  private static final String MAX_BYTES = Integer.toString(16 * 1024 * 1024);
  private static final Map<String, String> CHANGELOG =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_COMPACT,
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
          MAX_BYTES);

  private Stores() {}

  static Set<StoreBuilder<?>> intake() {
    return inOrder(
        persistent(IDENTITIES),
        inMemory(INTAKE_COUNTS),
        inMemory(INTAKE_META),
        CommitHook.builder(INTAKE_HOOK));
  }

  static Set<StoreBuilder<?>> panes() {
    return inOrder(
        persistent(ROLE_DAYS),
        persistent(BOOKS),
        persistent(LATE_CHANGES),
        persistent(RELEASES),
        inMemory(PANES_META),
        CommitHook.builder(PANES_HOOK));
  }

  static Set<StoreBuilder<?>> progress() {
    return inOrder(persistent(GRID_ENDS));
  }

  /** In the order given: every instance of a topology, in every process, is built the same. */
  private static Set<StoreBuilder<?>> inOrder(StoreBuilder<?>... builders) {
    return new LinkedHashSet<>(List.of(builders));
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> persistent(String name) {
    return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
            org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name),
            Serdes.Bytes(),
            Serdes.ByteArray())
        .withLoggingEnabled(CHANGELOG);
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> inMemory(String name) {
    return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
            org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(name),
            Serdes.Bytes(),
            Serdes.ByteArray())
        .withLoggingEnabled(CHANGELOG);
  }
}
