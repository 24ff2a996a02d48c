package io.salarysignals.streams.serde.confluent;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.salarysignals.streams.serde.AvroSafety;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordDecoder;
import io.salarysignals.streams.serde.RecordEncoder;
import io.salarysignals.streams.serde.RegistryException;
import io.salarysignals.streams.serde.SchemaRegistryClient;
import io.salarysignals.streams.serde.UndecodableException;
import io.salarysignals.streams.serde.UndecodableException.Code;
import io.salarysignals.streams.serde.WireFormat;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Codecs over Confluent's classes. Before a value is handed to them its header is checked and its
 * schema asked for through our registry client, since theirs reports bad bytes and an outage by one
 * exception.
 */
final class ConfluentCodecs implements EventCodecs {
  private final SchemaRegistryClient registry;
  private final Map<String, Object> configs;

  ConfluentCodecs(SchemaRegistryClient registry, Map<String, Object> configs) {
    AvroSafety.install();
    this.registry = registry;
    this.configs = Map.copyOf(configs);
  }

  @Override
  public <T extends SpecificRecord> RecordDecoder<T> decoder(Class<T> type) {
    KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
    deserializer.configure(configs, false);
    Schema schema = SpecificData.getForClass(type).getSchema(type);
    return (topic, bytes) -> {
      requireKnown(WireFormat.schemaId(bytes));
      try {
        return type.cast(deserializer.deserialize(topic, bytes, schema));
      } catch (KafkaException e) {
        throw ConfluentFaults.decoding(e);
      } catch (ClassCastException | AvroRuntimeException e) {
        throw new UndecodableException(Code.BAD_AVRO, "not a " + schema.getName(), e);
      }
    };
  }

  private void requireKnown(int id) {
    try {
      if (registry.schemaById(id).isEmpty()) {
        throw new UndecodableException(Code.UNKNOWN_SCHEMA_ID, "the registry has no schema " + id);
      }
    } catch (RegistryException.UnusableSchema e) {
      throw new UndecodableException(Code.INCOMPATIBLE_SCHEMA, e.getMessage(), e);
    }
  }

  @Override
  public <T extends SpecificRecord> RecordEncoder<T> encoder(Class<T> type) {
    KafkaAvroSerializer serializer = new KafkaAvroSerializer();
    serializer.configure(configs, false);
    return (topic, value) -> {
      try {
        return serializer.serialize(topic, value);
      } catch (KafkaException e) {
        throw ConfluentFaults.encoding(topic, e);
      }
    };
  }

  /** Ends our client; theirs has nothing to end but what the garbage collector takes. */
  @Override
  public void close() {
    registry.close();
  }
}
