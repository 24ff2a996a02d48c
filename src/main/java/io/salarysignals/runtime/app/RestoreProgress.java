package io.salarysignals.runtime.app;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How many records are still to be restored into local state. */
final class RestoreProgress implements StateRestoreListener {
  private final Map<TopicPartition, Long> remaining = new ConcurrentHashMap<>();

  long remaining() {
    return remaining.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
    remaining.put(partition, Math.max(0, to - from));
  }

  @Override
  public void onBatchRestored(TopicPartition partition, String store, long end, long restored) {
    remaining.computeIfPresent(partition, (p, left) -> Math.max(0, left - restored));
  }

  @Override
  public void onRestoreEnd(TopicPartition partition, String store, long total) {
    remaining.remove(partition);
  }

  @Override
  public void onRestoreSuspended(TopicPartition partition, String store, long total) {
    remaining.remove(partition);
  }
}
