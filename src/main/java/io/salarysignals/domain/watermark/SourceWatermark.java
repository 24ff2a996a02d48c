package io.salarysignals.domain.watermark;

import static io.salarysignals.domain.watermark.SourceProgress.CLOSED;
import static io.salarysignals.domain.watermark.SourceProgress.NONE;

/**
 * The watermark of one source partition. It only grows: with admitted events, with heartbeats and
 * when the partition is closed; never with rejected records.
 */
public final class SourceWatermark {
  private final long disorderMillis;
  private long watermark;
  private long maxEventTime;
  private boolean idle;

  public SourceWatermark(long disorderMillis, SourceProgress restored) {
    this.disorderMillis = disorderMillis;
    this.watermark = restored.watermark();
    this.maxEventTime = restored.maxEventTime();
  }

  /** An event at {@code eventTime} was admitted. */
  public void observe(long eventTime) {
    idle = false;
    if (eventTime > maxEventTime) {
      maxEventTime = eventTime;
      watermark = Math.max(watermark, eventTime - disorderMillis);
    }
  }

  /** The source promises that nothing before {@code time} is still to come. */
  public void heartbeat(long time) {
    idle = false;
    watermark = Math.max(watermark, time);
  }

  /** Nothing more can come. */
  public void close() {
    watermark = CLOSED;
  }

  /** Sets whether the partition has been without input for a while. */
  public void idle(boolean now) {
    idle = now;
  }

  public SourceProgress progress() {
    return new SourceProgress(watermark, maxEventTime, idle);
  }

  /** The watermark for lateness: NONE before the first event; the last one once closed. */
  public long forLateness() {
    if (watermark != CLOSED) {
      return watermark;
    }
    return maxEventTime == NONE ? NONE : maxEventTime - disorderMillis;
  }
}
