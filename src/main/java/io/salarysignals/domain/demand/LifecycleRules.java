package io.salarysignals.domain.demand;

/**
 * The settings of the lifecycle.
 *
 * @param gapMillis a posting that opens again no later than this after its end was never away; in
 *     the default of seven days falls every feed that is read at least weekly
 * @param silenceMillis a posting that nothing is heard of for this long has expired; negative:
 *     never
 * @param maxFacts most versions kept of one posting; events beyond are rejected
 */
public record LifecycleRules(long gapMillis, long silenceMillis, int maxFacts) {
  public static final LifecycleRules DEFAULT = new LifecycleRules(7 * 86_400_000L, -1, 1_000);
}
