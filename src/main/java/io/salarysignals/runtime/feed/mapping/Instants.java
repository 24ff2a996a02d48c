package io.salarysignals.runtime.feed.mapping;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Instants in ISO 8601 as files outside the mapping language have them. */
public final class Instants {
  private static final Dates FORMATS =
      new Dates(List.of(Dates.ISO, Dates.EPOCH_MILLIS, "MMMM d, yyyy"), ZoneOffset.UTC);
  private static final int DATE_CHARS = 10;

  private Instants() {}

  /**
   * The instant, UTC where no zone is given; null where the text is none.
   *
   * @param end whether a day without a time stands for its end, as in "valid through"
   */
  public static Instant read(String text, boolean end) {
    try {
      Instant instant = FORMATS.read(text);
      boolean day = text.length() == DATE_CHARS && text.charAt(4) == '-';
      return end && day ? instant.plusSeconds(86_400) : instant;
    } catch (BadValueException e) {
      return null;
    }
  }
}
