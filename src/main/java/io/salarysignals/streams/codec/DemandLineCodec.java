package io.salarysignals.streams.codec;

import io.salarysignals.domain.demand.DemandLine;
import java.util.Map;

/** Lines of the demand engine as bytes, as schemas/store/DemandLine.avsc describes them. */
public final class DemandLineCodec {
  private DemandLineCodec() {}

  public static byte[] write(DemandLine line, ByteWriter out) {
    out.reset();
    out.writeArrayStart(line.revisions.length);
    for (int h = 0; h < line.revisions.length; h++) {
      out.writeLong(line.revisions[h]);
      out.writeArrayStart(line.provisional[h].size());
      for (Map.Entry<Integer, Long> entry : line.provisional[h].entrySet()) {
        out.writeLong(entry.getKey());
        out.writeFixedLong(entry.getValue());
      }
      out.writeArrayEnd(line.provisional[h].size());
    }
    out.writeArrayEnd(line.revisions.length);
    return out.toBytes();
  }

  public static DemandLine read(byte[] bytes, int horizons, ByteReader in) {
    in.over(bytes);
    DemandLine line = new DemandLine(horizons);
    int stored = in.readArrayStart();
    for (int h = 0; h < stored; h++) {
      line.revisions[h] = in.readLong();
      int n = in.readArrayStart();
      for (int i = 0; i < n; i++) {
        line.provisional[h].put(in.readInt(), in.readFixedLong());
      }
      in.readArrayEnd(n);
    }
    in.readArrayEnd(stored);
    return line;
  }
}
