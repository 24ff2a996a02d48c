package io.salarysignals.streams.codec;

import io.salarysignals.domain.demand.PostingAttributes;
import io.salarysignals.domain.demand.PostingLife;
import io.salarysignals.domain.demand.PostingLife.Exit;
import io.salarysignals.domain.demand.PostingLife.Repost;
import io.salarysignals.domain.demand.PostingLife.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * Lives of postings as bytes, as schemas/store/PostingLife.avsc describes them; without their pay,
 * which travels as contributions.
 */
public final class PostingLifeCodec {
  private static final Exit[] EXITS = Exit.values();

  private PostingLifeCodec() {}

  public static void write(PostingLife life, ByteWriter out) {
    out.writeFixedLong(life.key());
    List<PostingAttributes> described = new ArrayList<>(1);
    for (Segment segment : life.segments()) {
      if (!described.contains(segment.attributes())) {
        described.add(segment.attributes());
      }
    }
    for (Repost repost : life.reposts()) {
      if (!described.contains(repost.attributes())) {
        described.add(repost.attributes());
      }
    }
    out.writeArrayStart(described.size());
    for (PostingAttributes attributes : described) {
      PostingAttributesCodec.write(attributes, out);
    }
    out.writeArrayEnd(described.size());
    out.writeArrayStart(life.segments().size());
    for (Segment segment : life.segments()) {
      out.writeLong(segment.from());
      out.writeLong(segment.to());
      out.writeLong(segment.spell());
      out.writeByte(segment.moved() ? 1 : 0);
      out.writeByte(segment.first() ? 1 : 0);
      out.writeLong(segment.exit().ordinal());
      out.writeLong(described.indexOf(segment.attributes()));
    }
    out.writeArrayEnd(life.segments().size());
    out.writeArrayStart(life.reposts().size());
    for (Repost repost : life.reposts()) {
      out.writeLong(repost.day());
      out.writeLong(described.indexOf(repost.attributes()));
    }
    out.writeArrayEnd(life.reposts().size());
  }

  public static PostingLife read(ByteReader in) {
    long key = in.readFixedLong();
    int n = in.readArrayStart();
    List<PostingAttributes> described = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      described.add(PostingAttributesCodec.read(in));
    }
    in.readArrayEnd(n);
    n = in.readArrayStart();
    List<Segment> segments = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      segments.add(
          new Segment(
              in.readInt(),
              in.readInt(),
              in.readInt(),
              in.readByte() != 0,
              in.readByte() != 0,
              EXITS[in.readInt()],
              described.get(in.readInt())));
    }
    in.readArrayEnd(n);
    n = in.readArrayStart();
    List<Repost> reposts = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      reposts.add(new Repost(in.readInt(), described.get(in.readInt())));
    }
    in.readArrayEnd(n);
    return new PostingLife(key, segments, reposts, List.of());
  }
}
