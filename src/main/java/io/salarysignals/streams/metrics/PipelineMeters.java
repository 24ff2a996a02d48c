package io.salarysignals.streams.metrics;

/**
 * What topologies report while they run. Implementations are safe for several threads, never block
 * and keep a bounded number of series: no role, region, skill or employer ever becomes a label.
 */
public interface PipelineMeters {
  /**
   * Input records were counted, one or more of one kind.
   *
   * @param topic logical name of the input topic
   * @param outcome accepted, duplicate, superseded, rejected or dead-lettered
   * @param reason the reason code of a rejection or dead letter; empty for the other outcomes
   */
  void counted(String topic, String outcome, String reason, long records);

  /** As above, of one record. */
  default void counted(String topic, String outcome, String reason) {
    counted(topic, outcome, reason, 1);
  }

  /**
   * By how many the records of a commit differ from the outcomes counted for them: must stay 0.
   *
   * @param topic logical name of the input topic
   */
  void unaccounted(String topic, long records);

  /** A source partition's watermark, epoch ms; Long.MIN_VALUE: none yet, Long.MAX_VALUE: closed. */
  void sourceWatermark(String topic, int partition, long watermark);

  /** The minimum watermark that one pane task knows, and the grid end (epoch day) it has closed. */
  void paneProgress(int partition, long watermark, int closedThrough);

  /** An event was emitted: its status and, for a suppressed one, the first reason (else empty). */
  default void emitted(String topic, String status, String suppressionReason) {
    emitted(topic, status, suppressionReason, 1);
  }

  /** So many such events were emitted. */
  void emitted(String topic, String status, String suppressionReason, long events);

  /** How long after the append of the last record that it may show an event was emitted. */
  void emitLag(long millis);

  /** By how much a correction moved the median that it replaces, relative. */
  void revisionSize(double relative);

  /** An admitted observation whose title is outside the taxonomy. */
  void unmappedTitle();

  /** Skills of an admitted observation that are outside the list. */
  void unknownSkills(int skills);

  /** An admitted observation with more skills or certifications than may count. */
  void skillsCut();

  /**
   * Advertised pay that does not count, of a posting that does; {@code reason} as of rejections.
   */
  void payIgnored(String reason);

  /** Records that were no rates. */
  void ignoredRates(long total);

  /**
   * How many markets a pane task holds, and how many observations, or days of demand, it keeps in
   * memory.
   */
  void held(int partition, int markets, long rows);

  /** A retraction found nothing to retract: must never happen. */
  void negativeCount();

  /** An interface that reports nothing, for tests and tools. */
  static PipelineMeters none() {
    return new NoMeters();
  }
}
