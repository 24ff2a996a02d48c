package io.salarysignals.topology.trends;

import io.salarysignals.domain.market.Basis;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.trend.TrendEngine;
import io.salarysignals.domain.watermark.SourceProgress;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * An engine per basis, each with watermarks of its own: paid pay waits for the partitions of
 * observations alone, advertised pay also for those of postings, where these are expected. The
 * sources of advertised pay alternate in its vector: 2p is partition p of observations, 2p + 1 of
 * postings.
 */
final class BasisEngines {
  private static final SourceProgress CLOSED =
      new SourceProgress(SourceProgress.CLOSED, SourceProgress.NONE, false);

  private final TrendEngine paid;
  private final TrendEngine posted;
  private final List<TrendEngine> both;
  private final int postingPartitions;

  /**
   * @param observationPartitions partitions of the observations
   * @param postingPartitions partitions of the postings; 0: no pay is expected from there
   * @param engines makes the engine of a basis for as many sources
   */
  BasisEngines(
      int observationPartitions, int postingPartitions, Function<Basis, TrendEngine> engines) {
    this.postingPartitions = postingPartitions;
    paid = engines.apply(Basis.PAID);
    posted = engines.apply(Basis.POSTED);
    both = List.of(paid, posted);
    int slots = slots(observationPartitions);
    for (int p = 0; p < slots / 2; p++) {
      if (p >= observationPartitions) {
        posted.progress(2 * p, slots, CLOSED);
      }
      if (p >= postingPartitions) {
        posted.progress(2 * p + 1, slots, CLOSED);
      }
    }
  }

  private int slots(int observationPartitions) {
    return 2 * Math.max(observationPartitions, postingPartitions);
  }

  /** How many sources the engine of a basis has. */
  static int sources(Basis basis, int observationPartitions, int postingPartitions) {
    return basis == Basis.PAID
        ? observationPartitions
        : 2 * Math.max(observationPartitions, postingPartitions);
  }

  /** As {@link TrendEngine#add}, in the engine of the contribution's basis. */
  boolean add(int sign, String role, Contribution c) {
    return (c.basis() == Basis.PAID ? paid : posted).add(sign, role, c);
  }

  /** A partition of observations says how far it is. */
  void observations(int partition, int partitions, SourceProgress progress) {
    paid.progress(partition, partitions, progress);
    posted.progress(2 * partition, slots(partitions), progress);
  }

  /** A partition of postings says how far it is. */
  void postings(int partition, int partitions, SourceProgress progress) {
    if (partition < postingPartitions) {
      posted.progress(2 * partition + 1, 2 * partitions, progress);
    }
  }

  boolean correct(BooleanSupplier stop) {
    return paid.correct(stop) & posted.correct(stop);
  }

  boolean close(BooleanSupplier stop) {
    return paid.close(stop) & posted.close(stop);
  }

  void beginProvisional(long now, long interval) {
    both.forEach(engine -> engine.beginProvisional(now, interval));
  }

  boolean tellProvisional(boolean many, BooleanSupplier stop) {
    return paid.tellProvisional(many, stop) & posted.tellProvisional(many, stop);
  }

  boolean isTelling() {
    return paid.isTelling() || posted.isTelling();
  }

  boolean isTellingFew() {
    return paid.isTellingFew() || posted.isTellingFew();
  }

  boolean hasCorrections() {
    return paid.hasCorrections() || posted.hasCorrections();
  }

  boolean hasManyCorrections() {
    return paid.hasManyCorrections() || posted.hasManyCorrections();
  }

  boolean isClosing() {
    return paid.isClosing() || posted.isClosing();
  }

  /** How many grid ends wait to be closed, in the basis where most do. */
  int endsToClose() {
    return Math.max(paid.endsToClose(), posted.endsToClose());
  }

  void save() {
    both.forEach(TrendEngine::save);
  }

  /** Whether any engine has had its inputs closed. */
  boolean isClosed() {
    return paid.watermark() == SourceProgress.CLOSED || posted.watermark() == SourceProgress.CLOSED;
  }

  /** The least watermark of the bases that have markets; paid pay always counts. */
  long watermark() {
    return posted.markets() == 0
        ? paid.watermark()
        : Math.min(paid.watermark(), posted.watermark());
  }

  /** The grid end up to which every basis that has markets is final. */
  int closedThrough() {
    return posted.markets() == 0
        ? paid.closedThrough()
        : Math.min(paid.closedThrough(), posted.closedThrough());
  }

  boolean isComplete() {
    return paid.isComplete() && posted.isComplete();
  }

  long heldRows() {
    return paid.heldRows() + posted.heldRows();
  }

  int markets() {
    return paid.markets() + posted.markets();
  }
}
