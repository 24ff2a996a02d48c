package io.salarysignals.streams.serde;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Kafka's view of a {@link RecordEncoder}: null stays null. Any number of threads may share it;
 * each gets an encoder of its own.
 *
 * @param <T> the record class written
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {
  private final ThreadLocal<RecordEncoder<T>> encoder;

  /** A serializer of the given class. */
  public AvroSerializer(EventCodecs codecs, Class<T> type) {
    this.encoder = ThreadLocal.withInitial(() -> codecs.encoder(type));
  }

  @Override
  public byte[] serialize(String topic, T value) {
    return value == null ? null : encoder.get().encode(topic, value);
  }
}
