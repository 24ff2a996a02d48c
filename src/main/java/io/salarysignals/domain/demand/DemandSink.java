package io.salarysignals.domain.demand;

/** Where the engine's results go. */
public interface DemandSink {
  void signal(DemandEvent event);

  /**
   * What stands for a grid end has changed.
   *
   * @param finals by how many the events that stand have grown
   * @param suppressed by how many the suppressed ones among them have grown
   * @param corrections CORRECTION and RETRACTION events sent for it now
   */
  void gridEnd(int end, long finals, long suppressed, long corrections);

  /** Everything up to {@code closedThrough} is out; {@code complete} once all inputs are closed. */
  void progress(int closedThrough, long watermark, boolean complete);
}
