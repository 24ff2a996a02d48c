package io.salarysignals.domain.demand;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The exact demand of one cell on one UTC day: what changed on that day. The stock of a day is the
 * sum of the changes of all days up to it, so {@code open(t) = open(t-1) + opened - closed -
 * expired + moved in - moved out} holds by construction. Everything is a sum, so what was added can
 * be taken back.
 *
 * <p>For survival times it also holds, per age in days of a posting's first spell, how many closed
 * and how many left observation otherwise (expired or moved away less moved here).
 */
public final class DemandPane {
  /** Spells that opened. */
  public static final int OPENED = 0;

  /** First spells among them. */
  public static final int FIRST_OPENED = 1;

  /** Spells that were closed. */
  public static final int CLOSED = 2;

  /** Spells that expired. */
  public static final int EXPIRED = 3;

  /** Open postings that a change of their attributes brought here. */
  public static final int MOVED_IN = 4;

  /** Advertisements of postings that had been advertised before. */
  public static final int REPOSTED = 5;

  /** Change of the number of open vacancies. */
  public static final int VACANCY_CHANGE = 6;

  /** Vacancies that were never open here before. */
  public static final int VACANCIES_OPENED = 7;

  /** Spells that opened with advertised pay. */
  public static final int OPENED_PAID = 8;

  /** Skills listed by the spells that opened. */
  public static final int SKILLS = 9;

  /** Open postings that a change of their attributes took away. */
  public static final int MOVED_OUT = 10;

  /** The first of the counts of opened spells by {@link Scope}. */
  public static final int SCOPES = 11;

  /** Change of the number of employers with an open posting. */
  public static final int EMPLOYER_CHANGE = SCOPES + 3;

  /** How many counts there are. */
  public static final int SIZE = EMPLOYER_CHANGE + 1;

  private static final int[] NO_AGES = {};

  private final int[] counts;
  private int[] ages;
  private int[] deaths;
  private int[] exits;
  private int ageCount;
  private boolean shared;

  public DemandPane() {
    this(new int[SIZE], NO_AGES, NO_AGES, NO_AGES);
  }

  /** A pane of these parts, which it then owns; ages ascend. */
  public DemandPane(int[] counts, int[] ages, int[] deaths, int[] exits) {
    this.counts = counts;
    this.ages = ages;
    this.deaths = deaths;
    this.exits = exits;
    this.ageCount = ages.length;
  }

  /** From now on several cells have this pane, which therefore changes no more. */
  public void share() {
    shared = true;
  }

  /** Whether several cells have this pane. */
  boolean isShared() {
    return shared;
  }

  private void own() {
    if (shared) {
      throw new IllegalStateException("a pane of several cells would change");
    }
  }

  /** A pane of its own with the same content. */
  DemandPane copy() {
    boolean aged = ageCount > 0;
    return new DemandPane(
        counts.clone(),
        aged ? Arrays.copyOf(ages, ageCount) : NO_AGES,
        aged ? Arrays.copyOf(deaths, ageCount) : NO_AGES,
        aged ? Arrays.copyOf(exits, ageCount) : NO_AGES);
  }

  /** Whether another pane holds the same. */
  public boolean hasSameContent(DemandPane other) {
    return Arrays.equals(counts, other.counts)
        && Arrays.equals(ages, 0, ageCount, other.ages, 0, other.ageCount)
        && Arrays.equals(deaths, 0, ageCount, other.deaths, 0, other.ageCount)
        && Arrays.equals(exits, 0, ageCount, other.exits, 0, other.ageCount);
  }

  /** The same for panes that hold the same. */
  public int contentHash() {
    int hash = Arrays.hashCode(counts);
    for (int i = 0; i < ageCount; i++) {
      hash = 31 * hash + (ages[i] * 31 + deaths[i]) * 31 + exits[i];
    }
    return hash;
  }

  void add(int counter, int delta) {
    own();
    counts[counter] = Math.addExact(counts[counter], delta);
  }

  /** Counts spells of this age that closed, or left observation otherwise. */
  void addAge(int age, int closed, int left) {
    own();
    int at = Arrays.binarySearch(ages, 0, ageCount, age);
    if (at < 0) {
      at = -at - 1;
      if (ageCount == ages.length) {
        int room = ageCount == 0 ? 2 : ageCount * 2;
        ages = Arrays.copyOf(ages, room);
        deaths = Arrays.copyOf(deaths, room);
        exits = Arrays.copyOf(exits, room);
      }
      System.arraycopy(ages, at, ages, at + 1, ageCount - at);
      System.arraycopy(deaths, at, deaths, at + 1, ageCount - at);
      System.arraycopy(exits, at, exits, at + 1, ageCount - at);
      ages[at] = age;
      deaths[at] = 0;
      exits[at] = 0;
      ageCount++;
    }
    deaths[at] += closed;
    exits[at] += left;
    if (deaths[at] == 0 && exits[at] == 0) {
      ageCount--;
      System.arraycopy(ages, at + 1, ages, at, ageCount - at);
      System.arraycopy(deaths, at + 1, deaths, at, ageCount - at);
      System.arraycopy(exits, at + 1, exits, at, ageCount - at);
    }
  }

  public int count(int counter) {
    return counts[counter];
  }

  /** By how much the number of open postings changed. */
  public int net() {
    return counts[OPENED] - counts[CLOSED] - counts[EXPIRED] + counts[MOVED_IN] - counts[MOVED_OUT];
  }

  /** How many ages have an entry. */
  public int ageCount() {
    return ageCount;
  }

  public int age(int i) {
    return ages[i];
  }

  /** First spells that closed at {@link #age}. */
  public int deaths(int i) {
    return deaths[i];
  }

  /** First spells that left observation otherwise at {@link #age}, less those that came. */
  public int exits(int i) {
    return exits[i];
  }

  public boolean isEmpty() {
    for (int count : counts) {
      if (count != 0) {
        return false;
      }
    }
    return ageCount == 0;
  }

  /** Adds what {@code other} holds. */
  void addAll(DemandPane other) {
    for (int i = 0; i < SIZE; i++) {
      add(i, other.counts[i]);
    }
    for (int i = 0; i < other.ageCount; i++) {
      addAge(other.ages[i], other.deaths[i], other.exits[i]);
    }
  }

  /**
   * Adds what stays of this pane once no window looks at its day any more: how many postings,
   * vacancies and employers it added, and for survival times who opened on which day and is still
   * at risk.
   *
   * @param base takes the numbers; its day lies behind all that is folded
   * @param at gives the pane of an earlier day
   */
  void foldInto(int day, DemandPane base, IntFunction<DemandPane> at) {
    base.add(MOVED_IN, net());
    base.add(VACANCY_CHANGE, counts[VACANCY_CHANGE]);
    base.add(EMPLOYER_CHANGE, counts[EMPLOYER_CHANGE]);
    if (counts[FIRST_OPENED] != 0) {
      at.apply(day).add(FIRST_OPENED, counts[FIRST_OPENED]);
    }
    for (int i = 0; i < ageCount; i++) {
      at.apply(day - ages[i]).add(FIRST_OPENED, -deaths[i] - exits[i]);
    }
  }

  /** Takes back what {@code other} holds. */
  void subtractAll(DemandPane other) {
    for (int i = 0; i < SIZE; i++) {
      add(i, -other.counts[i]);
    }
    for (int i = 0; i < other.ageCount; i++) {
      addAge(other.ages[i], -other.deaths[i], -other.exits[i]);
    }
  }
}
