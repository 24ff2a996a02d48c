package io.salarysignals.domain.gate.protect;

import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Market;
import java.util.Comparator;

/**
 * A cell of the one tree that is published under {@code protected}: the world, its countries, their
 * levels. In a tree every difference of published totals is a sum of disjoint rings.
 *
 * @param region {@link Market#WORLD} or a country
 * @param facet {@link Facet#ALL}, or a level facet of a country
 */
public record Cell(String region, String facet) implements Comparable<Cell> {
  /** The root of the tree. */
  public static final Cell WORLD = new Cell(Market.WORLD, Facet.ALL);

  private static final Comparator<Cell> ORDER =
      Comparator.comparingInt(Cell::depth).thenComparing(Cell::region).thenComparing(Cell::facet);

  public Cell {
    if (!belongs(region, facet)) {
      throw new IllegalArgumentException("never published as protected: " + region + "|" + facet);
    }
  }

  /** Whether a cell is in the tree; all others are withheld as PROTECTED_SOURCE. */
  public static boolean belongs(String region, String facet) {
    boolean all = facet.equals(Facet.ALL);
    return region.equals(Market.WORLD)
        ? all
        : region.indexOf('-') < 0 && (all || facet.startsWith(Facet.LEVEL_PREFIX));
  }

  /** The cell that holds this one, or null for the world. */
  public Cell parent() {
    if (!facet.equals(Facet.ALL)) {
      return new Cell(region, Facet.ALL);
    }
    return region.equals(Market.WORLD) ? null : WORLD;
  }

  private int depth() {
    return facet.equals(Facet.ALL) ? (region.equals(Market.WORLD) ? 0 : 1) : 2;
  }

  /** From the root down, then by name: the fixed order of all decisions. */
  @Override
  public int compareTo(Cell other) {
    return ORDER.compare(this, other);
  }
}
