package io.salarysignals.domain.demand;

import io.salarysignals.domain.pane.Contribution;
import java.util.List;

/**
 * What follows from a posting's facts: when it was open, as what, and what it paid.
 *
 * @param key hash of the posting's id
 * @param segments times with one set of attributes, in order of time
 * @param reposts when it was advertised anew
 * @param pays its advertised pay as observations of basis POSTED
 */
public record PostingLife(
    long key, List<Segment> segments, List<Repost> reposts, List<Contribution> pays) {

  /** The end day of a segment that is still open. */
  public static final int OPEN = Integer.MAX_VALUE;

  /** How a segment ends: not yet, with the posting, or with a change of attributes. */
  public enum Exit {
    OPEN,
    CLOSED,
    EXPIRED,
    MOVED
  }

  /**
   * @param from UTC epoch day on which it begins
   * @param to epoch day on which it ends: at the end of that day it is no longer open
   * @param spell epoch day on which the spell opened that it is part of: {@code from}, unless it
   *     begins with a change of attributes
   * @param moved whether it begins with a change of attributes
   * @param first whether the spell is the posting's first
   */
  public record Segment(
      int from,
      int to,
      int spell,
      boolean moved,
      boolean first,
      Exit exit,
      PostingAttributes attributes) {}

  /** An advertisement of a posting that had been advertised before. */
  public record Repost(int day, PostingAttributes attributes) {}

  /** A posting that never was. */
  public static PostingLife none(long key) {
    return new PostingLife(key, List.of(), List.of(), List.of());
  }

  /** Whether the posting counts anywhere. */
  public boolean counts() {
    return !segments.isEmpty();
  }
}
