package io.salarysignals.runtime.settings;

import static io.salarysignals.runtime.settings.Keys.*;
import static io.salarysignals.runtime.settings.Keys.LIVES_PARTITIONS;

import java.time.Duration;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/** What a process takes, and the topics that are made. */
final class ResourceDefinitions {

  private ResourceDefinitions() {}

  static void add(ConfigDef config) {
    resources(config);
  }

  private static void resources(ConfigDef config) {
    Group g = new Group(config, "Resources and topics");
    g.add(
        CACHE_ROWS,
        Type.INT,
        250_000,
        Range.atLeast(1_000),
        "Observations that a pane task keeps in memory, about 100 bytes each; room for those of 30"
            + " days saves reading them again for every window.");
    g.add(
        WINDOW_ROWS,
        Type.INT,
        1_000_000,
        Range.atLeast(1_000),
        "Observations of which all pane tasks of a process sum windows at the same time, about 200"
            + " bytes each; a role with more is told while no other is.");
    g.add(
        IDENTITIES_INDEXED,
        Type.INT,
        4_000_000,
        Range.atLeast(1_000),
        "Observation ids per input partition that are found by an index in memory, 16 to 32 bytes"
            + " each; beyond it the oldest are looked up in their store.");
    g.add(
        ROCKSDB_CACHE_BYTES,
        Type.STRING,
        "128MB",
        Values.bytes(1 << 20),
        "Block cache that all state stores of the process share, write buffers included.");
    g.add(
        ROCKSDB_WRITE_BUFFER_BYTES,
        Type.STRING,
        "64MB",
        Values.bytes(1 << 20),
        "Part of the block cache that write buffers may take.");
    g.add(
        CONTRIBUTIONS_PARTITIONS,
        Type.INT,
        4,
        Range.between(1, 1000),
        "Partitions of the internal topic between intake and panes; fixed once state lives.");
    g.add(
        LIVES_PARTITIONS,
        Type.INT,
        4,
        Range.between(1, 1000),
        "Partitions of the internal topic between lifecycle and demand; fixed once state lives.");
    g.add(
        TOPICS_PARTITIONS,
        Type.INT,
        4,
        Range.between(1, 1000),
        "Partitions of the topics that are spread by key, when they are created.");
    g.add(
        TOPICS_REPLICATION,
        Type.INT,
        -1,
        Range.between(-1, 16),
        "Replicas of created topics; -1: the broker's default.");
    g.add(
        TOPICS_MIN_INSYNC,
        Type.INT,
        1,
        Range.between(1, 16),
        "min.insync.replicas of created topics: 2 with three replicas.");
    g.add(
        TOPICS_INPUT_RETENTION,
        Type.STRING,
        "400d",
        Values.durationOrUnbounded(Duration.ofHours(1)),
        "How long input topics keep records, and so how far back a topology can be rebuilt.");
    g.add(
        TOPICS_OUTPUT_RETENTION,
        Type.STRING,
        "800d",
        Values.durationOrUnbounded(Duration.ofHours(1)),
        "How long output topics keep the last value of a key.");
    g.add(
        TOPICS_ERROR_RETENTION,
        Type.STRING,
        "14d",
        Values.durationOrUnbounded(Duration.ofHours(1)),
        "How long rejected-events and dead-letters keep original bytes.");
    g.add(
        INTERNAL_REPLICATION,
        Type.INT,
        -1,
        Range.between(-1, 16),
        "Replicas of changelog and repartition topics; -1: the broker's default.");
    g.add(
        STANDBY_REPLICAS,
        Type.INT,
        0,
        Range.between(0, 8),
        "Warm copies of each store on other processes; at least 1 in production.");
  }
}
