package io.salarysignals.streams.serde;

import org.apache.avro.specific.SpecificRecord;

/**
 * Decodes the values of a topic. Instances are confined to one thread.
 *
 * @param <T> the record class read
 */
public interface RecordDecoder<T extends SpecificRecord> {
  /**
   * The record in {@code bytes}, resolved to the schema of the record class.
   *
   * @throws UndecodableException if these bytes can never be decoded
   * @throws RegistryUnavailableException if the registry could not be asked; try again
   * @throws RegistryException if the registry refuses to answer, e.g. for wrong credentials
   */
  T decode(String topic, byte[] bytes);
}
