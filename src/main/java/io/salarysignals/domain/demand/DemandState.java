package io.salarysignals.domain.demand;

import java.util.Map;

/**
 * Where the engine keeps what must survive. Everything saved between two commits becomes durable
 * together with the events sent in that time, or not at all. Results of visits are the caller's.
 */
public interface DemandState {
  /** Saves the panes of a market day; an empty one is deleted. */
  void saveDay(DemandMarket market, int day, DemandDay panes);

  /**
   * The panes of a market day that were saved, to be changed at will; null where there are none.
   */
  DemandDay loadDay(DemandMarket market, int day);

  /** Calls {@code visitor} for every market day there is. */
  void forEachDay(DayVisitor visitor);

  /** Visits the days of one market, and what was said about its cells. */
  void loadMarket(DemandMarket market, DayVisitor days, LineVisitor lines);

  /**
   * Saves by how much a closed day changed and was not told yet; an empty one is deleted.
   *
   * @param toldThrough the last grid end that had been told when it changed
   */
  void saveLate(DemandMarket market, int toldThrough, int day, DemandDay changes);

  /** Calls {@code visitor} for every closed day that changed and was not told yet. */
  void forEachLate(LateVisitor visitor);

  /** Saves what was said about a cell. */
  void saveLine(DemandMarket market, String facet, DemandLine line);

  /** Calls {@code visitor} for every cell that something was said about. */
  void forEachLine(LineVisitor visitor);

  /** Calls {@code visitor} for every group of postings there is, some more than once. */
  void forEachGroup(GroupVisitor visitor);

  /** The first group that was saved behind another, in an order of the state's own, or null. */
  GroupId groupAfter(GroupId group);

  /** Puts the postings of an employer in a role or family into {@code members}, by key. */
  void loadGroup(String role, int employer, Map<Long, PostingLife> members);

  /** Saves a member of a group; one that counts nowhere is deleted. */
  void saveMember(String role, int employer, PostingLife life);

  /**
   * Saves by how much a stock that location quotients are made of changed on a day; nothing is kept
   * of zeros.
   *
   * @param market a role, or all roles, in a region
   * @param net of all roles the change, of a role 0: its panes tell it
   * @param late how much of the change was not told yet
   */
  void saveStock(DemandMarket market, int day, int net, int late);

  /** Calls {@code visitor} for every day of a stock that was saved. */
  void forEachStock(StockVisitor visitor);

  /** The cursor, or null. */
  DemandCursor loadCursor();

  void saveCursor(DemandCursor cursor);

  /** Visits market days. */
  interface DayVisitor {
    void visit(DemandMarket market, int day, DemandDay panes);
  }

  /** Visits late changes of market days. */
  interface LateVisitor {
    void visit(DemandMarket market, int toldThrough, int day, DemandDay changes);
  }

  /** The postings of an employer in a role or family. */
  record GroupId(String role, int employer) {}

  /** Visits groups of postings. */
  interface GroupVisitor {
    void visit(String role, int employer);
  }

  /** Visits stocks. */
  interface StockVisitor {
    void visit(DemandMarket market, int day, int net, int late);
  }

  /** Visits lines. */
  interface LineVisitor {
    void visit(DemandMarket market, String facet, DemandLine line);
  }
}
