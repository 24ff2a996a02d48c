package io.salarysignals.runtime.feed.mapping;

import io.salarysignals.domain.intake.Reason;
import java.util.List;

/** Ids made of parts. Different parts give different ids. */
final class Ids {
  private static final char BETWEEN = ':';

  private Ids() {}

  /** The parts, joined by colons; an empty part rejects the line. */
  static String join(List<Expression> parts, Context line) {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      Object part = parts.get(i).value(line);
      if (part == null) {
        throw new BadValueException(Reason.MISSING_FIELD, null, "part " + (i + 1) + " is empty");
      }
      if (i > 0) {
        id.append(BETWEEN);
      }
      escape(part.toString(), id);
    }
    return id.toString();
  }

  /**
   * Keys consist of letters, digits and {@code . + # : -}: anything else, and the two marks used
   * here, is written as {@code #} and its code in hexadecimal, so that no two texts meet.
   */
  private static void escape(String part, StringBuilder id) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c < 128 && Character.isLetterOrDigit(c) || c == '-' || c == '.' || c == '+') {
        id.append(c);
      } else {
        id.append('#').append(Integer.toHexString(0x10000 | c).substring(1));
      }
    }
  }
}
