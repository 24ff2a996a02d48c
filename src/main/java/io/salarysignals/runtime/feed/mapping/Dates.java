package io.salarysignals.runtime.feed.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads instants in one of several formats. A text without a zone is in the given zone; without a
 * time it is the start of its day, without a day the first of its month.
 */
final class Dates {
  /**
   * ISO 8601: {@code 2026-03-01}, {@code 2026-03-01T10:15[:00][Z|+01:00]}, a blank for the T too.
   */
  static final String ISO = "iso";

  static final String EPOCH_SECONDS = "epochSeconds";
  static final String EPOCH_MILLIS = "epochMillis";

  /** Years 0 to 9999: what a sort by text and every client can hold. */
  private static final long MIN_MILLIS = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();

  private static final long MAX_MILLIS = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

  private static final DateTimeFormatter ISO_FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendPattern("[XXX][XX][X]")
          .optionalEnd()
          .optionalStart()
          .appendLiteral('[')
          .appendZoneRegionId()
          .appendLiteral(']')
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);

  private final List<String> names;
  private final List<DateTimeFormatter> formats = new ArrayList<>();
  private final ZoneId zone;

  /**
   * @throws IllegalArgumentException naming a pattern that is none
   */
  Dates(List<String> names, ZoneId zone) {
    this.names = names.isEmpty() ? List.of(ISO) : List.copyOf(names);
    this.zone = zone;
    for (String name : this.names) {
      formats.add(
          switch (name) {
            case ISO -> ISO_FORMAT;
            case EPOCH_SECONDS, EPOCH_MILLIS -> null;
            default -> pattern(name);
          });
    }
  }

  private static DateTimeFormatter pattern(String name) {
    // Strict resolving (no 30 February) needs the proleptic year, which is what people mean by y.
    StringBuilder proleptic = new StringBuilder();
    boolean quoted = false;
    for (char c : name.toCharArray()) {
      quoted ^= c == '\'';
      proleptic.append(!quoted && c == 'y' ? 'u' : c);
    }
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(proleptic.toString())
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  Instant read(String text) {
    for (int i = 0; i < formats.size(); i++) {
      Instant instant =
          formats.get(i) == null
              ? epoch(text, names.get(i).equals(EPOCH_MILLIS))
              : read(text, formats.get(i));
      if (instant != null) {
        return instant;
      }
    }
    throw BadValueException.of("not a date in any of the formats " + names);
  }

  private static Instant epoch(String text, boolean millis) {
    try {
      double number = Double.parseDouble(text);
      double exact = millis ? number : number * 1000;
      return exact >= MIN_MILLIS && exact <= MAX_MILLIS
          ? Instant.ofEpochMilli(Math.round(exact))
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private Instant read(String text, DateTimeFormatter format) {
    try {
      TemporalAccessor parsed =
          format.parseBest(
              text,
              ZonedDateTime::from,
              LocalDateTime::from,
              LocalDate::from,
              YearMonth::from,
              Instant::from);
      Instant instant = instant(parsed);
      long second = instant.getEpochSecond();
      return second * 1000 >= MIN_MILLIS && second * 1000 <= MAX_MILLIS ? instant : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private Instant instant(TemporalAccessor parsed) {
    if (parsed instanceof ZonedDateTime zoned) {
      return zoned.toInstant();
    }
    if (parsed instanceof LocalDateTime local) {
      return local.atZone(zone).toInstant();
    }
    if (parsed instanceof LocalDate date) {
      return date.atStartOfDay(zone).toInstant();
    }
    return parsed instanceof YearMonth month
        ? month.atDay(1).atStartOfDay(zone).toInstant()
        : Instant.from(parsed);
  }

  /** ISO 8601 in UTC. */
  static Dates iso() {
    return new Dates(List.of(), ZoneOffset.UTC);
  }
}
