package io.salarysignals.runtime.feed.mapping;

import io.salarysignals.domain.intake.Reason;

/**
 * A line that a mapping cannot turn into a record. Made for each such line, so it carries no stack
 * trace. The message never quotes the value: it may be pay or a name.
 */
public final class BadValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String field;

  /**
   * A line at fault for {@code reason} in the target field {@code field} (null: the whole line).
   */
  public BadValueException(Reason reason, String field, String message) {
    super(message, null, false, false);
    this.reason = reason;
    this.field = field;
  }

  /** A value that is not what a function or field needs; the field is added by who knows it. */
  static BadValueException of(String message) {
    return new BadValueException(Reason.BAD_VALUE, null, message);
  }

  BadValueException in(String name) {
    return field == null
        ? new BadValueException(reason, name, getMessage())
        : new BadValueException(reason, name + "." + field, getMessage());
  }

  public Reason reason() {
    return reason;
  }

  public String field() {
    return field;
  }
}
