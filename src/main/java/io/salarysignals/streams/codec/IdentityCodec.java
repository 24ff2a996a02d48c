package io.salarysignals.streams.codec;

import io.salarysignals.domain.identity.Identity;
import io.salarysignals.domain.intake.EventType;

/** Identities as bytes, as schemas/store/Identity.avsc describes them. */
public final class IdentityCodec {
  private static final EventType[] TYPES = EventType.values();

  private IdentityCodec() {}

  /** The identity alone, its texts in full. */
  public static byte[] write(Identity identity, ByteWriter out) {
    out.reset();
    write(identity, out, ContributionCodec.IN_FULL);
    return out.toBytes();
  }

  static void write(Identity identity, ByteWriter out, ContributionCodec.TextWriter texts) {
    out.writeLong(identity.version());
    out.writeLong(identity.eventType().ordinal());
    out.writeFixedLong(identity.digestHigh());
    out.writeFixedLong(identity.digestLow());
    out.writeByte(identity.conflict() ? 1 : 0);
    out.writeLong(identity.keepUntilDay());
    if (identity.contribution() == null) {
      out.writeLong(0);
    } else {
      out.writeLong(1);
      ContributionCodec.write(identity.contribution(), out, texts);
    }
  }

  /** Reads what {@link #write(Identity, ByteWriter)} wrote. */
  public static Identity read(byte[] bytes, ByteReader in) {
    return read(in.over(bytes), ByteReader::readString);
  }

  static Identity read(ByteReader in, ContributionCodec.TextReader texts) {
    int version = in.readInt();
    EventType type = TYPES[in.readInt()];
    long high = in.readFixedLong();
    long low = in.readFixedLong();
    boolean conflict = in.readByte() != 0;
    int keepUntil = in.readInt();
    boolean contributes = in.readLong() != 0;
    return new Identity(
        version,
        type,
        high,
        low,
        conflict,
        contributes ? ContributionCodec.read(in, texts) : null,
        keepUntil);
  }
}
