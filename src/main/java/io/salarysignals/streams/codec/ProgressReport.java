package io.salarysignals.streams.codec;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a pane task tells the progress task: how far it has closed, and by how much the counts of
 * grid ends have changed.
 */
public final class ProgressReport {
  /** Changes of the counts of one grid end. */
  public record Counts(long finals, long suppressed, long corrections) {
    /** The sum of both. */
    public Counts plus(Counts other) {
      return new Counts(
          finals + other.finals, suppressed + other.suppressed, corrections + other.corrections);
    }
  }

  private final TreeMap<Integer, Counts> ends = new TreeMap<>();
  private final ByteWriter writer = new ByteWriter();
  private boolean moved;
  private int closedThrough = Integer.MIN_VALUE;
  private long watermark = Long.MIN_VALUE;
  private boolean complete;

  public void add(int end, long finals, long suppressed, long corrections) {
    ends.merge(end, new Counts(finals, suppressed, corrections), Counts::plus);
  }

  public void progress(int newClosedThrough, long newWatermark, boolean isComplete) {
    moved = true;
    closedThrough = newClosedThrough;
    watermark = newWatermark;
    complete = isComplete;
  }

  public boolean isEmpty() {
    return !moved && ends.isEmpty();
  }

  /** The report so far, which then starts anew. */
  public byte[] take(int task, int tasks) {
    writer.reset();
    writer.writeLong(task);
    writer.writeLong(tasks);
    writer.writeByte(moved ? 1 : 0);
    writer.writeLong(closedThrough);
    writer.writeLong(watermark);
    writer.writeByte(complete ? 1 : 0);
    writer.writeArrayStart(ends.size());
    for (Map.Entry<Integer, Counts> entry : ends.entrySet()) {
      writer.writeLong(entry.getKey());
      writer.writeLong(entry.getValue().finals());
      writer.writeLong(entry.getValue().suppressed());
      writer.writeLong(entry.getValue().corrections());
    }
    writer.writeArrayEnd(ends.size());
    moved = false;
    ends.clear();
    return writer.toBytes();
  }

  /** Takes what a report holds. */
  public interface Receiver {
    void counts(int end, Counts change);

    void progress(int task, int tasks, int closedThrough, long watermark, boolean complete);
  }

  /** Reads a report: counts first, so that completeness never comes before what it is about. */
  public static void read(byte[] bytes, ByteReader in, Receiver receiver) {
    in.over(bytes);
    int task = in.readInt();
    int tasks = in.readInt();
    boolean moved = in.readByte() != 0;
    int closedThrough = in.readInt();
    long watermark = in.readLong();
    boolean complete = in.readByte() != 0;
    int size = in.readArrayStart();
    for (int i = 0; i < size; i++) {
      receiver.counts(in.readInt(), new Counts(in.readLong(), in.readLong(), in.readLong()));
    }
    in.readArrayEnd(size);
    if (moved) {
      receiver.progress(task, tasks, closedThrough, watermark, complete);
    }
  }
}
