package io.salarysignals.streams.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteWriter} wrote. Throws IllegalStateException on bytes that are not such. */
public final class ByteReader {
  private static final int CACHE_SIZE = 1 << 12;

  private final String[] strings = new String[CACHE_SIZE];
  private byte[] buffer;
  private int position;
  private int end;

  public ByteReader over(byte[] bytes) {
    buffer = bytes;
    position = 0;
    end = bytes.length;
    return this;
  }

  /** Reads from {@code from}, up to {@code to}; positions count from the beginning of the bytes. */
  ByteReader over(byte[] bytes, int from, int to) {
    buffer = bytes;
    position = from;
    end = to;
    return this;
  }

  int position() {
    return position;
  }

  /** The string that begins at {@code at}; what is read next stays what it was. */
  String stringAt(int at) {
    int here = position;
    if (at < 0 || at >= here) {
      throw new IllegalStateException("a text lies behind its mention");
    }
    position = at;
    String text = readString();
    position = here;
    return text;
  }

  /** Reads bytes that are preceded by their number. */
  byte[] readBytes() {
    int length = readInt();
    require(length);
    position += length;
    return Arrays.copyOfRange(buffer, position - length, position);
  }

  /** Passes over bytes that are preceded by their number; whether they are these. */
  boolean skipBytes(byte[] expected) {
    int length = readInt();
    require(length);
    position += length;
    return Arrays.equals(buffer, position - length, position, expected, 0, expected.length);
  }

  /** Passes over so many bytes. */
  void skip(int bytes) {
    require(bytes);
    position += bytes;
  }

  public boolean hasMore() {
    return position < end;
  }

  public int readByte() {
    require(1);
    return buffer[position++] & 0xFF;
  }

  public long readFixedLong() {
    require(8);
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | (buffer[position++] & 0xFF);
    }
    return value;
  }

  public long readLong() {
    long rest = 0;
    int shift = 0;
    byte next;
    do {
      require(1);
      if (shift > 63) {
        throw new IllegalStateException("a number runs over ten bytes");
      }
      next = buffer[position++];
      rest |= (long) (next & 0x7F) << shift;
      shift += 7;
    } while (next < 0);
    return (rest >>> 1) ^ -(rest & 1);
  }

  public int readInt() {
    return Math.toIntExact(readLong());
  }

  /** Reads a string; short ones that repeat come from a cache instead of the heap. */
  public String readString() {
    int length = readInt();
    require(length);
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = hash * 31 + buffer[position + i];
    }
    int slot = (hash ^ (hash >>> 15)) & (CACHE_SIZE - 1);
    String cached = strings[slot];
    if (cached != null && matches(cached, length)) {
      position += length;
      return cached;
    }
    String text = new String(buffer, position, length, StandardCharsets.UTF_8);
    position += length;
    if (length <= 64) {
      strings[slot] = text;
    }
    return text;
  }

  private boolean matches(String text, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != buffer[position + i]) {
        return false;
      }
    }
    return true;
  }

  /** The number of items of an array that is written as one block. */
  public int readArrayStart() {
    return readInt();
  }

  public void readArrayEnd(int items) {
    if (items > 0 && readLong() != 0) {
      throw new IllegalStateException("an array has more than one block");
    }
  }

  private void require(int bytes) {
    if (bytes < 0 || end - position < bytes) {
      throw new IllegalStateException("the bytes end too early");
    }
  }
}
