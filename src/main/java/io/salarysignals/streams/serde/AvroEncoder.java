package io.salarysignals.streams.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Encodes records in the wire format under the id of their class's schema; the buffer, the binary
 * encoder and the ids per topic are reused, so an instance is for one thread.
 *
 * @param <T> the record class written
 */
public final class AvroEncoder<T extends SpecificRecord> implements RecordEncoder<T> {
  private static final int KEPT_BYTES = 1 << 20;
  private static final byte[] NO_HEADER = new byte[WireFormat.HEADER_BYTES];

  private final SchemaRegistryClient registry;
  private final boolean autoRegister;
  private final Schema schema;
  private final SpecificDatumWriter<T> writer;
  private final Map<String, Integer> ids = new HashMap<>();
  private ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);
  private BinaryEncoder binary;

  /** An encoder that registers its schema where it is not there, or else only looks it up. */
  public AvroEncoder(Class<T> type, SchemaRegistryClient registry, boolean autoRegister) {
    AvroSafety.install();
    this.registry = Objects.requireNonNull(registry);
    this.autoRegister = autoRegister;
    SpecificData model = SpecificData.getForClass(type);
    this.schema = model.getSchema(type);
    this.writer = new SpecificDatumWriter<>(schema, model);
  }

  @Override
  public byte[] encode(String topic, T value) {
    Objects.requireNonNull(value, "a tombstone is a null value, not an encoded one");
    int id = idFor(topic);
    if (buffer.size() > KEPT_BYTES) {
      buffer = new ByteArrayOutputStream(512);
    }
    buffer.reset();
    buffer.writeBytes(NO_HEADER);
    try {
      binary = EncoderFactory.get().binaryEncoder(buffer, binary);
      writer.write(value, binary);
      binary.flush();
    } catch (IOException | RuntimeException e) {
      binary = null;
      throw new SerializationException(
          "a " + schema.getName() + " for topic " + topic + " breaks its schema: " + e.getMessage(),
          e);
    }
    byte[] bytes = buffer.toByteArray();
    WireFormat.putHeader(bytes, id);
    return bytes;
  }

  private int idFor(String topic) {
    Integer id = ids.get(topic);
    if (id == null) {
      String subject = SchemaRegistryClient.subjectOf(topic);
      id = autoRegister ? registry.register(subject, schema) : registry.lookUp(subject, schema);
      ids.put(topic, id);
    }
    return id;
  }
}
