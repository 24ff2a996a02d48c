package io.salarysignals.domain.demand;

import java.util.function.BiConsumer;

/**
 * Where the engine keeps what must survive. Everything saved between two commits becomes durable
 * together with the events sent in that time, or not at all. Results of loads are the caller's.
 */
public interface DemandState {
  /** The panes of a market day, or null. */
  DemandDay loadDay(DemandMarket market, int day);

  /** Saves the panes of a market day; an empty one is deleted. */
  void saveDay(DemandMarket market, int day, DemandDay panes);

  /** Calls {@code visitor} for every market day there is. */
  void forEachDay(DayVisitor visitor);

  /** The book of a market, or null. */
  DemandBook loadBook(DemandMarket market);

  /** Saves the book of a market; one without lines is deleted. */
  void saveBook(DemandMarket market, DemandBook book);

  /** The postings of an employer in a role or family, or null. */
  VacancyGroup loadGroup(String role, int employer);

  /** Saves a group; one without members is deleted. */
  void saveGroup(String role, int employer, VacancyGroup group);

  /** Remembers that a market's closed days changed from {@code day} on and were not told yet. */
  void savePending(DemandMarket market, int day);

  void deletePending(DemandMarket market);

  /** Calls {@code visitor} for every market that changed and was not told yet. */
  void forEachPending(BiConsumer<DemandMarket, Integer> visitor);

  DemandCursor loadCursor();

  void saveCursor(DemandCursor cursor);

  /** Visits the market days in the store. */
  interface DayVisitor {
    void visit(DemandMarket market, int day, DemandDay panes);
  }
}
