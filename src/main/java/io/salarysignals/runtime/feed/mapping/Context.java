package io.salarysignals.runtime.feed.mapping;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The line being mapped, with what the expressions of a mapping may ask of it. One thread only. */
final class Context {
  /** Bytes of the content hash: 128 bits keep a collision unlikely up to 10^15 lines. */
  private static final int HASH_BYTES = 16;

  private static final byte SEPARATOR = 0x1f;

  private final int[] binding;
  private final String[] empties;
  private final String file;
  private final MessageDigest digest;
  private Line line;

  Context(int[] binding, String[] empties, String file) {
    this.binding = binding;
    this.empties = empties;
    this.file = file;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  Context at(Line next) {
    line = next;
    return this;
  }

  /** The text of a column without blanks around it, or null where there is none. */
  String column(int slot) {
    String text = line.column(binding[slot]).strip();
    if (text.isEmpty()) {
      return null;
    }
    for (String empty : empties) {
      if (empty.equals(text)) {
        return null;
      }
    }
    return text;
  }

  String file() {
    return file;
  }

  long lineNumber() {
    return line.number();
  }

  String contentHash() {
    for (int i = 0; i < line.columns(); i++) {
      digest.update(line.column(i).getBytes(StandardCharsets.UTF_8));
      digest.update(SEPARATOR);
    }
    return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), HASH_BYTES));
  }
}
