package io.salarysignals.streams.codec;

import io.salarysignals.domain.demand.PostingLife;
import io.salarysignals.domain.demand.VacancyGroup;
import java.util.List;

/** Groups of postings as bytes, as schemas/store/VacancyGroup.avsc describes them. */
public final class VacancyGroupCodec {
  private VacancyGroupCodec() {}

  public static byte[] write(VacancyGroup group, ByteWriter out) {
    out.reset();
    out.writeArrayStart(group.members().size());
    for (PostingLife life : group.members().values()) {
      PostingLifeCodec.write(
          new PostingLife(life.key(), life.segments(), List.of(), List.of()), out);
    }
    out.writeArrayEnd(group.members().size());
    return out.toBytes();
  }

  public static VacancyGroup read(byte[] bytes, ByteReader in) {
    in.over(bytes);
    VacancyGroup group = new VacancyGroup();
    int n = in.readArrayStart();
    for (int i = 0; i < n; i++) {
      PostingLife life = PostingLifeCodec.read(in);
      group.members().put(life.key(), life);
    }
    in.readArrayEnd(n);
    return group;
  }
}
