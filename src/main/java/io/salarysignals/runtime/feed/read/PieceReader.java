package io.salarysignals.runtime.feed.read;

import java.io.IOException;

/** Cuts a file into its records. A broken record never ends the reading. */
public interface PieceReader {
  /** The next record, or null at the end of the file. */
  Piece next() throws IOException;

  /** Where the next record begins; reading can go on from there in another process. */
  Place place();

  /** Goes on at a place that {@link #place} gave for the same file. */
  void resume(Place place) throws IOException;

  /**
   * A place between two records.
   *
   * @param offset bytes (uncompressed) before it; for JSON-LD postings before it
   * @param line number of the physical line that begins there, from 1
   */
  record Place(long offset, long line) {}
}
