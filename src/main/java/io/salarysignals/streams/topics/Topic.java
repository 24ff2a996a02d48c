package io.salarysignals.streams.topics;

import org.apache.avro.Schema;

/**
 * One topic, as the system declares it.
 *
 * @param name name without the configured prefix
 * @param direction whether others write it, read it, or neither
 * @param key what the UTF-8 key holds
 * @param schema schema of the Avro values in the Confluent wire format, or null for other bytes
 * @param value what the value is, for people
 * @param cleanup Kafka's {@code cleanup.policy}
 * @param keeps which setting says how long records are kept
 * @param spread whether the topic has as many partitions as configured, or one
 * @param access who may read and write
 */
public record Topic(
    String name,
    Direction direction,
    String key,
    Schema schema,
    String value,
    Cleanup cleanup,
    Keeps keeps,
    boolean spread,
    String access) {

  /** Whether others write a topic, read it, or neither. */
  public enum Direction {
    IN,
    OUT,
    INTERNAL
  }

  /** Kafka's policies for old segments. */
  public enum Cleanup {
    DELETE("delete"),
    COMPACT("compact"),
    COMPACT_DELETE("compact,delete");

    private final String policy;

    Cleanup(String policy) {
      this.policy = policy;
    }

    /** The value of {@code cleanup.policy}. */
    public String policy() {
      return policy;
    }
  }

  /** How long records are kept. */
  public enum Keeps {
    /** As input topics are, by {@code topics.input.retention}. */
    INPUT,
    /** As output topics are, by {@code topics.output.retention}. */
    OUTPUT,
    /** As original bytes of failures are, by {@code topics.error.retention}. */
    ERRORS,
    /** The last value of each key, until its tombstone. */
    LAST_VALUE
  }
}
