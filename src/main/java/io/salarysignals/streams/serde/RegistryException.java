package io.salarysignals.streams.serde;

import org.apache.kafka.common.KafkaException;

/**
 * The registry refused what was asked, and would refuse it again: wrong credentials, a subject that
 * is not registered, an incompatible schema, or a URL that is no schema registry. The message says
 * what to do.
 */
public class RegistryException extends KafkaException {
  private static final long serialVersionUID = 1L;

  /** A refusal with what to do about it. */
  public RegistryException(String message) {
    super(message);
  }

  /** A refusal with its cause. */
  public RegistryException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The id exists, but what it names is no Avro schema that can be parsed. */
  public static final class UnusableSchema extends RegistryException {
    private static final long serialVersionUID = 1L;

    /** An unusable schema, with its cause if there is one. */
    public UnusableSchema(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
