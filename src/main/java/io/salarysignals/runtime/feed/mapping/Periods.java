package io.salarysignals.runtime.feed.mapping;

import io.salarysignals.event.PayPeriod;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Pay periods as sources spell them: {@code YEAR, Yearly, per annum, hourly, HUR, ANN}. */
public final class Periods {
  private static final Map<String, PayPeriod> SPELLINGS = new HashMap<>();

  static {
    // The three-letter codes are UN/CEFACT unit codes, which schema.org allows as unitCode.
    put(PayPeriod.HOUR, "hour hours hourly hr hrs h hur");
    put(PayPeriod.DAY, "day days daily d");
    put(PayPeriod.WEEK, "week weeks weekly wk w wee");
    put(PayPeriod.MONTH, "month months monthly mon mo mth m");
    put(PayPeriod.YEAR, "year years yearly yr y annual annually annum ann a pa");
  }

  private Periods() {}

  private static void put(PayPeriod period, String words) {
    for (String word : words.split(" ")) {
      SPELLINGS.put(word, period);
    }
  }

  /** The period that a text names, or null. */
  public static PayPeriod of(String text) {
    String word = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ").strip();
    PayPeriod whole = SPELLINGS.get(word.replace(" ", ""));
    if (whole != null) {
      return whole;
    }
    String last = word.replaceFirst("^(?:per|an?|p|by|each|every) ", "");
    return SPELLINGS.get(last.replaceFirst(" (?:salary|rate|pay|wage)$", ""));
  }
}
