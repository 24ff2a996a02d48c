package io.salarysignals.domain.gate.protect;

import io.salarysignals.domain.gate.GateSettings;
import io.salarysignals.domain.gate.SuppressionReason;
import java.util.ArrayList;
import java.util.List;

/**
 * The minima over the protected contributions of some content. Open ones do not count: they may be
 * known exactly from open windows and can then be taken away.
 */
final class Minima {
  private Minima() {}

  /** Rules that are broken; none where there is nothing protected. */
  static List<SuppressionReason> broken(Content content, GateSettings settings) {
    List<SuppressionReason> reasons = new ArrayList<>();
    long n = 0;
    long largest = 0;
    long second = 0;
    for (Content.Share share : content.guarded().values()) {
      n += share.count();
      if (share.count() > largest) {
        second = largest;
        largest = share.count();
      } else {
        second = Math.max(second, share.count());
      }
    }
    if (n == 0) {
      return reasons;
    }
    if (n < settings.minObservations()) {
      reasons.add(SuppressionReason.MIN_N);
    }
    if (content.guarded().size() < settings.minContributors()) {
      reasons.add(SuppressionReason.MIN_EMPLOYERS);
    }
    if (largest > settings.maxTopShare() * n || largest + second > settings.maxTopTwoShare() * n) {
      reasons.add(SuppressionReason.DOMINANCE);
    }
    return reasons;
  }
}
