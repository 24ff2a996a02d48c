package io.salarysignals.runtime.settings;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Kinds of values beyond those of {@link ConfigDef}: how they are read and checked. */
final class Values {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,15})\\s*(B|KB|MB|GB)?");
  private static final Pattern HORIZON = Pattern.compile("\\s*(\\d{1,4})\\s*:\\s*(\\d{1,4})\\s*");
  private static final Pattern PAIR = Pattern.compile("\\s*([^=\\s,]+)\\s*=\\s*(\\S+)\\s*");

  private Values() {}

  /**
   * Reads a value, or throws an {@link IllegalArgumentException} whose message says what to write.
   */
  @FunctionalInterface
  interface Reader {
    Object read(String text);
  }

  /** A check that reads the text with {@code reader}; {@code meaning} describes it in the docs. */
  static ConfigDef.Validator check(String meaning, Reader reader) {
    return new ConfigDef.Validator() {
      @Override
      public void ensureValid(String name, Object value) {
        try {
          if (value != null) {
            reader.read(value.toString());
          }
        } catch (IllegalArgumentException e) {
          throw new ConfigException(name, value, e.getMessage());
        }
      }

      @Override
      public String toString() {
        return meaning;
      }
    };
  }

  static ConfigDef.Validator duration(Duration min, Duration max) {
    String meaning =
        "duration, "
            + Durations.format(min)
            + (max == null ? " or more" : " to " + Durations.format(max));
    return check(
        meaning,
        text -> {
          Duration duration = Durations.parse(text);
          if (duration.compareTo(min) < 0 || (max != null && duration.compareTo(max) > 0)) {
            throw new IllegalArgumentException("write a " + meaning);
          }
          return duration;
        });
  }

  static ConfigDef.Validator durationOrUnbounded(Duration min) {
    ConfigDef.Validator bounded = duration(min, null);
    return check(
        bounded + ", or " + Durations.UNBOUNDED,
        text -> {
          if (!text.trim().equals(Durations.UNBOUNDED)) {
            Duration duration = Durations.parse(text);
            if (duration.compareTo(min) < 0) {
              throw new IllegalArgumentException("write a " + bounded);
            }
          }
          return text;
        });
  }

  static ConfigDef.Validator bytes(long min) {
    String meaning = "size of " + min + " bytes or more, such as 64MB";
    return check(
        meaning,
        text -> {
          long size = readBytes(text);
          if (size < min) {
            throw new IllegalArgumentException("write a " + meaning);
          }
          return size;
        });
  }

  static long readBytes(String text) {
    Matcher matcher = SIZE.matcher(text.trim().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("write a size such as 65536, 64KB, 16MB or 1GB");
    }
    int shift = matcher.group(2) == null ? 0 : 10 * "BKMG".indexOf(matcher.group(2).charAt(0));
    return Long.parseLong(matcher.group(1)) << shift;
  }

  /** Reads {@code days:step,...}: the length of each window and the days between its grid ends. */
  static SortedMap<Integer, Integer> readHorizons(String text) {
    SortedMap<Integer, Integer> horizons = new TreeMap<>();
    for (String part : text.split(",", -1)) {
      Matcher matcher = HORIZON.matcher(part);
      int days = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
      int step = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
      if (days < 1 || step < 1 || days > 3660) {
        throw new IllegalArgumentException("write days:step pairs such as 7:1,28:1,91:7,364:28");
      }
      if (step > days) {
        throw new IllegalArgumentException(
            "a step of " + step + " days leaves gaps between windows of " + days + " days");
      }
      if (horizons.put(days, step) != null) {
        throw new IllegalArgumentException("the horizon " + days + " is named twice");
      }
    }
    return Collections.unmodifiableSortedMap(horizons);
  }

  /** Reads {@code name=profile,...}; an empty text is an empty map. */
  static SortedMap<String, String> readProfiles(String text) {
    SortedMap<String, String> profiles = new TreeMap<>();
    if (text.isBlank()) {
      return profiles;
    }
    for (String part : text.split(",", -1)) {
      Matcher matcher = PAIR.matcher(part);
      if (!matcher.matches() || !matcher.group(2).matches("open|protected")) {
        throw new IllegalArgumentException(
            "write sourceId=open or sourceId=protected, separated by commas");
      }
      if (profiles.put(matcher.group(1), matcher.group(2)) != null) {
        throw new IllegalArgumentException("the source " + matcher.group(1) + " is named twice");
      }
    }
    return profiles;
  }

  /** Reads an instant or a date (its midnight in UTC); empty is null. */
  static Instant readInstant(String text) {
    if (text.isBlank()) {
      return null;
    }
    try {
      return text.contains("T")
          ? Instant.parse(text.trim())
          : LocalDate.parse(text.trim()).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("write 2026-03-01 or 2026-03-01T00:00:00Z");
    }
  }

  /** Reads {@code min:max}, amounts per year in major units of a currency. */
  static PayBounds readPayBounds(String text) {
    String[] parts = text.split(":", -1);
    try {
      double min = Double.parseDouble(parts[0]);
      double max = Double.parseDouble(parts[parts.length - 1]);
      if (parts.length == 2 && min > 0 && max > min && !Double.isInfinite(max)) {
        return new PayBounds(min, max);
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message for everything that is no pair of bounds.
    }
    throw new IllegalArgumentException("write min:max per year, such as 8000:2000000");
  }
}
