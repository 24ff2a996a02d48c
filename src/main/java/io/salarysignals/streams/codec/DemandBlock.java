package io.salarysignals.streams.codec;

import io.salarysignals.domain.demand.DemandMarket;
import io.salarysignals.domain.demand.PostingLife;
import io.salarysignals.domain.demand.StockChanges;
import io.salarysignals.domain.watermark.SourceProgress;

/**
 * A run of changes of postings' lives from one source partition to one partition of the internal
 * topic, with how far the source partition had come when it was sent. A block without entries is a
 * marker. Layout as in {@link Block}; an entry is role or family, life before and life after; or
 * {@link DemandMarket#ALL_ROLES} and by how much the stocks of regions changed.
 */
public final class DemandBlock {
  private static final int VERSION = 2;

  /** Of blocks without stocks of regions. */
  private static final int FIRST_VERSION = 1;

  private DemandBlock() {}

  /** Collects the entries for one target partition. */
  public static final class Builder {
    private final ByteWriter entries = new ByteWriter();
    private int size;

    /** Adds an entry; {@code change} as {@link #writeChange} wrote it. */
    public void add(String role, ByteWriter change) {
      entries.writeString(role);
      entries.append(change);
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

  /** Writes the change once, for all roles and families that it goes to. */
  public static void writeChange(PostingLife before, PostingLife after, ByteWriter out) {
    out.reset();
    PostingLifeCodec.write(before, out);
    PostingLifeCodec.write(after, out);
  }

  /** Writes changes of the stocks of regions, for all targets. */
  public static void writeStocks(StockChanges changes, ByteWriter out) {
    out.reset();
    out.writeLong(changes.size());
    changes.forEach(
        (region, day, net) -> {
          out.writeString(region);
          out.writeLong(day);
          out.writeLong(net);
        });
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
    DemandCursorCodec.writeProgress(progress, out);
    out.writeLong(appendTime);
  }

  /** Takes what a block holds, entries first, so that a watermark never overtakes its events. */
  public interface Receiver {
    void change(String role, PostingLife before, PostingLife after);

    /** The open postings of all roles in a region changed on a day. */
    void total(String region, int day, int net);

    void progress(int partition, int partitions, SourceProgress progress, long appendTime);
  }

  /** Reads a block. */
  public static void read(byte[] bytes, ByteReader in, Receiver receiver) {
    in.over(bytes);
    int version = in.readByte();
    if (version != VERSION && version != FIRST_VERSION) {
      throw new IllegalStateException("a block of format " + version + "; see docs/upgrading.md");
    }
    int partition = in.readInt();
    int partitions = in.readInt();
    SourceProgress progress = DemandCursorCodec.readProgress(in);
    long appendTime = in.readLong();
    while (in.hasMore()) {
      String role = in.readString();
      if (role.equals(DemandMarket.ALL_ROLES)) {
        readStocks(in, receiver);
        continue;
      }
      PostingLife before = PostingLifeCodec.read(in);
      receiver.change(role, before, PostingLifeCodec.read(in));
    }
    receiver.progress(partition, partitions, progress, appendTime);
  }

  private static void readStocks(ByteReader in, Receiver receiver) {
    int changes = in.readInt();
    for (int i = 0; i < changes; i++) {
      receiver.total(in.readString(), in.readInt(), in.readInt());
    }
  }
}
