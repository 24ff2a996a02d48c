package io.salarysignals.runtime.feed.read;

import io.salarysignals.domain.intake.Reason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * One record of a file as it stands there, before anything is made of it. Valid until the next one
 * is read.
 *
 * @param line number of the physical line on which it begins, from 1; for JSON-LD the number of the
 *     posting
 * @param buffer holds its bytes from {@code from} to {@code to}
 * @param broken why nothing can be made of it, or null
 * @param detail what is wrong with it, or null
 */
public record Piece(long line, byte[] buffer, int from, int to, Reason broken, String detail) {
  /** Its text, without the line end. */
  public String text(Charset charset) {
    return new String(buffer, from, to - from, charset);
  }

  /** A whole record of those bytes. */
  public static Piece whole(long line, byte[] bytes) {
    return new Piece(line, bytes, 0, bytes.length, null, null);
  }

  /** Something of which no record can be made. */
  public static Piece broken(long line, String text, Reason reason, String detail) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Piece(line, bytes, 0, bytes.length, reason, detail);
  }
}
