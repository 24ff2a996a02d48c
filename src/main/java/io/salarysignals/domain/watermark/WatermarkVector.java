package io.salarysignals.domain.watermark;

import static io.salarysignals.domain.watermark.SourceProgress.CLOSED;
import static io.salarysignals.domain.watermark.SourceProgress.NONE;

import java.util.Arrays;

/**
 * What a receiver knows of all source partitions. Its minimum is the receiver's watermark: finality
 * is earned only when every partition has passed. Idle partitions do not hold it up, but while all
 * are idle it stands still. It never falls.
 */
public final class WatermarkVector {
  private SourceProgress[] sources;
  private long minimum;

  public WatermarkVector(int partitions) {
    this(filled(partitions), NONE);
  }

  /** A vector restored from a store. */
  public WatermarkVector(SourceProgress[] sources, long minimum) {
    this.sources = sources.clone();
    this.minimum = minimum;
  }

  private static SourceProgress[] filled(int partitions) {
    SourceProgress[] all = new SourceProgress[partitions];
    Arrays.fill(all, SourceProgress.none());
    return all;
  }

  /**
   * Takes over what a source partition says of itself.
   *
   * @param partition the source partition
   * @param partitions how many source partitions there are; a greater number than known adds some
   */
  public void update(int partition, int partitions, SourceProgress progress) {
    if (Math.max(partitions, partition + 1) > sources.length) {
      SourceProgress[] more = filled(Math.max(partitions, partition + 1));
      System.arraycopy(sources, 0, more, 0, sources.length);
      sources = more;
    }
    SourceProgress known = sources[partition];
    sources[partition] =
        new SourceProgress(
            Math.max(known.watermark(), progress.watermark()),
            Math.max(known.maxEventTime(), progress.maxEventTime()),
            progress.idle());
    minimum = Math.max(minimum, computed());
  }

  private long computed() {
    long least = CLOSED;
    boolean anyAwake = false;
    for (SourceProgress source : sources) {
      if (source.isClosed()) {
        continue;
      }
      if (!source.idle()) {
        anyAwake = true;
        least = Math.min(least, source.watermark());
      }
    }
    if (anyAwake) {
      return least;
    }
    return allClosed() ? CLOSED : NONE;
  }

  private boolean allClosed() {
    for (SourceProgress source : sources) {
      if (!source.isClosed()) {
        return false;
      }
    }
    return true;
  }

  /** The minimum watermark, epoch ms; NONE before every partition spoke, CLOSED at the end. */
  public long minimum() {
    return minimum;
  }

  /** The greatest admitted event time of all partitions, epoch ms, or NONE. */
  public long maxEventTime() {
    long greatest = NONE;
    for (SourceProgress source : sources) {
      greatest = Math.max(greatest, source.maxEventTime());
    }
    return greatest;
  }

  public int size() {
    return sources.length;
  }

  public SourceProgress source(int partition) {
    return sources[partition];
  }
}
