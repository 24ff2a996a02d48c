package io.salarysignals.streams.codec;

import io.salarysignals.domain.gate.protect.Cell;
import io.salarysignals.domain.gate.protect.Content;
import io.salarysignals.domain.gate.protect.Content.Share;
import io.salarysignals.domain.gate.protect.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A role's releases of protected pay as bytes, as schemas/store/Releases.avsc describes them. */
public final class ReleasesCodec {
  private ReleasesCodec() {}

  public static byte[] write(List<Release> releases, ByteWriter out) {
    out.reset();
    out.writeArrayStart(releases.size());
    for (Release release : releases) {
      out.writeLong(release.windowEnd());
      out.writeLong(release.revision());
      out.writeArrayStart(release.contents().size());
      for (Map.Entry<Cell, Content> entry : release.contents().entrySet()) {
        out.writeString(entry.getKey().region());
        out.writeString(entry.getKey().facet());
        out.writeByte(release.published().contains(entry.getKey()) ? 1 : 0);
        write(entry.getValue(), out);
      }
      out.writeArrayEnd(release.contents().size());
    }
    out.writeArrayEnd(releases.size());
    return out.toBytes();
  }

  private static void write(Content content, ByteWriter out) {
    out.writeLong(content.n());
    out.writeLong(content.sum());
    out.writeLong(content.anonymous());
    out.writeArrayStart(content.shares().size());
    content
        .shares()
        .forEach(
            (employer, share) -> {
              out.writeLong(employer);
              out.writeLong(share.count());
              out.writeLong(share.logSum());
            });
    out.writeArrayEnd(content.shares().size());
    out.writeArrayStart(content.histogram().size());
    content
        .histogram()
        .forEach(
            (bin, count) -> {
              out.writeLong(bin);
              out.writeLong(count);
            });
    out.writeArrayEnd(content.histogram().size());
  }

  public static List<Release> read(byte[] bytes, ByteReader in) {
    in.over(bytes);
    int size = in.readArrayStart();
    List<Release> releases = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int end = in.readInt();
      int revision = in.readInt();
      SortedSet<Cell> published = new TreeSet<>();
      SortedMap<Cell, Content> contents = new TreeMap<>();
      int cells = in.readArrayStart();
      for (int c = 0; c < cells; c++) {
        Cell cell = new Cell(in.readString(), in.readString());
        if (in.readByte() != 0) {
          published.add(cell);
        }
        contents.put(cell, readContent(in));
      }
      in.readArrayEnd(cells);
      releases.add(new Release(end, revision, published, contents));
    }
    in.readArrayEnd(size);
    return releases;
  }

  private static Content readContent(ByteReader in) {
    long n = in.readLong();
    long sum = in.readLong();
    long anonymous = in.readLong();
    SortedMap<Integer, Share> shares = new TreeMap<>();
    int employers = in.readArrayStart();
    for (int i = 0; i < employers; i++) {
      shares.put(in.readInt(), new Share(in.readLong(), in.readLong()));
    }
    in.readArrayEnd(employers);
    SortedMap<Integer, Long> histogram = new TreeMap<>();
    int bins = in.readArrayStart();
    for (int i = 0; i < bins; i++) {
      histogram.put(in.readInt(), in.readLong());
    }
    in.readArrayEnd(bins);
    return new Content(n, sum, anonymous, shares, histogram);
  }
}
