package io.salarysignals.domain.pane;

import io.salarysignals.domain.intake.Flag;
import io.salarysignals.domain.market.Level;
import java.util.Arrays;

/** Adds rows up to panes, one pane after the other. About 4 MB; one per thread. */
public final class PaneSummer {
  /** How the rows of a region are summed. */
  public enum Kind {
    /** In US dollars. */
    WORLD,
    /** In the country's currency, and in US dollars beside it where that is another one. */
    COUNTRY,
    /** In the country's currency. */
    SUBDIVISION
  }

  /** Room for one pane; its next use overwrites it. */
  public static final class Room {
    final Accumulator local = new Accumulator();
    final Accumulator usd = new Accumulator();
    final long[] tallies = new long[Tally.SIZE];
  }

  private final Summer main = new Summer();
  private final Summer beside = new Summer();
  private Room room;
  private boolean world;
  private boolean both;

  /** Begins a pane of about {@code size} rows in {@code into}. */
  public void begin(Room into, Kind kind, String currency, int size) {
    room = into;
    world = kind == Kind.WORLD;
    both = kind == Kind.COUNTRY && !"USD".equals(currency);
    Arrays.fill(room.tallies, 0);
    main.begin(room.local, size);
    if (both) {
      beside.begin(room.usd, size);
    }
  }

  public void add(RoleDay day, int row) {
    int employer = day.employer(row);
    if (world) {
      main.add(day.usdMinor(row), day.usdLog(row), day.usdBin(row), employer);
    } else {
      main.add(day.localMinor(row), day.localLog(row), day.localBin(row), employer);
    }
    if (both) {
      beside.add(day.usdMinor(row), day.usdLog(row), day.usdBin(row), employer);
    }
    Level level = day.level(row);
    if (level != null) {
      room.tallies[Tally.of(level)]++;
    }
    room.tallies[Tally.of(day.sourceType(row))]++;
    for (int bits = day.flags(row); bits != 0; bits &= bits - 1) {
      room.tallies[Tally.of(Flag.of(Integer.numberOfTrailingZeros(bits)))]++;
    }
  }

  /** The pane: a view of the room, valid until its next use. */
  public Pane finish() {
    main.finish();
    if (both) {
      beside.finish();
    }
    return new Pane(room.local, both && room.local.n() > 0 ? room.usd : null, room.tallies);
  }
}
