package io.salarysignals.runtime.feed;

import java.util.List;

/** Inputs that cannot be fed as they were named; found before a line is read. */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One problem. */
  public InputException(String message) {
    super(message);
  }

  /** Several problems, at least one. */
  public InputException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
