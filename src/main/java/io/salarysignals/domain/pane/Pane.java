package io.salarysignals.domain.pane;

import io.salarysignals.domain.intake.Flag;
import io.salarysignals.domain.market.Market;
import java.util.Arrays;

/**
 * The exact summary of one cell over some days: one day for a pane proper, several for a window,
 * which is the sum of its panes. Cells of a country with another currency than USD hold a second
 * accumulator in USD, whose sums make up the world's.
 */
public final class Pane {
  private final Accumulator local;
  private Accumulator usd;
  private final long[] tallies;
  private Strata strata = Strata.NONE;

  public Pane() {
    this(new Accumulator(), null, new long[Tally.SIZE]);
  }

  /** A pane of these parts, which it then owns; {@code usd} may be null. */
  public Pane(Accumulator local, Accumulator usd, long[] tallies) {
    this.local = local;
    this.usd = usd;
    this.tallies = tallies;
  }

  /** Adds (1) or retracts (-1) a contribution as the pane of a region holds it. */
  public void add(int sign, Contribution c, String region) {
    boolean world = region.equals(Market.WORLD);
    boolean country = region.equals(c.place().country());
    Pay inUsd = country && !"USD".equals(c.currency()) ? c.usd() : null;
    add(sign, c, world ? c.usd() : c.local(), inUsd);
  }

  /** Adds (1) or retracts (-1) {@code pay} and, unless null, its value in USD. */
  public void add(int sign, Contribution c, Pay pay, Pay inUsd) {
    local.add(sign, pay, c.employer());
    if (inUsd != null) {
      if (usd == null) {
        usd = new Accumulator();
      }
      usd.add(sign, inUsd, c.employer());
    }
    if (c.level() != null) {
      tallies[Tally.of(c.level())] += sign;
    }
    tallies[Tally.of(c.sourceType())] += sign;
    for (int bits = c.flags(); bits != 0; bits &= bits - 1) {
      tallies[Tally.of(Flag.of(Integer.numberOfTrailingZeros(bits)))] += sign;
    }
    dropEmptyUsd();
  }

  /** Adds (1) or subtracts (-1) all that {@code other} holds. */
  public void addAll(Pane other, int sign) {
    local.addAll(other.local, sign);
    if (other.usd != null) {
      if (usd == null) {
        usd = new Accumulator();
      }
      usd.addAll(other.usd, sign);
    }
    for (int i = 0; i < tallies.length; i++) {
      tallies[i] += sign * other.tallies[i];
    }
    dropEmptyUsd();
  }

  private void dropEmptyUsd() {
    if (usd != null && usd.isEmpty()) {
      usd = null;
    }
  }

  public Pane copy() {
    return new Pane(local.copy(), usd == null ? null : usd.copy(), tallies.clone());
  }

  /** The same sums, and the strata of the day they are of. */
  public Pane with(Strata ofDay) {
    Pane pane = new Pane(local, usd, tallies);
    pane.strata = ofDay;
    return pane;
  }

  /** Who was seen: of a day of the facet {@code all} only, otherwise none. */
  public Strata strata() {
    return strata;
  }

  public long n() {
    return local.n();
  }

  /** Sums in the market's currency. */
  public Accumulator local() {
    return local;
  }

  /** Sums in USD, or null where the market's currency is USD or nothing is held. */
  public Accumulator usd() {
    return usd;
  }

  public long tally(int position) {
    return tallies[position];
  }

  /** Changes a plain count. */
  public void tally(int position, long by) {
    tallies[position] += by;
  }

  public boolean isEmpty() {
    return local.isEmpty() && usd == null;
  }

  public boolean isNegative() {
    return local.isNegative() || (usd != null && usd.isNegative());
  }

  public boolean sameAs(Pane other) {
    return local.sameAs(other.local)
        && (usd == null ? other.usd == null : other.usd != null && usd.sameAs(other.usd))
        && Arrays.equals(tallies, other.tallies);
  }
}
