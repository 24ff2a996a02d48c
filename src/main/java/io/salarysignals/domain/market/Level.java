package io.salarysignals.domain.market;

import java.util.Locale;

/** Seniority, lowest first. {@link #code()} is what facets use: {@code level:senior}. */
public enum Level {
  INTERN,
  ENTRY,
  MID,
  SENIOR,
  LEAD,
  PRINCIPAL,
  EXECUTIVE;

  private static final Level[] VALUES = values();
  private final String code = name().toLowerCase(Locale.ROOT);

  /** The lower-case code, e.g. {@code senior}. */
  public String code() {
    return code;
  }

  /** The level with this ordinal. */
  public static Level of(int ordinal) {
    return VALUES[ordinal];
  }
}
