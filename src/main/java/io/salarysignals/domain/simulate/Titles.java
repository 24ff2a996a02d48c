package io.salarysignals.domain.simulate;

import io.salarysignals.domain.market.Level;
import java.util.Locale;

/** How people write the title of a role at a level. */
final class Titles {
  private static final String[][] PREFIXES = {
    {"Intern "},
    {"Junior ", "Jr. ", "Entry Level "},
    {""},
    {"Senior ", "Sr. ", "Sr "},
    {"Lead "},
    {"Principal "},
    {""}
  };
  private static final String[] NOISE = {
    " (m/f/d)", " (Remote)", " - Remote", " (Hybrid)", " (all genders)", "  "
  };

  private Titles() {}

  /** Whether a title can say this level. */
  static boolean says(Level level) {
    return !PREFIXES[level.ordinal()][0].isEmpty();
  }

  /** The plain title: the level's usual word, then the canonical title. */
  static String plain(String title, Level level) {
    return PREFIXES[level.ordinal()][0] + title;
  }

  /** A title as found in the wild. */
  static String wild(String title, Level level, Draws draws) {
    String[] prefixes = PREFIXES[level.ordinal()];
    String text = prefixes[draws.below(prefixes.length)] + title;
    double kind = draws.uniform();
    if (kind < 0.15) {
      return text.toUpperCase(Locale.ROOT);
    }
    if (kind < 0.30) {
      return text.toLowerCase(Locale.ROOT);
    }
    return text + NOISE[draws.below(NOISE.length)];
  }
}
