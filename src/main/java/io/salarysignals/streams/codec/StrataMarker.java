package io.salarysignals.streams.codec;

/**
 * The value of a marker in {@code market-strata}: up to which grid end a pane task has told its
 * days.
 *
 * @param closedThrough epoch day, exclusive
 * @param complete whether every input is closed and nothing is to come
 */
public record StrataMarker(int closedThrough, boolean complete) {
  /** The first character of the keys of markers. */
  public static final char KEY = '#';

  public static byte[] bytes(int closedThrough, boolean complete) {
    ByteWriter out = new ByteWriter();
    out.writeLong(closedThrough);
    out.writeByte(complete ? 1 : 0);
    return out.toBytes();
  }

  public static StrataMarker of(byte[] value) {
    ByteReader in = new ByteReader().over(value);
    return new StrataMarker(in.readInt(), in.readByte() != 0);
  }
}
