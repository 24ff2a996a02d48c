package io.salarysignals.topology.parts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends a block to the partition that its key names. */
public final class BlockPartitioner implements StreamPartitioner<byte[], byte[]> {
  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, byte[] value, int numPartitions) {
    return Optional.of(Set.of(ByteBuffer.wrap(key).getInt() % numPartitions));
  }

  /** The partition that a role, or family with prefix, lives on. */
  public static int partitionOf(String role, int partitions) {
    return Utils.toPositive(Utils.murmur2(role.getBytes(StandardCharsets.UTF_8))) % partitions;
  }

  /** The key of a block for {@code partition}. */
  public static byte[] key(int partition) {
    return ByteBuffer.allocate(4).putInt(partition).array();
  }
}
