package io.salarysignals.topology.parts;

import io.salarysignals.domain.intake.BoundedCache;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.streams.codec.Block;
import io.salarysignals.streams.codec.ByteWriter;
import java.util.function.BiConsumer;

/**
 * Collects contributions into one block per target partition, because a record per contribution
 * would cost more than the work on it. A role and its family may live on different partitions: then
 * each gets a copy.
 */
public final class Outbox {
  private static final int FULL_BYTES = 64 * 1024;
  private static final int REMEMBERED = 1 << 12;

  private final int partition;
  private final int partitions;
  private final Block.Builder[] targets;
  private final BiConsumer<Integer, byte[]> send;
  private final BoundedCache<Integer> targetOfRole;
  private final BoundedCache<Integer> targetOfFamily;
  private final ByteWriter block = new ByteWriter();
  private SourceProgress told = SourceProgress.none();
  private boolean started;

  /**
   * @param send takes a target partition and a block for it
   */
  public Outbox(int partition, int partitions, int targets, BiConsumer<Integer, byte[]> send) {
    this.partition = partition;
    this.partitions = partitions;
    this.targets = new Block.Builder[targets];
    for (int i = 0; i < targets; i++) {
      this.targets[i] = new Block.Builder();
    }
    this.send = send;
    this.targetOfRole = new BoundedCache<>(REMEMBERED, role -> targetOf(role, targets));
    this.targetOfFamily =
        new BoundedCache<>(REMEMBERED, f -> targetOf(Market.FAMILY_PREFIX + f, targets));
  }

  /** Adds (1) or takes back (-1) a contribution. */
  public void add(int sign, Contribution c, long appendTime) {
    int ofRole = targetOfRole.get(c.role());
    int ofFamily = c.family() == null ? -1 : targetOfFamily.get(c.family());
    if (ofRole == ofFamily) {
      add(sign, ofRole, Block.ROLE + Block.FAMILY, c, appendTime);
      return;
    }
    add(sign, ofRole, Block.ROLE, c, appendTime);
    if (ofFamily >= 0) {
      add(sign, ofFamily, Block.FAMILY, c, appendTime);
    }
  }

  private void add(int sign, int target, int kind, Contribution c, long appendTime) {
    Block.Builder builder = targets[target];
    builder.add(sign, kind, c);
    if (builder.bytes() >= FULL_BYTES) {
      // The watermark told earlier: a full block of one target must not overtake other targets.
      send.accept(target, builder.take(partition, partitions, told, appendTime, block));
    }
  }

  /** The partition that a role or family lives on. */
  public static int targetOf(String role, int partitions) {
    return BlockPartitioner.partitionOf(role, partitions);
  }

  /** Sends all that waits, and tells every target how far the source has come. */
  public void flush(SourceProgress progress, long appendTime) {
    boolean moved = !started || !progress.equals(told);
    told = progress;
    started = true;
    for (int target = 0; target < targets.length; target++) {
      if (targets[target].size() > 0) {
        send.accept(
            target, targets[target].take(partition, partitions, progress, appendTime, block));
      } else if (moved) {
        send.accept(target, Block.marker(partition, partitions, progress, appendTime, block));
      }
    }
  }
}
