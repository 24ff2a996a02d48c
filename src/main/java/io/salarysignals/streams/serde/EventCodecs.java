package io.salarysignals.streams.serde;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/**
 * The open connection of a {@link SerdeProvider} to its registry: makes encoders, decoders and
 * Kafka serdes, all of which share the registry's caches. Safe for use by several threads; what it
 * makes is not, except the serdes.
 */
public interface EventCodecs extends AutoCloseable {
  /** A decoder to the given record class, for one thread. */
  <T extends SpecificRecord> RecordDecoder<T> decoder(Class<T> type);

  /** An encoder of the given record class, for one thread. */
  <T extends SpecificRecord> RecordEncoder<T> encoder(Class<T> type);

  /**
   * Whether values under this schema id have the layout that this build writes {@code type} in, so
   * that they may be read without resolving one schema to another. False where that is not known.
   */
  default <T extends SpecificRecord> boolean isWrittenAs(int schemaId, Class<T> type) {
    return false;
  }

  /** A Kafka serde that any number of threads may share; null values stay null (tombstones). */
  default <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
    return new AvroSerde<>(this, type);
  }

  /** Ends the connection; encoders and decoders made here must not be used after. */
  @Override
  void close();

  /**
   * Opens the provider that the setting {@code serde.provider} names (default {@code builtin}).
   *
   * @throws org.apache.kafka.common.config.ConfigException for a bad setting, or a provider that
   *     this build does not have
   */
  static EventCodecs open(Map<String, ?> settings) {
    return SerdeProviders.named(RegistrySettings.providerName(settings)).open(settings);
  }
}
