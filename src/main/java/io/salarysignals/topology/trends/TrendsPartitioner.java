package io.salarysignals.topology.trends;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Keeps all windows of a cell and horizon on one partition of {@code market-trends}: whoever reads
 * it sees the cell's revisions in order, by one. The partition is that of the key without its last
 * part, the window's end, by the hash that Kafka's own producer uses for whole keys.
 */
final class TrendsPartitioner implements StreamPartitioner<byte[], byte[]> {
  /** What is answered for the first partitions, made once instead of for each event. */
  private static final List<Optional<Set<Integer>>> TARGETS =
      IntStream.range(0, 64).mapToObj(i -> Optional.of(Set.of(i))).toList();

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, byte[] value, int numPartitions) {
    int end = key.length - 1;
    while (key[end] != '|') {
      end--;
    }
    byte[] cell = Arrays.copyOf(key, end);
    return target(Utils.toPositive(Utils.murmur2(cell)) % numPartitions);
  }

  private static Optional<Set<Integer>> target(int partition) {
    return partition < TARGETS.size() ? TARGETS.get(partition) : Optional.of(Set.of(partition));
  }
}
