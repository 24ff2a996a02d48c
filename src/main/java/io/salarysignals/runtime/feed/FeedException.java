package io.salarysignals.runtime.feed;

/** A feed that could not go on. What was committed stays; running it again goes on from there. */
public final class FeedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what happened and what to do. */
  public FeedException(String message, Throwable cause) {
    super(message, cause);
  }
}
