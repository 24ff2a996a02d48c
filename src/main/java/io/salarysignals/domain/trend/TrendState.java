package io.salarysignals.domain.trend;

import io.salarysignals.domain.gate.protect.Release;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.Change;
import io.salarysignals.domain.pane.Names;
import io.salarysignals.domain.pane.RoleDay;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.BiConsumer;

/**
 * Where the engine keeps what must survive. Everything saved between two commits becomes durable
 * together with the events sent in that time, or not at all. A role stands as its market of the
 * world. The days of a role are kept in numbered pieces: what was added since the last commit is
 * appended, and now and then the pieces are made one again.
 */
public interface TrendState {
  /**
   * Adds what the pieces of a role's day hold to {@code rows}, and takes off what they retract.
   *
   * @return how many pieces there are
   */
  int loadDay(Market role, int day, RoleDay rows);

  /** Appends a piece. */
  void appendDay(Market role, int day, int piece, List<Change> changes);

  /**
   * Writes a day whole in place of its {@code pieces}; an empty one is deleted.
   *
   * @return how many pieces there are now: one for every few thousand rows
   */
  int saveDay(Market role, int day, RoleDay rows, int pieces);

  /** Calls {@code visitor} for every piece of every role's day. */
  void forEachPiece(Names names, PieceVisitor visitor);

  /** The book of a market, or null. */
  Book loadBook(Market market);

  void saveBook(Market market, Book book);

  void deleteBook(Market market);

  /** What changed on closed days and was not told yet, by role and day. */
  Map<Market, NavigableMap<Integer, List<Change>>> loadChanges();

  /** Saves what changed on a closed day; none: deletes. */
  void saveChanges(Market role, int day, List<Change> changes);

  /** Saves a role's windows with protected pay; empty: deletes. */
  void saveProtectedBook(Market role, ProtectedBook book);

  /** Calls {@code visitor} for every role that has windows with protected pay. */
  void forEachProtectedBook(BiConsumer<Market, ProtectedBook> visitor);

  /** A role's releases of protected pay, oldest first; empty where there are none. */
  List<Release> loadReleases(Market role);

  /** Saves a role's releases of protected pay; an empty list is deleted. */
  void saveReleases(Market role, List<Release> releases);

  /** Calls {@code visitor} for every market that has a book. */
  void forEachBook(BiConsumer<Market, Book> visitor);

  Cursor loadCursor();

  void saveCursor(Cursor cursor);

  /** Visits the pieces in the store. */
  interface PieceVisitor {
    /**
     * @param n observations added less those retracted
     * @param places numbers of the places in it
     */
    void visit(Market role, int day, int n, int[] places);
  }
}
