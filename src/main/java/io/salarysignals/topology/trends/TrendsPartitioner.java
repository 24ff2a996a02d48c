package io.salarysignals.topology.trends;

import io.salarysignals.topology.parts.PrefixPartition;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Keeps all windows of a cell and horizon on one partition of {@code market-trends}: whoever reads
 * it sees the cell's revisions in order, by one. The partition is that of the key without its last
 * part, the window's end, by the hash that Kafka's own producer uses for whole keys.
 */
final class TrendsPartitioner implements StreamPartitioner<byte[], byte[]> {
  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, byte[] value, int numPartitions) {
    int end = key.length - 1;
    while (key[end] != '|') {
      end--;
    }
    return PrefixPartition.of(key, end, numPartitions);
  }
}
