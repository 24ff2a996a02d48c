package io.salarysignals.domain.demand;

import io.salarysignals.domain.demand.PostingLife.Segment;
import io.salarysignals.domain.market.RegionPath;
import java.util.List;

/** A posting of a group, with what it is compared by in numbers. */
final class Member {
  final PostingLife life;

  /** By segment: the regions and the facets that it counts in. */
  final int[][] regions;

  final int[][] facets;

  /** Of the last search that came by. */
  int mark;

  Member(PostingLife life, CellIds ids) {
    this.life = life;
    List<Segment> segments = life.segments();
    regions = new int[segments.size()][];
    facets = new int[segments.size()][];
    for (int i = 0; i < regions.length; i++) {
      PostingAttributes attributes = segments.get(i).attributes();
      boolean same = i > 0 && attributes.equals(segments.get(i - 1).attributes());
      regions[i] = same ? regions[i - 1] : ids.regionsOf(attributes);
      facets[i] = same ? facets[i - 1] : ids.facetsOf(attributes);
    }
  }

  /** Whether a segment counts in a cell. */
  boolean isIn(int segment, int region, int facet) {
    return contains(regions[segment], region) && contains(facets[segment], facet);
  }

  private static boolean contains(int[] ids, int id) {
    for (int known : ids) {
      if (known == id) {
        return true;
      }
    }
    return false;
  }

  long key() {
    return life.key();
  }

  boolean counts() {
    return life.counts();
  }

  int size() {
    return regions.length;
  }

  int from(int segment) {
    return life.segments().get(segment).from();
  }

  int to(int segment) {
    return life.segments().get(segment).to();
  }

  /** Of the text that the posting ended with; 0 for none. */
  long fingerprint() {
    return size() == 0 ? 0 : life.segments().get(size() - 1).attributes().fingerprint();
  }

  /** Title and place, as one number, of a place of a segment. */
  static long titleAt(PostingAttributes attributes, RegionPath place, CellIds ids) {
    return (long) attributes.titleKey() << 32 | ids.place(place);
  }
}
