package io.salarysignals.streams.codec;

import io.salarysignals.domain.gate.protect.Cell;
import io.salarysignals.domain.trend.ProtectedBook;
import io.salarysignals.domain.trend.ProtectedBook.Phase;
import io.salarysignals.domain.trend.ProtectedBook.Told;
import io.salarysignals.domain.trend.ProtectedBook.Window;
import java.util.Map;

/** Windows with protected pay as bytes, as schemas/store/ProtectedBook.avsc describes them. */
public final class ProtectedBookCodec {
  private static final Phase[] PHASES = Phase.values();
  private static final Told[] TOLD = Told.values();

  private ProtectedBookCodec() {}

  public static byte[] write(ProtectedBook book, ByteWriter out) {
    out.reset();
    out.writeArrayStart(book.windows().size());
    for (Map.Entry<Integer, Window> entry : book.windows().entrySet()) {
      out.writeLong(entry.getKey());
      Window window = entry.getValue();
      out.writeLong(window.phase().ordinal());
      out.writeArrayStart(window.told().size());
      for (Map.Entry<Cell, Told> told : window.told().entrySet()) {
        out.writeString(told.getKey().region());
        out.writeString(told.getKey().facet());
        out.writeLong(told.getValue().ordinal());
      }
      out.writeArrayEnd(window.told().size());
    }
    out.writeArrayEnd(book.windows().size());
    return out.toBytes();
  }

  public static ProtectedBook read(byte[] bytes, ByteReader in) {
    in.over(bytes);
    ProtectedBook book = new ProtectedBook();
    int windows = in.readArrayStart();
    for (int i = 0; i < windows; i++) {
      int end = in.readInt();
      Window window = new Window(PHASES[in.readInt()]);
      int cells = in.readArrayStart();
      for (int c = 0; c < cells; c++) {
        Cell cell = new Cell(in.readString(), in.readString());
        window.told().put(cell, TOLD[in.readInt()]);
      }
      in.readArrayEnd(cells);
      book.windows().put(end, window);
    }
    in.readArrayEnd(windows);
    return book;
  }
}
