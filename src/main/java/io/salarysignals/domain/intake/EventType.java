package io.salarysignals.domain.intake;

/** What an input event says of its observation; greater ordinals win among equal versions. */
public enum EventType {
  NEW,
  CORRECTED,
  RETRACTED
}
