package io.salarysignals.domain.demand;

import io.salarysignals.domain.market.Market;
import java.util.LinkedHashSet;
import java.util.Set;

/** Whose panes a change of a life concerns. */
public final class LifeTargets {
  private LifeTargets() {}

  /** The roles, and the families with prefix, that either life has a part in. */
  public static Set<String> of(PostingLife before, PostingLife after) {
    Set<String> targets = new LinkedHashSet<>(4);
    add(before, targets);
    add(after, targets);
    return targets;
  }

  private static void add(PostingLife life, Set<String> targets) {
    for (PostingLife.Segment segment : life.segments()) {
      targets.add(segment.attributes().role());
      if (segment.attributes().family() != null) {
        targets.add(Market.FAMILY_PREFIX + segment.attributes().family());
      }
    }
  }

  /** Whether attributes belong to a role, or family with prefix. */
  static boolean concerns(String target, PostingAttributes attributes) {
    if (target.startsWith(Market.FAMILY_PREFIX)) {
      return attributes.family() != null
          && target.length() == Market.FAMILY_PREFIX.length() + attributes.family().length()
          && target.endsWith(attributes.family());
    }
    return target.equals(attributes.role());
  }
}
