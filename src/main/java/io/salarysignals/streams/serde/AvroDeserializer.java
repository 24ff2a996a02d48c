package io.salarysignals.streams.serde;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Kafka's view of a {@link RecordDecoder}: null stays null. Any number of threads may share it;
 * each gets a decoder of its own.
 *
 * @param <T> the record class read
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
  private final ThreadLocal<RecordDecoder<T>> decoder;

  /** A deserializer to the given class. */
  public AvroDeserializer(EventCodecs codecs, Class<T> type) {
    this.decoder = ThreadLocal.withInitial(() -> codecs.decoder(type));
  }

  @Override
  public T deserialize(String topic, byte[] bytes) {
    return bytes == null ? null : decoder.get().decode(topic, bytes);
  }
}
