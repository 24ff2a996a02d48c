package io.salarysignals.streams.serde;

import org.apache.avro.specific.SpecificRecord;

/**
 * Encodes records as values of a topic. Instances are confined to one thread.
 *
 * @param <T> the record class written
 */
public interface RecordEncoder<T extends SpecificRecord> {
  /**
   * The record in the wire format; the array is the caller's.
   *
   * @throws org.apache.kafka.common.errors.SerializationException if the record breaks its schema,
   *     e.g. holds null in a field that is required
   * @throws RegistryUnavailableException if the registry could not be asked; try again
   * @throws RegistryException if the schema is not registered and may not be, or is refused
   */
  byte[] encode(String topic, T value);
}
