package io.salarysignals.domain.watermark;

/**
 * How far one source partition has come, as its intake task says in band.
 *
 * @param watermark greatest admitted event time minus the disorder bound, epoch ms; NONE before the
 *     first event, CLOSED once nothing more can come
 * @param maxEventTime greatest admitted event time, epoch ms; NONE before the first
 * @param idle whether the partition has had no input for a while and must not hold others up
 */
public record SourceProgress(long watermark, long maxEventTime, boolean idle) {
  public static final long NONE = Long.MIN_VALUE;
  public static final long CLOSED = Long.MAX_VALUE;

  public static SourceProgress none() {
    return new SourceProgress(NONE, NONE, false);
  }

  public boolean isClosed() {
    return watermark == CLOSED;
  }
}
