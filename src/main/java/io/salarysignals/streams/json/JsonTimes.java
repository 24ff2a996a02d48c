package io.salarysignals.streams.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Optional;

/** Times and dates in JSON text. */
final class JsonTimes {
  static final String EXPECTED_TIME =
      "a time as ISO-8601 with zone (2026-03-02T10:15:00Z) or epoch milliseconds";

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter()
          // Else the 30th of February would be read as its last day.
          .withResolverStyle(ResolverStyle.STRICT)
          .withChronology(IsoChronology.INSTANCE);

  private JsonTimes() {}

  /**
   * The instant that a text names, truncated to milliseconds; empty for a text without zone, a
   * plain date, or an instant beyond what milliseconds since 1970 hold.
   */
  static Optional<Instant> instant(String text) {
    try {
      Instant exact = TIME.parse(text, OffsetDateTime::from).toInstant();
      return Optional.of(Instant.ofEpochMilli(exact.toEpochMilli()));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** The date that a text names, within what days since 1970 hold as an int. */
  static Optional<LocalDate> date(String text) {
    try {
      LocalDate date = LocalDate.parse(text);
      Math.toIntExact(date.toEpochDay());
      return Optional.of(date);
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
