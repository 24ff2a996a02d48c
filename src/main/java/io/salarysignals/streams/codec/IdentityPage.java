package io.salarysignals.streams.codec;

import io.salarysignals.domain.identity.Identity;

/**
 * A run of identities with their ids, in the order in which they were written: entries as
 * schemas/store/IdentityEntry.avsc describes them, one after the other, to the end of the bytes. A
 * text that stood in the page before is given by its position, so an entry is read by its own
 * position without what lies between.
 */
public final class IdentityPage {
  /** Shorter texts are as short as the position of another. */
  private static final int SHORT = 2;

  private static final ContributionCodec.TextReader TEXTS = IdentityPage::readText;

  private IdentityPage() {}

  /** Takes the entries of a page. */
  public interface Receiver {
    void entry(int position, byte[] id, Identity identity);
  }

  /** A page that is being written. */
  public static final class Builder {
    private final ByteWriter bytes = new ByteWriter();
    private final TextTable positions = new TextTable();
    private final ContributionCodec.TextWriter texts = this::writeText;

    /** Adds an entry; returns its position. */
    public int add(byte[] id, Identity identity) {
      int position = bytes.size();
      bytes.writeLong(id.length);
      bytes.writeRaw(id, id.length);
      IdentityCodec.write(identity, bytes, texts);
      return position;
    }

    private void writeText(String text, ByteWriter out) {
      int known = text.length() <= SHORT ? TextTable.NONE : positions.get(text);
      if (known != TextTable.NONE) {
        out.writeLong(1);
        out.writeLong(known);
        return;
      }
      out.writeLong(0);
      if (text.length() > SHORT) {
        positions.put(text, out.size());
      }
      out.writeString(text);
    }

    /** Bytes so far. */
    public int size() {
      return bytes.size();
    }

    public byte[] toBytes() {
      return bytes.toBytes();
    }

    /** As {@link IdentityPage#read}. */
    public Identity read(int position, byte[] id, ByteReader in) {
      return entry(bytes.read(in, position), id);
    }

    /** Begins an empty page. */
    public void reset() {
      bytes.reset();
      positions.clear();
    }
  }

  /** The identity of the entry at {@code position}, or null where the entry is of another id. */
  public static Identity read(byte[] page, int position, byte[] id, ByteReader in) {
    return entry(in.over(page, position, page.length), id);
  }

  private static Identity entry(ByteReader in, byte[] id) {
    return in.skipBytes(id) ? IdentityCodec.read(in, TEXTS) : null;
  }

  /** All entries of a page, in their order. */
  public static void read(byte[] page, ByteReader in, Receiver receiver) {
    int position = 0;
    while (position < page.length) {
      in.over(page, position, page.length);
      byte[] id = in.readBytes();
      Identity identity = IdentityCodec.read(in, TEXTS);
      int next = in.position();
      receiver.entry(position, id, identity);
      position = next;
    }
  }

  private static String readText(ByteReader in) {
    return in.readLong() == 0 ? in.readString() : in.stringAt(in.readInt());
  }
}
