package io.salarysignals.domain.gate;

import io.salarysignals.domain.stats.Contributors;
import io.salarysignals.domain.stats.Sample;
import java.util.ArrayList;
import java.util.List;

/** The publication gate of the profile {@code open}: minimum sample and dominance rules. */
public final class Gate {
  private static final SuppressionReason[] OWN = {
    SuppressionReason.MIN_N, SuppressionReason.MIN_EMPLOYERS, SuppressionReason.DOMINANCE
  };
  private static final List<List<SuppressionReason>> RESULTS = results();

  private final GateSettings settings;

  public Gate(GateSettings settings) {
    this.settings = settings;
  }

  /** All combinations, so that judging allocates no list. */
  private static List<List<SuppressionReason>> results() {
    List<List<SuppressionReason>> results = new ArrayList<>();
    for (int mask = 0; mask < 1 << OWN.length; mask++) {
      List<SuppressionReason> reasons = new ArrayList<>();
      for (int i = 0; i < OWN.length; i++) {
        if ((mask & 1 << i) != 0) {
          reasons.add(OWN[i]);
        }
      }
      results.add(List.copyOf(reasons));
    }
    return List.copyOf(results);
  }

  /**
   * Every rule that a sample breaks, in the order of {@link SuppressionReason}; empty where it may
   * be published. Costs one pass over the named employers, of which there are at most n.
   */
  public List<SuppressionReason> judge(Sample sample) {
    long n = sample.n();
    int mask = n < settings.minObservations() ? 1 : 0;
    if (sample.employerCount() + sample.anonymous() < settings.minContributors()) {
      mask |= 2;
    }
    if (dominated(Contributors.of(sample), n)) {
      mask |= 4;
    }
    return RESULTS.get(mask);
  }

  private boolean dominated(Contributors contributors, long n) {
    return contributors.largest() > settings.maxTopShare() * n
        || contributors.largest() + contributors.second() > settings.maxTopTwoShare() * n;
  }

  public GateSettings settings() {
    return settings;
  }
}
