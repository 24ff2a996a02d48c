package io.salarysignals.streams.codec;

import io.salarysignals.domain.demand.PostingAttributes;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.RegionPath;
import java.util.ArrayList;
import java.util.List;

/**
 * Attributes of postings in stores, as schemas/store/StoredAttributes.avsc describes them: as
 * {@link PostingAttributesCodec} writes them for blocks, but texts by number.
 */
final class StoredAttributesCodec {
  private StoredAttributesCodec() {}

  /**
   * @param employer what is known of the employer from elsewhere: only what differs is written
   */
  static void write(PostingAttributes a, int employer, Texts texts, ByteWriter out) {
    out.writeLong(texts.id(a.role()));
    out.writeLong(a.family() == null ? -1 : texts.id(a.family()));
    out.writeLong(a.level() == null ? -1 : a.level().ordinal());
    out.writeArrayStart(a.places().size());
    for (RegionPath place : a.places()) {
      out.writeLong(texts.id(place.mostSpecific()));
    }
    out.writeArrayEnd(a.places().size());
    out.writeArrayStart(a.skills().size());
    for (String skill : a.skills()) {
      out.writeLong(texts.id(skill));
    }
    out.writeArrayEnd(a.skills().size());
    out.writeLong(a.scopes());
    out.writeLong(a.employer() ^ employer);
    out.writeLong(a.titleKey());
    out.writeLong(a.fingerprint());
    out.writeByte(a.paid() ? 1 : 0);
    out.writeLong(a.flags());
  }

  static PostingAttributes read(int employer, Texts texts, ByteReader in) {
    String role = texts.text(in.readInt());
    int family = in.readInt();
    int level = in.readInt();
    int places = in.readArrayStart();
    List<RegionPath> where = new ArrayList<>(places);
    for (int i = 0; i < places; i++) {
      where.add(PostingAttributesCodec.place(texts.text(in.readInt())));
    }
    in.readArrayEnd(places);
    int skills = in.readArrayStart();
    List<String> ids = new ArrayList<>(skills);
    for (int i = 0; i < skills; i++) {
      ids.add(texts.text(in.readInt()));
    }
    in.readArrayEnd(skills);
    return new PostingAttributes(
        role,
        family < 0 ? null : texts.text(family),
        level < 0 ? null : Level.of(level),
        where,
        ids,
        in.readInt(),
        in.readInt() ^ employer,
        in.readInt(),
        in.readLong(),
        in.readByte() != 0,
        in.readInt());
  }
}
