package io.salarysignals.streams.codec;

import io.salarysignals.domain.demand.DemandBook;
import io.salarysignals.domain.demand.DemandBook.Line;
import io.salarysignals.domain.demand.DemandBook.Told;
import java.util.Map;
import java.util.TreeMap;

/** Books of the demand engine as bytes, as schemas/store/DemandBook.avsc describes them. */
public final class DemandBookCodec {
  private DemandBookCodec() {}

  public static byte[] write(DemandBook book, ByteWriter out) {
    out.reset();
    out.writeArrayStart(book.lines().size());
    for (Map.Entry<String, Line> entry : book.lines().entrySet()) {
      out.writeString(entry.getKey());
      Line line = entry.getValue();
      out.writeArrayStart(line.revisions.length);
      for (int h = 0; h < line.revisions.length; h++) {
        out.writeLong(line.revisions[h]);
        write(line.told[h], out);
      }
      out.writeArrayEnd(line.revisions.length);
    }
    out.writeArrayEnd(book.lines().size());
    return out.toBytes();
  }

  private static void write(TreeMap<Integer, Told> told, ByteWriter out) {
    out.writeArrayStart(told.size());
    int before = 0;
    for (Map.Entry<Integer, Told> entry : told.entrySet()) {
      out.writeLong(entry.getKey() - before);
      before = entry.getKey();
      out.writeFixedLong(entry.getValue().hash());
      out.writeLong(
          (entry.getValue().provisional() ? 1 : 0) + (entry.getValue().suppressed() ? 2 : 0));
    }
    out.writeArrayEnd(told.size());
  }

  public static DemandBook read(byte[] bytes, int horizons, ByteReader in) {
    in.over(bytes);
    DemandBook book = new DemandBook(horizons);
    int lines = in.readArrayStart();
    for (int i = 0; i < lines; i++) {
      Line line = book.line(in.readString());
      int stored = in.readArrayStart();
      for (int h = 0; h < stored; h++) {
        line.revisions[h] = in.readLong();
        int n = in.readArrayStart();
        int end = 0;
        for (int j = 0; j < n; j++) {
          end += in.readInt();
          long hash = in.readFixedLong();
          int bits = in.readInt();
          line.told[h].put(end, new Told(hash, (bits & 1) != 0, (bits & 2) != 0));
        }
        in.readArrayEnd(n);
      }
      in.readArrayEnd(stored);
    }
    in.readArrayEnd(lines);
    return book;
  }
}
