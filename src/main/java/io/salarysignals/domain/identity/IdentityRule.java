package io.salarysignals.domain.identity;

import io.salarysignals.domain.intake.Flag;
import io.salarysignals.domain.pane.Contribution;

/**
 * Decides what an admitted event means for the observation it names. What counts in the end depends
 * on the set of events alone, never on their order: the greatest version; among equal versions the
 * greatest event type, then the greatest digest of the canonical content.
 */
public final class IdentityRule {
  /** How an event counts in the conservation table. */
  public enum Outcome {
    ACCEPTED,
    DUPLICATE,
    SUPERSEDED
  }

  /**
   * @param outcome how the event counts
   * @param next the identity to keep, or null where the known one stays as it is
   * @param retract what to take back from the panes, or null
   * @param add what to add to the panes, or null
   */
  public record Decision(Outcome outcome, Identity next, Contribution retract, Contribution add) {}

  private IdentityRule() {}

  /** Decides about {@code event}, given what is known of its id (null: nothing). */
  public static Decision decide(Identity known, Identity event) {
    if (known == null) {
      return new Decision(Outcome.ACCEPTED, event, null, event.contribution());
    }
    if (event.version() < known.version()) {
      return new Decision(Outcome.SUPERSEDED, null, null, null);
    }
    if (event.version() > known.version()) {
      return new Decision(Outcome.ACCEPTED, event, known.contribution(), event.contribution());
    }
    int order = compare(event, known);
    if (order == 0) {
      return new Decision(Outcome.DUPLICATE, null, null, null);
    }
    Identity winner = conflicted(order > 0 ? event : known);
    Outcome outcome = order > 0 ? Outcome.ACCEPTED : Outcome.SUPERSEDED;
    boolean same = order < 0 && known.conflict();
    return new Decision(
        outcome,
        same ? null : winner,
        same ? null : known.contribution(),
        same ? null : winner.contribution());
  }

  private static int compare(Identity a, Identity b) {
    int byType = a.eventType().compareTo(b.eventType());
    if (byType != 0) {
      return byType;
    }
    int byHigh = Long.compareUnsigned(a.digestHigh(), b.digestHigh());
    return byHigh != 0 ? byHigh : Long.compareUnsigned(a.digestLow(), b.digestLow());
  }

  private static Identity conflicted(Identity winner) {
    Contribution flagged =
        winner.contribution() == null ? null : winner.contribution().with(Flag.VERSION_CONFLICT);
    return new Identity(
        winner.version(),
        winner.eventType(),
        winner.digestHigh(),
        winner.digestLow(),
        true,
        flagged,
        winner.keepUntilDay());
  }
}
