package io.salarysignals.streams.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing buffer that writes Avro's binary primitives: zig-zag varints, strings, array blocks.
 */
public final class ByteWriter {
  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] buffer = new byte[256];
  private int size;

  public void reset() {
    size = 0;
  }

  public int size() {
    return size;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(buffer, size);
  }

  private void need(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(size + more, buffer.length * 2));
    }
  }

  public void writeByte(int value) {
    need(1);
    buffer[size++] = (byte) value;
  }

  /** Eight bytes, most significant first (Avro: fixed). */
  public void writeFixedLong(long value) {
    need(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      buffer[size++] = (byte) (value >>> shift);
    }
  }

  public void writeLong(long value) {
    need(10);
    long rest = (value << 1) ^ (value >> 63);
    byte[] to = buffer;
    int at = size;
    while ((rest & ~0x7FL) != 0) {
      to[at++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    to[at++] = (byte) rest;
    size = at;
  }

  /** Eight bytes, least significant first (Avro: double). */
  public void writeDouble(double value) {
    need(8);
    LITTLE_ENDIAN.set(buffer, size, Double.doubleToRawLongBits(value));
    size += 8;
  }

  /** A whole number as a text of decimal digits. */
  public void writeDecimal(long value) {
    if (value < 0) {
      // The smallest has no positive counterpart.
      writeString(Long.toString(value));
      return;
    }
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    writeLong(digits);
    need(digits);
    long rest = value;
    for (int at = size + digits - 1; at >= size; at--) {
      buffer[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
  }

  public void writeString(String text) {
    int start = size;
    writeLong(text.length());
    if (!writeAscii(text)) {
      size = start;
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      writeLong(bytes.length);
      writeRaw(bytes, bytes.length);
    }
  }

  /** The bytes of a text in UTF-8, without their number. */
  public void writeText(String text) {
    if (!writeAscii(text)) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      writeRaw(bytes, bytes.length);
    }
  }

  /** Writes a text that is ASCII throughout; otherwise nothing. */
  private boolean writeAscii(String text) {
    int length = text.length();
    need(length);
    byte[] to = buffer;
    int at = size;
    int bits = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      bits |= c;
      to[at + i] = (byte) c;
    }
    if (bits >= 0x80) {
      return false;
    }
    size = at + length;
    return true;
  }

  public void writeRaw(byte[] bytes, int length) {
    need(length);
    System.arraycopy(bytes, 0, buffer, size, length);
    size += length;
  }

  /** Opens an array of {@code items}; an empty one is complete with this. */
  public void writeArrayStart(int items) {
    writeLong(items);
  }

  /** Closes an array that had {@code items}. */
  public void writeArrayEnd(int items) {
    if (items > 0) {
      writeLong(0);
    }
  }

  /** Reads what was written so far, from {@code from}. */
  ByteReader read(ByteReader in, int from) {
    return in.over(buffer, from, size);
  }

  /** Appends everything that {@code other} holds. */
  public void append(ByteWriter other) {
    writeRaw(other.buffer, other.size);
  }
}
