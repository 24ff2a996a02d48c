package io.salarysignals.domain.demand;

import io.salarysignals.domain.intake.Reason;
import io.salarysignals.domain.intake.Rejection;
import io.salarysignals.domain.window.Grid;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what an admitted event means for its posting. The facts that are kept, and the life that
 * follows from them, depend on the set of events alone, never on their order: per version the
 * greatest event type counts, then a retraction of the whole posting, then the greatest digest.
 */
public final class Lifecycle {
  /** How an event counts in the conservation table. */
  public enum Outcome {
    ACCEPTED,
    DUPLICATE,
    SUPERSEDED
  }

  /**
   * @param outcome how the event counts; null where it is rejected
   * @param rejection why the event does not count, or null
   * @param next the history to keep, or null where the known one stays as it is
   * @param before the life that stood; null where nothing changes
   * @param after the life that stands now; null where nothing changes
   */
  public record Decision(
      Outcome outcome,
      Rejection rejection,
      PostingHistory next,
      PostingLife before,
      PostingLife after) {}

  private final LifecycleRules rules;
  private final LifeMaker lives;

  public Lifecycle(LifecycleRules rules) {
    this.rules = rules;
    this.lives = new LifeMaker(rules);
  }

  /** The life that follows from a history; {@code key} is the hash of the posting's id. */
  public PostingLife life(long key, PostingHistory history) {
    return lives.make(key, history.facts());
  }

  /** Whether all that is known of a posting lies before {@code day} and it is not open any more. */
  public boolean overBefore(PostingHistory history, int day) {
    for (PostingFact fact : history.facts()) {
      if (Grid.dayOf(fact.at()) >= day) {
        return false;
      }
    }
    for (PostingLife.Segment segment : life(0, history).segments()) {
      if (segment.to() >= day) {
        return false;
      }
    }
    return true;
  }

  /**
   * Decides about {@code fact}.
   *
   * @param key hash of the posting's id
   * @param known what is known of the posting, or null
   */
  public Decision decide(long key, PostingHistory known, PostingFact fact) {
    List<PostingFact> facts = known == null ? List.of() : known.facts();
    int at = find(facts, fact.version());
    if (at >= 0) {
      return conflict(key, facts, at, fact);
    }
    for (int i = -at - 1; i < facts.size(); i++) {
      if (isWhole(facts.get(i))) {
        return new Decision(Outcome.SUPERSEDED, null, null, null, null);
      }
    }
    if (facts.size() >= rules.maxFacts() && !isWhole(fact)) {
      Rejection rejection =
          new Rejection(
              Reason.TOO_LARGE,
              "version",
              "a posting may have " + rules.maxFacts() + " versions; raise the limit");
      return new Decision(null, rejection, null, null, null);
    }
    return changed(key, facts, with(facts, -at - 1, fact, false), Outcome.ACCEPTED);
  }

  private Decision conflict(long key, List<PostingFact> facts, int at, PostingFact fact) {
    PostingFact known = facts.get(at);
    int order = compare(fact, known);
    if (order == 0) {
      return new Decision(Outcome.DUPLICATE, null, null, null, null);
    }
    PostingFact winner = (order > 0 ? fact : known).conflicted();
    Outcome outcome = order > 0 ? Outcome.ACCEPTED : Outcome.SUPERSEDED;
    return changed(key, facts, with(facts, at, winner, true), outcome);
  }

  private Decision changed(
      long key, List<PostingFact> before, List<PostingFact> after, Outcome outcome) {
    return new Decision(
        outcome, null, new PostingHistory(after), lives.make(key, before), lives.make(key, after));
  }

  private static List<PostingFact> with(
      List<PostingFact> facts, int at, PostingFact fact, boolean replace) {
    List<PostingFact> next = new ArrayList<>(facts.size() + 1);
    if (!isWhole(fact)) {
      next.addAll(facts.subList(0, at));
    }
    next.add(fact);
    next.addAll(facts.subList(replace ? at + 1 : at, facts.size()));
    return next;
  }

  private static int compare(PostingFact a, PostingFact b) {
    int byType = a.type().compareTo(b.type());
    if (byType != 0) {
      return byType;
    }
    int byReach = Boolean.compare(isWhole(a), isWhole(b));
    return byReach != 0 ? byReach : Long.compareUnsigned(a.digest(), b.digest());
  }

  /** Whether a fact takes back the whole posting, as far as it was known by version. */
  static boolean isWhole(PostingFact fact) {
    return fact.type() == PostingEventType.RETRACTED && fact.corrects() == 0;
  }

  /** Where a version stands, or -(where it would stand) - 1. */
  static int find(List<PostingFact> facts, int version) {
    int low = 0;
    int high = facts.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int there = facts.get(middle).version();
      if (there == version) {
        return middle;
      }
      if (there < version) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }
}
