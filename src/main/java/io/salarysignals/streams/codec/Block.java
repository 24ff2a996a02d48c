package io.salarysignals.streams.codec;

import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.watermark.SourceProgress;

/**
 * A run of contributions from one source partition to one partition of the internal topic, with how
 * far the source partition had come when it was sent. A block without entries is a marker.
 *
 * <p>Layout: format version, source partition, number of source partitions, watermark, greatest
 * event time, idle, append time of the last record; then entries of sign, role or family, and
 * contribution (schemas/store/Contribution.avsc).
 */
public final class Block {
  private static final int VERSION = 1;

  private Block() {}

  /** Collects the entries for one target partition. */
  public static final class Builder {
    private final ByteWriter entries = new ByteWriter();
    private int size;

    /** Adds an entry; {@code contribution} as {@link ContributionCodec} wrote it. */
    public void add(int sign, String role, ByteWriter contribution) {
      entries.writeByte(sign > 0 ? 1 : 0);
      entries.writeString(role);
      entries.append(contribution);
      size++;
    }

    /** How many entries wait. */
    public int size() {
      return size;
    }

    /** How many bytes wait. */
    public int bytes() {
      return entries.size();
    }

    /** The block of the waiting entries, which then wait no more. */
    public byte[] take(
        int partition, int partitions, SourceProgress progress, long appendTime, ByteWriter out) {
      out.reset();
      header(partition, partitions, progress, appendTime, out);
      out.append(entries);
      entries.reset();
      size = 0;
      return out.toBytes();
    }
  }

  /** A block without entries. */
  public static byte[] marker(
      int partition, int partitions, SourceProgress progress, long appendTime, ByteWriter out) {
    out.reset();
    header(partition, partitions, progress, appendTime, out);
    return out.toBytes();
  }

  private static void header(
      int partition, int partitions, SourceProgress progress, long appendTime, ByteWriter out) {
    out.writeByte(VERSION);
    out.writeLong(partition);
    out.writeLong(partitions);
    out.writeLong(progress.watermark());
    out.writeLong(progress.maxEventTime());
    out.writeByte(progress.idle() ? 1 : 0);
    out.writeLong(appendTime);
  }

  /** Takes what a block holds, entries first, so that a watermark never overtakes its events. */
  public interface Receiver {
    void entry(int sign, String role, Contribution contribution);

    void progress(int partition, int partitions, SourceProgress progress, long appendTime);
  }

  /** Reads a block. */
  public static void read(byte[] bytes, ByteReader in, Receiver receiver) {
    in.over(bytes);
    int version = in.readByte();
    if (version != VERSION) {
      throw new IllegalStateException("a block of format " + version + "; see docs/upgrading.md");
    }
    int partition = in.readInt();
    int partitions = in.readInt();
    long watermark = in.readLong();
    long maxEventTime = in.readLong();
    boolean idle = in.readByte() != 0;
    long appendTime = in.readLong();
    while (in.hasMore()) {
      int sign = in.readByte() == 1 ? 1 : -1;
      String role = in.readString();
      receiver.entry(sign, role, ContributionCodec.read(in));
    }
    receiver.progress(
        partition, partitions, new SourceProgress(watermark, maxEventTime, idle), appendTime);
  }
}
