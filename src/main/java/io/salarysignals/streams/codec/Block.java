package io.salarysignals.streams.codec;

import io.salarysignals.domain.intake.BoundedCache;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.watermark.SourceProgress;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of contributions from one source partition to one partition of the internal topic, with how
 * far the source partition had come when it was sent. A block without entries is a marker.
 *
 * <p>Layout: format version, source partition, number of source partitions, watermark, greatest
 * event time, idle, append time of the last record; then entries of a kind and a contribution as in
 * schemas/store/Contribution.avsc, but for its texts: each is written in full where it comes first
 * in a block, after the number of texts before it, and is that number from then on. The kind says
 * the sign, and whether the entry is for the contribution's role, its family or both.
 */
public final class Block {
  private static final int VERSION = 2;
  private static final int ADD = 1;

  /** Kind of an entry: it is for the contribution's role. */
  public static final int ROLE = 2;

  /** Kind of an entry: it is for the contribution's family. */
  public static final int FAMILY = 4;

  private static final BoundedCache<String> FAMILIES =
      new BoundedCache<>(1 << 10, family -> Market.FAMILY_PREFIX + family);

  private Block() {}

  /** Collects the entries for one target partition. */
  public static final class Builder {
    private final ByteWriter entries = new ByteWriter();
    private final TextTable numbers = new TextTable();
    private final ContributionCodec.TextWriter texts = this::writeText;
    private int size;

    /**
     * Adds an entry.
     *
     * @param kind {@link #ROLE}, {@link #FAMILY} or the sum of both
     */
    public void add(int sign, int kind, Contribution contribution) {
      entries.writeByte(sign > 0 ? kind | ADD : kind);
      ContributionCodec.write(contribution, entries, texts);
      size++;
    }

    private void writeText(String text, ByteWriter out) {
      int number = numbers.get(text);
      if (number != TextTable.NONE) {
        out.writeLong(number);
        return;
      }
      out.writeLong(numbers.size());
      out.writeString(text);
      numbers.put(text, numbers.size());
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
      numbers.clear();
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
    List<String> known = new ArrayList<>();
    ContributionCodec.TextReader texts = reader -> readText(reader, known);
    while (in.hasMore()) {
      int kind = in.readByte();
      int sign = (kind & ADD) != 0 ? 1 : -1;
      Contribution contribution = ContributionCodec.read(in, texts);
      if ((kind & ROLE) != 0) {
        receiver.entry(sign, contribution.role(), contribution);
      }
      if ((kind & FAMILY) != 0) {
        receiver.entry(sign, FAMILIES.get(contribution.family()), contribution);
      }
    }
    receiver.progress(
        partition, partitions, new SourceProgress(watermark, maxEventTime, idle), appendTime);
  }

  private static String readText(ByteReader in, List<String> known) {
    int number = in.readInt();
    if (number == known.size()) {
      known.add(in.readString());
    }
    return known.get(number);
  }
}
