package io.salarysignals.streams.serde;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A Kafka serde of one record class; see {@link EventCodecs#serde}.
 *
 * @param <T> the record class
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {
  private final AvroSerializer<T> serializer;
  private final AvroDeserializer<T> deserializer;

  /** A serde whose two halves share the codecs' registry. */
  public AvroSerde(EventCodecs codecs, Class<T> type) {
    this.serializer = new AvroSerializer<>(codecs, type);
    this.deserializer = new AvroDeserializer<>(codecs, type);
  }

  @Override
  public Serializer<T> serializer() {
    return serializer;
  }

  @Override
  public Deserializer<T> deserializer() {
    return deserializer;
  }
}
