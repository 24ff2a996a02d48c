package io.salarysignals.streams.json;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;

/**
 * Doubles as JSON numbers: the shortest decimal that reads back as the same double (R. Giulietti,
 * The Schubfach way to render doubles), whatever the JDK; plain notation with at least one decimal
 * from 1e-7 up to 1e21, as JavaScript has it, and an exponent beyond.
 */
public final class JsonNumbers {
  private static final double PLAIN_FROM = 1e-7;
  private static final double PLAIN_BELOW = 1e21;

  private JsonNumbers() {}

  /** The text of a finite double. */
  public static String text(double value) {
    // The JDK's own text is the shortest only since Java 19 (JDK-4511638).
    String shortest = NumberOutput.toString(value, true);
    double size = Math.abs(value);
    if (shortest.indexOf('E') < 0 || size < PLAIN_FROM || size >= PLAIN_BELOW) {
      return shortest;
    }
    String plain = new BigDecimal(shortest).stripTrailingZeros().toPlainString();
    return plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }
}
