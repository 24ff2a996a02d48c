package io.salarysignals.cli;

/**
 * A command that could not do its work. The message says in one line what is wrong and what to do.
 */
public final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandFailed(String message) {
    super(message);
  }

  public CommandFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
