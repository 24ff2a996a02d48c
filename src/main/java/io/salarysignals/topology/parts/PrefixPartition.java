package io.salarysignals.topology.parts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;

/**
 * Keeps keys that begin alike on one partition: that of their beginning, by the hash that Kafka's
 * own producer uses for whole keys. Holds nothing: partitioners are shared by all threads.
 */
public final class PrefixPartition {
  /** What is answered for the first partitions, made once instead of for each record. */
  private static final List<Optional<Set<Integer>>> TARGETS =
      IntStream.range(0, 64).mapToObj(i -> Optional.of(Set.of(i))).toList();

  private PrefixPartition() {}

  /** The partition of the first {@code length} bytes of a key, as a partitioner answers it. */
  public static Optional<Set<Integer>> of(byte[] key, int length, int partitions) {
    int partition = Utils.toPositive(Utils.murmur2(Arrays.copyOf(key, length))) % partitions;
    return partition < TARGETS.size() ? TARGETS.get(partition) : Optional.of(Set.of(partition));
  }
}
