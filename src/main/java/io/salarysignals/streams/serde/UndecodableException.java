package io.salarysignals.streams.serde;

import org.apache.kafka.common.errors.SerializationException;

/**
 * Bytes that can never be decoded, however often they are tried: they belong in the dead letters.
 *
 * <p>An outage of the registry is never reported by this type but by {@link
 * RegistryUnavailableException}, so that an outage cannot turn good records into dead letters.
 */
public final class UndecodableException extends SerializationException {
  private static final long serialVersionUID = 1L;

  /** Why the bytes cannot be decoded; the names are stable and appear in headers and metrics. */
  public enum Code {
    /** No bytes at all where a value is required. */
    EMPTY,
    /** Fewer bytes than the five of the wire format's header. */
    TRUNCATED,
    /** The first byte is not {@link WireFormat#MAGIC}. */
    BAD_MAGIC,
    /** More bytes than the decoder's configured maximum. */
    TOO_LARGE,
    /** The registry answered that it has no schema of this id. */
    UNKNOWN_SCHEMA_ID,
    /** The schema of this id is not Avro, or cannot be resolved to the schema read. */
    INCOMPATIBLE_SCHEMA,
    /** The bytes after the header are not a datum of the schema they name. */
    BAD_AVRO,
    /** A whole datum is followed by more bytes. */
    TRAILING_BYTES
  }

  private final Code code;

  /** Bytes undecodable because of {@code code}; the detail must not quote the payload. */
  public UndecodableException(Code code, String detail) {
    this(code, detail, null);
  }

  /** As {@link #UndecodableException(Code, String)}, with the cause. */
  public UndecodableException(Code code, String detail, Exception cause) {
    super(code + ": " + detail, cause);
    this.code = code;
  }

  /** The short reason. */
  public Code code() {
    return code;
  }
}
