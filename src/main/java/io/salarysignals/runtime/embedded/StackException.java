package io.salarysignals.runtime.embedded;

/**
 * The embedded broker or registry could not be started or has died; the message says what to do.
 */
public class StackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StackException(String message) {
    super(message);
  }

  public StackException(String message, Throwable cause) {
    super(message, cause);
  }
}
