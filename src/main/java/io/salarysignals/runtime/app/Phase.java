package io.salarysignals.runtime.app;

import org.apache.kafka.streams.KafkaStreams;

/** Where a topology stands. The codes are those of the gauge {@code salary_signals_state}. */
public enum Phase {
  CREATED(0),
  /** Tasks are being handed out or their state is being restored: alive, but not ready. */
  REBALANCING(1),
  RUNNING(2),
  STOPPING(3),
  STOPPED(4),
  FAILED(5);

  private final int code;

  Phase(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  static Phase of(KafkaStreams.State state) {
    return switch (state) {
      case CREATED -> CREATED;
      case REBALANCING -> REBALANCING;
      case RUNNING -> RUNNING;
      case PENDING_SHUTDOWN -> STOPPING;
      case NOT_RUNNING -> STOPPED;
      case PENDING_ERROR, ERROR -> FAILED;
    };
  }
}
