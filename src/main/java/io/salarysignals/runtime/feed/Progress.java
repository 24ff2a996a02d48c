package io.salarysignals.runtime.feed;

/** Told from time to time how far a feed is. Called by the feeding thread: to return at once. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress NONE = (records, bytesDone, bytesTotal) -> {};

  /**
   * Where the feed is.
   *
   * @param records records read by this run
   * @param bytesDone bytes of the files read or skipped, as they lie on the disk
   * @param bytesTotal bytes of all files; each counts twice where a partition is held back
   */
  void at(long records, long bytesDone, long bytesTotal);
}
