package io.salarysignals.streams.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Strings by their UTF-8 bytes, so that a text that repeats is neither decoded nor allocated again,
 * and is the same object each time. A fixed table in which a new text takes the slot of another:
 * bounded, and what it holds never changes a result. May be used by several threads, so that what
 * one of them has made is the same object for all: an entry is immutable, and an old one serves as
 * well as a new one.
 */
public final class TextCache {
  private static final int SLOTS = 1 << 14;
  private static final int LONGEST = 64;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private record Entry(byte[] bytes, String text) {}

  private final Entry[] entries = new Entry[SLOTS];

  /** The text of these bytes, or null where they are not UTF-8. */
  public String get(byte[] bytes, int from, int length) {
    if (length > LONGEST) {
      return decode(bytes, from, length);
    }
    int slot = slot(bytes, from, length);
    Entry entry = entries[slot];
    if (entry != null
        && entry.bytes.length == length
        && Arrays.equals(entry.bytes, 0, length, bytes, from, from + length)) {
      return entry.text;
    }
    String text = decode(bytes, from, length);
    if (text != null) {
      entries[slot] = new Entry(Arrays.copyOfRange(bytes, from, from + length), text);
    }
    return text;
  }

  private static int slot(byte[] bytes, int from, int length) {
    long hash = length;
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      hash = (hash ^ (long) LONGS.get(bytes, from + i)) * MIX;
      hash ^= hash >>> 29;
    }
    long rest = 0;
    for (; i < length; i++) {
      rest = rest << 8 | bytes[from + i] & 0xFF;
    }
    hash = (hash ^ rest) * MIX;
    return (int) (hash >>> 50);
  }

  /** The text of these bytes, made anew, or null where they are not UTF-8. */
  static String decode(byte[] bytes, int from, int length) {
    String text = new String(bytes, from, length, StandardCharsets.UTF_8);
    for (int i = from; i < from + length; i++) {
      if (bytes[i] < 0) {
        byte[] back = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(back, 0, back.length, bytes, from, from + length) ? text : null;
      }
    }
    return text;
  }
}
