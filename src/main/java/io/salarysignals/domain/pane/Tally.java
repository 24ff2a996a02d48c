package io.salarysignals.domain.pane;

import io.salarysignals.domain.intake.Flag;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.SourceType;

/** Positions of the plain counts of a pane: observations by level, by source type and by flag. */
public final class Tally {
  private static final int LEVELS = Level.values().length;
  private static final int SOURCES = SourceType.values().length;

  /** How many counts there are. */
  public static final int SIZE = LEVELS + SOURCES + Flag.count();

  private Tally() {}

  public static int of(Level level) {
    return level.ordinal();
  }

  public static int of(SourceType source) {
    return LEVELS + source.ordinal();
  }

  public static int of(Flag flag) {
    return LEVELS + SOURCES + flag.ordinal();
  }
}
