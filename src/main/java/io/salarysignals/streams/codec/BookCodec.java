package io.salarysignals.streams.codec;

import io.salarysignals.domain.trend.Book;
import java.util.Map;

/** Books as bytes, as schemas/store/Book.avsc describes them. */
public final class BookCodec {
  private BookCodec() {}

  public static byte[] write(Book book, ByteWriter out) {
    out.reset();
    out.writeArrayStart(book.lines().size());
    for (Map.Entry<String, Book.Line> entry : book.lines().entrySet()) {
      out.writeString(entry.getKey());
      Book.Line line = entry.getValue();
      out.writeArrayStart(line.revisions.length);
      for (int h = 0; h < line.revisions.length; h++) {
        out.writeLong(line.revisions[h]);
        out.writeArrayStart(line.provisional[h].length);
        for (int end : line.provisional[h]) {
          out.writeLong(end);
        }
        out.writeArrayEnd(line.provisional[h].length);
      }
      out.writeArrayEnd(line.revisions.length);
    }
    out.writeArrayEnd(book.lines().size());
    return out.toBytes();
  }

  /** Reads a book for {@code horizons}; those that the stored one lacks start anew. */
  public static Book read(byte[] bytes, int horizons, ByteReader in) {
    in.over(bytes);
    Book book = new Book(horizons);
    int facets = in.readArrayStart();
    for (int i = 0; i < facets; i++) {
      Book.Line line = new Book.Line(horizons);
      String facet = in.readString();
      int stored = in.readArrayStart();
      for (int h = 0; h < stored; h++) {
        long revision = in.readLong();
        int[] ends = new int[in.readArrayStart()];
        for (int e = 0; e < ends.length; e++) {
          ends[e] = in.readInt();
        }
        in.readArrayEnd(ends.length);
        if (h < horizons) {
          line.revisions[h] = revision;
          line.provisional[h] = ends;
        }
      }
      in.readArrayEnd(stored);
      book.lines().put(facet, line);
    }
    in.readArrayEnd(facets);
    return book;
  }
}
