package io.salarysignals.domain.demand;

import java.util.List;
import java.util.Locale;

/** Responsibilities whose spread is followed. */
public enum Scope {
  AI,
  DATA_GOVERNANCE,
  PRODUCT;

  private static final Scope[] VALUES = values();

  public int bit() {
    return 1 << ordinal();
  }

  /** How many there are. */
  public static int count() {
    return VALUES.length;
  }

  public static Scope of(int ordinal) {
    return VALUES[ordinal];
  }

  /** The scopes that responsibility tags name, as bits; other tags say nothing. */
  public static int bits(List<String> tags) {
    int bits = 0;
    if (tags != null) {
      for (String tag : tags) {
        if (tag != null) {
          bits |= bits(tag.trim().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_'));
        }
      }
    }
    return bits;
  }

  private static int bits(String tag) {
    int bits = 0;
    if (tag.equals("AI") || tag.startsWith("AI_") || tag.endsWith("_AI") || tag.contains("GENAI")) {
      bits |= AI.bit();
    }
    if (tag.contains("GOVERNANCE")) {
      bits |= DATA_GOVERNANCE.bit();
    }
    if (tag.equals("PRODUCT") || tag.startsWith("PRODUCT_")) {
      bits |= PRODUCT.bit();
    }
    return bits;
  }
}
