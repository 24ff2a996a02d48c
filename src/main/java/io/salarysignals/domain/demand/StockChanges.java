package io.salarysignals.domain.demand;

import io.salarysignals.domain.demand.PostingLife.Segment;
import java.util.HashMap;
import java.util.Map;

/**
 * By how much changes of lives change the number of open postings of all roles together, per region
 * and day. Every task of the demand counts these, whatever roles are its own.
 */
public final class StockChanges {
  private final Map<RegionDay, Integer> changes = new HashMap<>();

  private record RegionDay(String region, int day) {}

  /** Takes changes by region and UTC epoch day. */
  public interface Visitor {
    void change(String region, int day, int net);
  }

  /** Adds what replacing a life by another changes. */
  public void add(PostingLife before, PostingLife after) {
    add(-1, before);
    add(1, after);
  }

  private void add(int sign, PostingLife life) {
    for (Segment segment : life.segments()) {
      for (String region : LifePanes.regions(segment.attributes())) {
        add(region, segment.from(), sign);
        if (segment.to() != PostingLife.OPEN) {
          add(region, segment.to(), -sign);
        }
      }
    }
  }

  private void add(String region, int day, int net) {
    changes.merge(
        new RegionDay(region, day), net, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
  }

  /** How many regions and days changed. */
  public int size() {
    return changes.size();
  }

  public void forEach(Visitor visitor) {
    changes.forEach((at, net) -> visitor.change(at.region, at.day, net));
  }

  public void clear() {
    changes.clear();
  }
}
