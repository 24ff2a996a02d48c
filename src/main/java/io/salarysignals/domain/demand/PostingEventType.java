package io.salarysignals.domain.demand;

/** What happened to a posting; greater ordinals win among equal versions. */
public enum PostingEventType {
  OPENED,
  UPDATED,
  REPOSTED,
  CLOSED,
  EXPIRED,
  CORRECTED,
  RETRACTED
}
