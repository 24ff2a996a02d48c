package io.salarysignals.runtime.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: {@code 250ms}, {@code 1s}, {@code 1d}, or ISO-8601. */
public final class Durations {
  /** The word for a length of time without an end. */
  public static final String UNBOUNDED = "unbounded";

  private static final Pattern SHORT = Pattern.compile("(\\d{1,18})\\s*(ms|s|m|h|d|w)");

  private Durations() {}

  /**
   * Reads a duration.
   *
   * @throws IllegalArgumentException where {@code text} is no duration, or is negative
   */
  public static Duration parse(String text) {
    String trimmed = text.trim();
    Matcher matcher = SHORT.matcher(trimmed);
    try {
      Duration duration = matcher.matches() ? counted(matcher) : Duration.parse(trimmed);
      // Longer than the milliseconds of a long, which throws, is no length of time for Kafka.
      if (!duration.isNegative() && duration.toMillis() >= 0) {
        return duration;
      }
    } catch (DateTimeParseException | ArithmeticException e) {
      // Falls through to the one message for everything that is no duration.
    }
    throw new IllegalArgumentException(
        "write a duration such as 250ms, 1s, 5m, 1h, 1d, or ISO-8601 such as PT5M");
  }

  private static Duration counted(Matcher matcher) {
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      case "d" -> Duration.ofDays(count);
      default -> Duration.ofDays(Math.multiplyExact(7L, count));
    };
  }

  /** Writes a duration in its largest whole unit, so that {@link #parse} reads it back. */
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return "0s";
    }
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
