package io.salarysignals.domain.demand;

import io.salarysignals.domain.watermark.SourceProgress;
import java.util.function.BooleanSupplier;

/**
 * Panes, vacancies, windows and what is said about them, for the roles of one task. Changes of
 * lives change panes at once; {@link #correct}, {@link #close} and {@link #tellProvisional} then
 * tell what follows from that. What stands in the end depends on the lives alone, never on when
 * these are called. Single-threaded. Time comes in with the watermarks; no clock is read.
 */
public interface DemandEngine {
  /**
   * Replaces what a posting contributes.
   *
   * @param role the role, or the family with prefix, whose panes are meant: one call for each that
   *     {@link LifeTargets} names
   */
  void change(String role, PostingLife before, PostingLife after);

  /** Adds a change of the open postings of all roles together: {@link StockChanges}. */
  void total(String region, int day, int net);

  /** Takes over what a source partition says of itself. */
  void progress(int partition, int partitions, SourceProgress progress);

  /** Tells the corrections of closed days that changed; returns whether none is left. */
  boolean correct(BooleanSupplier stop);

  /** How many grid ends the watermark has passed that are not closed. */
  int endsToClose();

  /** Whether a grid end is half closed. */
  boolean isClosing();

  /** Closes the grid ends that the watermark has passed; returns whether none is left. */
  boolean close(BooleanSupplier stop);

  /** Tells provisional figures of what changed since; returns whether none is left. */
  boolean tellProvisional(BooleanSupplier stop);

  /** Whether closed days changed that were not told yet. */
  boolean hasCorrections();

  /** Hands everything that must survive to the state. To be called before each commit. */
  void save();

  /** The minimum watermark, epoch ms, NONE or CLOSED. */
  long watermark();

  /** Whether every input was closed and everything is out. */
  boolean isComplete();

  /** The greatest grid end up to which everything is final, or {@link DemandCursor#NOTHING}. */
  int closedThrough();

  /** How many markets are known. */
  int markets();

  /** How many panes are held in memory. */
  long heldPanes();
}
