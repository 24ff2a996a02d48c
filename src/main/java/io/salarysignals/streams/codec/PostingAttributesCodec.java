package io.salarysignals.streams.codec;

import io.salarysignals.domain.demand.PostingAttributes;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.RegionPath;
import java.util.ArrayList;
import java.util.List;

/**
 * Attributes of postings as bytes, in blocks, as schemas/store/PostingAttributes.avsc describes
 * them.
 */
final class PostingAttributesCodec {
  private PostingAttributesCodec() {}

  static void write(PostingAttributes a, ByteWriter out) {
    out.writeString(a.role());
    out.writeString(a.family() == null ? "" : a.family());
    out.writeLong(a.level() == null ? -1 : a.level().ordinal());
    out.writeArrayStart(a.places().size());
    for (RegionPath place : a.places()) {
      out.writeString(place.mostSpecific());
    }
    out.writeArrayEnd(a.places().size());
    out.writeArrayStart(a.skills().size());
    for (String skill : a.skills()) {
      out.writeString(skill);
    }
    out.writeArrayEnd(a.skills().size());
    out.writeLong(a.scopes());
    out.writeLong(a.employer());
    out.writeLong(a.titleKey());
    out.writeLong(a.fingerprint());
    out.writeByte(a.paid() ? 1 : 0);
    out.writeLong(a.flags());
  }

  static PostingAttributes read(ByteReader in) {
    String role = in.readString();
    String family = in.readString();
    int level = in.readInt();
    int places = in.readArrayStart();
    List<RegionPath> where = new ArrayList<>(places);
    for (int i = 0; i < places; i++) {
      where.add(place(in.readString()));
    }
    in.readArrayEnd(places);
    int skills = in.readArrayStart();
    List<String> ids = new ArrayList<>(skills);
    for (int i = 0; i < skills; i++) {
      ids.add(in.readString());
    }
    in.readArrayEnd(skills);
    return new PostingAttributes(
        role,
        family.isEmpty() ? null : family,
        level < 0 ? null : Level.of(level),
        where,
        ids,
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readLong(),
        in.readByte() != 0,
        in.readInt());
  }

  static RegionPath place(String code) {
    return code.length() == 2
        ? new RegionPath(code, null)
        : new RegionPath(code.substring(0, 2), code);
  }
}
