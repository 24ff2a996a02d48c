package io.salarysignals.topology.demand;

import io.salarysignals.domain.demand.DemandMarket;
import io.salarysignals.domain.demand.LifeTargets;
import io.salarysignals.domain.demand.PostingLife;
import io.salarysignals.domain.demand.StockChanges;
import io.salarysignals.domain.intake.BoundedCache;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.streams.codec.ByteWriter;
import io.salarysignals.streams.codec.DemandBlock;
import io.salarysignals.topology.parts.BlockPartitioner;
import java.util.function.BiConsumer;

/**
 * Collects changes of lives into one block per target partition. A role and its family may live on
 * different partitions: each gets its entry. What changes in the stocks of regions goes to all.
 */
final class LifeOutbox {
  private static final int FULL_BYTES = 64 * 1024;
  private static final int REMEMBERED = 1 << 12;

  private final int partition;
  private final int partitions;
  private final DemandBlock.Builder[] targets;
  private final BiConsumer<Integer, byte[]> send;
  private final BoundedCache<Integer> targetOf;
  private final ByteWriter block = new ByteWriter();
  private final ByteWriter change = new ByteWriter();
  private final StockChanges stocks = new StockChanges();
  private SourceProgress told = SourceProgress.none();
  private boolean started;

  /**
   * @param send takes a target partition and a block for it
   */
  LifeOutbox(int partition, int partitions, int targets, BiConsumer<Integer, byte[]> send) {
    this.partition = partition;
    this.partitions = partitions;
    this.targets = new DemandBlock.Builder[targets];
    for (int i = 0; i < targets; i++) {
      this.targets[i] = new DemandBlock.Builder();
    }
    this.send = send;
    this.targetOf =
        new BoundedCache<>(REMEMBERED, role -> BlockPartitioner.partitionOf(role, targets));
  }

  void add(PostingLife before, PostingLife after, long appendTime) {
    stocks.add(before, after);
    DemandBlock.writeChange(before, after, change);
    for (String role : LifeTargets.of(before, after)) {
      int target = targetOf.get(role);
      DemandBlock.Builder builder = targets[target];
      builder.add(role, change);
      if (builder.bytes() >= FULL_BYTES) {
        // The watermark told earlier: a full block of one target must not overtake other targets.
        send.accept(target, builder.take(partition, partitions, told, appendTime, block));
      }
    }
  }

  /** Sends all that waits, and tells every target how far the source has come. */
  void flush(SourceProgress progress, long appendTime) {
    boolean moved = !started || !progress.equals(told);
    told = progress;
    started = true;
    if (stocks.size() > 0) {
      DemandBlock.writeStocks(stocks, change);
      stocks.clear();
      for (DemandBlock.Builder target : targets) {
        target.add(DemandMarket.ALL_ROLES, change);
      }
    }
    for (int target = 0; target < targets.length; target++) {
      if (targets[target].size() > 0) {
        send.accept(
            target, targets[target].take(partition, partitions, progress, appendTime, block));
      } else if (moved) {
        send.accept(target, DemandBlock.marker(partition, partitions, progress, appendTime, block));
      }
    }
  }
}
