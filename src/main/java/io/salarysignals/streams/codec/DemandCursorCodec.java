package io.salarysignals.streams.codec;

import io.salarysignals.domain.demand.DemandCursor;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.watermark.WatermarkVector;

/** Cursors of the demand engine as bytes, as schemas/store/DemandCursor.avsc describes them. */
public final class DemandCursorCodec {
  private DemandCursorCodec() {}

  public static byte[] write(DemandCursor cursor, ByteWriter out) {
    out.reset();
    WatermarkVector vector = cursor.watermarks();
    out.writeArrayStart(vector.size());
    for (int i = 0; i < vector.size(); i++) {
      writeProgress(vector.source(i), out);
    }
    out.writeArrayEnd(vector.size());
    out.writeLong(vector.minimum());
    out.writeLong(cursor.closedThrough());
    out.writeLong(cursor.closing());
    out.writeString(cursor.closedMarket());
    out.writeByte(cursor.complete() ? 1 : 0);
    return out.toBytes();
  }

  public static DemandCursor read(byte[] bytes, ByteReader in) {
    in.over(bytes);
    SourceProgress[] sources = new SourceProgress[in.readArrayStart()];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = readProgress(in);
    }
    in.readArrayEnd(sources.length);
    WatermarkVector vector = new WatermarkVector(sources, in.readLong());
    return new DemandCursor(
        vector, in.readInt(), in.readInt(), in.readString(), in.readByte() != 0);
  }

  public static void writeProgress(SourceProgress progress, ByteWriter out) {
    out.writeLong(progress.watermark());
    out.writeLong(progress.maxEventTime());
    out.writeByte(progress.idle() ? 1 : 0);
  }

  public static SourceProgress readProgress(ByteReader in) {
    return new SourceProgress(in.readLong(), in.readLong(), in.readByte() != 0);
  }
}
