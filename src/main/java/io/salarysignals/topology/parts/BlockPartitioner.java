package io.salarysignals.topology.parts;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends a block to the partition that its key names. */
public final class BlockPartitioner implements StreamPartitioner<byte[], byte[]> {
  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, byte[] value, int numPartitions) {
    return Optional.of(Set.of(ByteBuffer.wrap(key).getInt() % numPartitions));
  }

  /** The key of a block for {@code partition}. */
  public static byte[] key(int partition) {
    return ByteBuffer.allocate(4).putInt(partition).array();
  }
}
