package io.salarysignals.domain.demand;

import io.salarysignals.domain.demand.DemandFigures.Share;
import io.salarysignals.domain.stats.Estimate;
import java.util.List;

/** A 64-bit hash of figures that is the same on every run: hash codes of enums are not. */
final class ContentHash {
  /** 2^64 over the golden ratio, odd: spreads sums over all bits. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long hash;

  long value() {
    return hash;
  }

  ContentHash add(long value) {
    hash = (hash ^ value) * GOLDEN;
    hash ^= hash >>> 29;
    return this;
  }

  private ContentHash add(double value) {
    return add(Double.doubleToLongBits(value));
  }

  private ContentHash add(Long value) {
    return value == null ? add(GOLDEN) : add((long) value);
  }

  private ContentHash add(Double value) {
    return value == null ? add(GOLDEN) : add((double) value);
  }

  private ContentHash add(Enum<?> value) {
    return add(value == null ? -1L : value.ordinal());
  }

  private ContentHash add(Estimate estimate) {
    return estimate == null
        ? add(GOLDEN)
        : add(estimate.value()).add(estimate.low()).add(estimate.high());
  }

  private ContentHash add(List<Share> shares) {
    add(shares.size());
    for (Share share : shares) {
      add(share.id().hashCode()).add(share.n()).add(share.share());
      add(share.change()).add(share.pValue());
    }
    return this;
  }

  ContentHash add(DemandFigures f) {
    if (f == null) {
      return add(GOLDEN);
    }
    add(f.open()).add(f.openBefore()).add(f.opened()).add(f.closed()).add(f.expired());
    add(f.reposted()).add(f.corrections()).add(f.vacancies()).add(f.vacanciesOpened());
    add(f.openIndex()).add(f.openIndexAdjusted());
    add(f.openIndexBase() == null ? GOLDEN : (long) f.openIndexBase()).add(f.seasonal());
    add(f.momentum()).add(f.acceleration()).add(f.timeToCloseMedianDays()).add(f.repostRate());
    add(f.intensity()).add(f.locationQuotient()).add(f.tightness());
    add(f.skillShares()).add(f.scopeShares());
    if (f.skillDivergence() == null) {
      add(GOLDEN);
    } else {
      add(f.skillDivergence().value()).add(f.skillDivergence().pValue());
    }
    return add(f.volumeChange()).add(f.driver()).add(f.payDisclosureShare());
  }
}
