package io.salarysignals.runtime.feed;

import io.salarysignals.domain.intake.Reason;
import io.salarysignals.runtime.feed.mapping.BadValueException;
import io.salarysignals.runtime.feed.read.Piece;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Refuses bytes that are not UTF-8 instead of replacing them silently. */
final class Utf8 {
  private Utf8() {}

  static void check(Piece piece) {
    byte[] bytes = piece.buffer();
    int i = piece.from();
    while (i < piece.to() && bytes[i] >= 0) {
      i++;
    }
    if (i == piece.to()) {
      return;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, i, piece.to() - i));
    } catch (CharacterCodingException e) {
      throw new BadValueException(
          Reason.UNMAPPABLE, null, "not UTF-8; a mapping can name the charset, e.g. windows-1252");
    }
  }
}
