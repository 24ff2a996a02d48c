package io.salarysignals.runtime.app;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * How many records are still to be restored into local state, and how many were. Global state,
 * which is read whenever a process starts, long before it has tasks, counts for what is left only.
 */
final class RestoreProgress implements StateRestoreListener {
  private final Map<TopicPartition, Long> remaining = new ConcurrentHashMap<>();
  private final LongAdder records = new LongAdder();
  private final AtomicLong firstNanos = new AtomicLong();
  private volatile long lastNanos;

  long remaining() {
    return remaining.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What tasks restored, and the time from its beginning to the last record. */
  Restored restored() {
    long begun = firstNanos.get();
    return new Restored(records.sum(), begun == 0 ? 0 : (lastNanos - begun) / 1e9);
  }

  @Override
  public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
    if (isOfTask(partition)) {
      firstNanos.compareAndSet(0, System.nanoTime());
    }
    remaining.put(partition, Math.max(0, to - from));
  }

  @Override
  public void onBatchRestored(TopicPartition partition, String store, long end, long restored) {
    remaining.computeIfPresent(partition, (p, left) -> Math.max(0, left - restored));
    if (isOfTask(partition)) {
      records.add(restored);
      lastNanos = System.nanoTime();
    }
  }

  private static boolean isOfTask(TopicPartition partition) {
    return partition.topic().endsWith("-changelog");
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
