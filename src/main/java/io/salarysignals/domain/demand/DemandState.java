package io.salarysignals.domain.demand;

/**
 * Where the engine keeps what must survive. Everything saved between two commits becomes durable
 * together with the events sent in that time, or not at all. Results of visits are the caller's.
 */
public interface DemandState {
  /** Saves the panes of a market day; an empty one is deleted. */
  void saveDay(DemandMarket market, int day, DemandDay panes);

  /** Calls {@code visitor} for every market day there is. */
  void forEachDay(DayVisitor visitor);

  /** Saves by how much a closed day changed and was not told yet; an empty one is deleted. */
  void saveLate(DemandMarket market, int day, DemandDay changes);

  /** Calls {@code visitor} for every closed day that changed and was not told yet. */
  void forEachLate(DayVisitor visitor);

  /** Saves what was said about a cell. */
  void saveLine(DemandMarket market, String facet, DemandLine line);

  /** Calls {@code visitor} for every cell that something was said about. */
  void forEachLine(LineVisitor visitor);

  /** The postings of an employer in a role or family, or null. */
  VacancyGroup loadGroup(String role, int employer);

  /** Saves a group; one without members is deleted. */
  void saveGroup(String role, int employer, VacancyGroup group);

  /** The cursor, or null. */
  DemandCursor loadCursor();

  void saveCursor(DemandCursor cursor);

  /** Visits market days. */
  interface DayVisitor {
    void visit(DemandMarket market, int day, DemandDay panes);
  }

  /** Visits lines. */
  interface LineVisitor {
    void visit(DemandMarket market, String facet, DemandLine line);
  }
}
