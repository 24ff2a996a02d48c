package io.salarysignals.streams.codec;

import io.salarysignals.domain.demand.PostingAttributes;
import io.salarysignals.domain.demand.PostingLife;
import io.salarysignals.domain.demand.PostingLife.Exit;
import io.salarysignals.domain.demand.PostingLife.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * Members of groups of postings as bytes, as schemas/store/Member.avsc describes them: when a
 * posting was open, as what; its key and employer are in the key of the entry.
 */
public final class MemberCodec {
  private static final Exit[] EXITS = Exit.values();
  private static final int NOT_YET = -1;

  private MemberCodec() {}

  public static byte[] write(PostingLife life, int employer, Texts texts, ByteWriter out) {
    out.reset();
    List<PostingAttributes> described = new ArrayList<>(1);
    for (Segment segment : life.segments()) {
      if (!described.contains(segment.attributes())) {
        described.add(segment.attributes());
      }
    }
    out.writeArrayStart(described.size());
    for (PostingAttributes attributes : described) {
      StoredAttributesCodec.write(attributes, employer, texts, out);
    }
    out.writeArrayEnd(described.size());
    out.writeArrayStart(life.segments().size());
    for (Segment segment : life.segments()) {
      out.writeLong(segment.from());
      out.writeLong(segment.to() == PostingLife.OPEN ? NOT_YET : segment.to() - segment.from());
      out.writeLong(segment.from() - segment.spell());
      out.writeByte(segment.moved() ? 1 : 0);
      out.writeByte(segment.first() ? 1 : 0);
      out.writeLong(segment.exit().ordinal());
      out.writeLong(described.indexOf(segment.attributes()));
    }
    out.writeArrayEnd(life.segments().size());
    return out.toBytes();
  }

  /**
   * @param key of the posting
   */
  public static PostingLife read(long key, int employer, byte[] bytes, Texts texts, ByteReader in) {
    in.over(bytes);
    int n = in.readArrayStart();
    List<PostingAttributes> described = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      described.add(StoredAttributesCodec.read(employer, texts, in));
    }
    in.readArrayEnd(n);
    n = in.readArrayStart();
    List<Segment> segments = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      int from = in.readInt();
      int days = in.readInt();
      segments.add(
          new Segment(
              from,
              days == NOT_YET ? PostingLife.OPEN : from + days,
              from - in.readInt(),
              in.readByte() != 0,
              in.readByte() != 0,
              EXITS[in.readInt()],
              described.get(in.readInt())));
    }
    in.readArrayEnd(n);
    return new PostingLife(key, segments, List.of(), List.of());
  }
}
