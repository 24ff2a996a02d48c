package io.salarysignals.domain.simulate;

import io.salarysignals.domain.market.Level;
import java.util.List;

/**
 * The load of the bench: a stream of records in which each one is a pure function of seed and
 * position. So any number of threads can make any parts of it, in any order, without shared state.
 *
 * <p>Markets are pairs of 250 roles and 80 places (50 US states, D.C. and 29 countries): a long
 * list of roles and a shorter one of places is what job data looks like, and it makes both kinds of
 * roll-up work: states into a country, countries into the world, roles into families. Pairs are
 * ranked by the product of the ranks of their parts, and their popularity is Zipf over that rank:
 * big roles are big everywhere, and the exponent holds for the markets as a whole. Skills are drawn
 * from a role's own typical ones with Zipf 1.0 popularity, as skills cluster by occupation; drawing
 * from the whole vocabulary would make many times more cells per market than there are in real
 * data.
 *
 * <p>A duplicate is an earlier NEW record, unchanged; a correction restates an earlier one with a
 * version that grows with its position, so that two corrections of one observation never conflict.
 * A duplicate that comes after a correction of its observation counts as superseded.
 */
public final class BenchLoad {
  private static final long DAY = 86_400_000;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final BenchParameters parameters;
  private final BenchTables tables;
  private final long seed;
  private final long duplicateBelow;
  private final long correctionBelow;

  /**
   * @param canonicalTitles titles of a taxonomy; taken at even distances, so that every family is
   *     there; where they are too few, more are made up of them
   */
  public BenchLoad(BenchParameters parameters, long seed, List<String> canonicalTitles) {
    this.parameters = parameters;
    this.seed = mix(seed ^ GOLDEN);
    tables = new BenchTables(parameters, canonicalTitles);
    duplicateBelow = (long) (parameters.duplicates() * 0x1.0p32);
    correctionBelow = duplicateBelow + (long) (parameters.corrections() * 0x1.0p32);
  }

  public BenchParameters parameters() {
    return parameters;
  }

  public int skillsPerRecord() {
    return parameters.skillsPerRecord();
  }

  /** Raw titles. */
  public String[] titles() {
    return tables.titles;
  }

  public Place[] places() {
    return tables.places;
  }

  public String[] employers() {
    return tables.employers;
  }

  public String[] skills() {
    return tables.skills;
  }

  /** One rate per currency, in force from 40 days before the first event day, then monthly. */
  public List<SimulatedRate> rates() {
    return tables.rates(parameters);
  }

  public String idOf(long observation) {
    return "simulated-bench-" + observation;
  }

  /** Fills {@code record} with the record at {@code position}, 0 .. records - 1. */
  public void fill(long position, BenchRecord record) {
    long kind = kindBits(position);
    if (kind >= correctionBelow || position == 0) {
      base(position, record);
      return;
    }
    long target = earlierNew(position);
    if (target < 0) {
      base(position, record);
      return;
    }
    base(target, record);
    if (kind >= duplicateBelow) {
      long bits = mix(seed + position * GOLDEN + 7);
      record.corrected = true;
      record.version = (int) (1 + position - target);
      record.amount = 100 * StrictMath.rint(record.amount * (0.9 + (bits & 0xFF) / 1280.0) / 100);
      if ((bits >>> 8) % 10 == 0 && record.observedAt >= (parameters.startDay() + 1) * DAY) {
        record.observedAt -= DAY;
      }
    }
  }

  /** Whether the record at {@code position} is a NEW observation of its own. */
  private boolean isNew(long position) {
    return position == 0 || kindBits(position) >= correctionBelow;
  }

  /** A NEW record before {@code position}, within reach, or -1. */
  private long earlierNew(long position) {
    long reach = Math.min(position, parameters.reach());
    long target = position - 1 - Math.floorMod(mix(seed + position * GOLDEN + 3), reach);
    while (target >= 0 && !isNew(target)) {
      target--;
    }
    return target;
  }

  private long kindBits(long position) {
    return mix(seed + position * GOLDEN + 1) >>> 32;
  }

  private void base(long position, BenchRecord record) {
    long bits = mix(seed + position * GOLDEN);
    record.observation = position;
    record.version = 1;
    record.corrected = false;
    int market = tables.marketOfRank[tables.markets.draw(bits)];
    int role = market / parameters.places();
    record.place = market % parameters.places();
    bits = mix(bits + GOLDEN);
    record.employer = tables.employerSizes.draw(bits);
    bits = mix(bits + GOLDEN);
    int level = tables.levels[(int) (bits & 0xFF)];
    // Half say the level in its field, half in the title.
    boolean stated = (bits & 0x100) != 0;
    record.level = stated ? level : -1;
    record.title = role * Level.values().length + (stated ? Level.MID.ordinal() : level);
    record.amount =
        100
            * StrictMath.rint(
                tables.rolePay[role]
                    * tables.placePay[record.place]
                    * tables.levelPay[level]
                    * tables.employerPay[record.employer]
                    * tables.personal[(int) (bits >>> 9) & 0xFFF]
                    / 100);
    record.observedAt = eventTime(position, (bits >>> 21) & 0xFFFFF);
    skills(role, mix(bits + GOLDEN), record.skills);
  }

  /** Event time runs evenly over the days, less a delay that is uniform up to the disorder. */
  private long eventTime(long position, long bits20) {
    long start = parameters.startDay() * DAY;
    long span = parameters.days() * DAY - 1;
    long regular = start + (long) (span * ((double) position / parameters.records()));
    long delay = (parameters.disorderMillis() * bits20) >>> 20;
    return Math.max(start, regular - delay);
  }

  private void skills(int role, long bits, int[] into) {
    int[] own = tables.skillsOfRole[role];
    long rest = bits;
    for (int i = 0; i < into.length; i++) {
      if (i > 0 && i % 5 == 0) {
        rest = mix(bits + i);
      }
      int rank = tables.skillRanks[(int) (rest & 0xFFF)] & 0xFF;
      rest >>>= 12;
      // A skill drawn twice gives way to the next more rare one.
      while (contains(into, i, own[rank])) {
        rank = rank + 1 == own.length ? 0 : rank + 1;
      }
      into[i] = own[rank];
    }
  }

  private static boolean contains(int[] values, int length, int value) {
    for (int i = 0; i < length; i++) {
      if (values[i] == value) {
        return true;
      }
    }
    return false;
  }

  /** Finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection that mixes all bits. */
  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
