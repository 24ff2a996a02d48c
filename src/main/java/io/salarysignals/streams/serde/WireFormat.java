package io.salarysignals.streams.serde;

import io.salarysignals.streams.serde.UndecodableException.Code;

/**
 * The Confluent wire format: one byte {@value #MAGIC}, the schema id as a 4-byte big-endian integer
 * and the Avro binary encoding of the value.
 */
public final class WireFormat {
  /** First byte of every value. */
  public static final byte MAGIC = 0;

  /** Bytes before the Avro data. */
  public static final int HEADER_BYTES = 5;

  private WireFormat() {}

  /**
   * The schema id of a value.
   *
   * @throws UndecodableException EMPTY, BAD_MAGIC or TRUNCATED; UNKNOWN_SCHEMA_ID for an id below
   *     one, which no registry gives
   */
  public static int schemaId(byte[] value) {
    if (value == null || value.length == 0) {
      throw new UndecodableException(Code.EMPTY, "no bytes where a value is required");
    }
    if (value[0] != MAGIC) {
      throw new UndecodableException(
          Code.BAD_MAGIC, "the first byte is " + (value[0] & 0xff) + ", expected " + MAGIC);
    }
    if (value.length < HEADER_BYTES) {
      throw new UndecodableException(
          Code.TRUNCATED, value.length + " bytes, fewer than the header's " + HEADER_BYTES);
    }
    int id =
        (value[1] & 0xff) << 24
            | (value[2] & 0xff) << 16
            | (value[3] & 0xff) << 8
            | (value[4] & 0xff);
    if (id < 1) {
      throw new UndecodableException(Code.UNKNOWN_SCHEMA_ID, "schema id " + id + " is below 1");
    }
    return id;
  }

  /** Writes the header of a value into the first {@value #HEADER_BYTES} bytes of a buffer. */
  public static void putHeader(byte[] buffer, int schemaId) {
    buffer[0] = MAGIC;
    buffer[1] = (byte) (schemaId >>> 24);
    buffer[2] = (byte) (schemaId >>> 16);
    buffer[3] = (byte) (schemaId >>> 8);
    buffer[4] = (byte) schemaId;
  }
}
