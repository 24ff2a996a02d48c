package io.salarysignals.domain.demand;

import java.util.List;

/**
 * The facts known of one posting, ascending by version, one per version. Facts that a retraction of
 * the whole posting took back are not kept.
 */
public record PostingHistory(List<PostingFact> facts) {
  public PostingHistory {
    facts = List.copyOf(facts);
  }
}
