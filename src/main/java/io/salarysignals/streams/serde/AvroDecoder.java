package io.salarysignals.streams.serde;

import io.salarysignals.streams.serde.UndecodableException.Code;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Decodes the wire format directly: the writer's schema by id, resolved to the schema of the record
 * class. Readers per id and the binary decoder are reused, so an instance is for one thread.
 *
 * <p>Memory is bounded for any bytes: none above the configured length is decoded, no single length
 * inside exceeds {@link AvroSafety#MAX_LENGTH}, and Avro allocates nothing for more bytes than
 * there are.
 *
 * @param <T> the record class read
 */
public final class AvroDecoder<T extends SpecificRecord> implements RecordDecoder<T> {
  /** Default greatest length of a value, bytes: that of a broker's default record. */
  public static final int DEFAULT_MAX_BYTES = 1 << 20;

  private static final int MAX_READERS = 1_000;

  private final SchemaRegistryClient registry;
  private final SpecificData model;
  private final Schema readerSchema;
  private final int maxBytes;
  private final Map<Integer, DatumReader<T>> readers = new BoundedMap<>(MAX_READERS);
  private final Map<Integer, String> incompatible = new BoundedMap<>(MAX_READERS);
  private int lastId;
  private DatumReader<T> lastReader;
  private BinaryDecoder binary;

  /** A decoder with the default bound. */
  public AvroDecoder(Class<T> type, SchemaRegistryClient registry) {
    this(type, registry, DEFAULT_MAX_BYTES);
  }

  /** A decoder of values of at most {@code maxBytes} bytes. */
  public AvroDecoder(Class<T> type, SchemaRegistryClient registry, int maxBytes) {
    AvroSafety.install();
    this.registry = Objects.requireNonNull(registry);
    this.model = SpecificData.getForClass(type);
    // Measured on SalaryObservation: 0.39 us a record with it, 0.82 us without.
    this.model.setFastReaderEnabled(true);
    this.readerSchema = model.getSchema(type);
    this.maxBytes = maxBytes;
  }

  @Override
  public T decode(String topic, byte[] bytes) {
    int id = WireFormat.schemaId(bytes);
    if (bytes.length > maxBytes) {
      throw new UndecodableException(
          Code.TOO_LARGE, bytes.length + " bytes, more than the " + maxBytes + " allowed");
    }
    DatumReader<T> reader = id == lastId ? lastReader : readerOf(id);
    try {
      binary =
          DecoderFactory.get()
              .binaryDecoder(
                  bytes, WireFormat.HEADER_BYTES, bytes.length - WireFormat.HEADER_BYTES, binary);
      T value = reader.read(null, binary);
      if (!binary.isEnd()) {
        throw new UndecodableException(Code.TRAILING_BYTES, "bytes after a whole " + name(id));
      }
      return value;
    } catch (UndecodableException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // What Avro throws for bytes that do not fit is not limited to its own exceptions.
      throw new UndecodableException(Code.BAD_AVRO, "not a " + name(id) + " (" + kind(e) + ")", e);
    } catch (StackOverflowError e) {
      // Only a foreign recursive schema nests without bound; the stack is whole again here.
      throw new UndecodableException(Code.BAD_AVRO, "nested too deeply for a " + name(id));
    }
  }

  private DatumReader<T> readerOf(int id) {
    DatumReader<T> reader = readers.get(id);
    if (reader == null) {
      reader = newReader(id);
      readers.put(id, reader);
    }
    lastId = id;
    lastReader = reader;
    return reader;
  }

  private DatumReader<T> newReader(int id) {
    // What an id names never changes, so neither does that it cannot be read.
    String known = incompatible.get(id);
    if (known != null) {
      throw new UndecodableException(Code.INCOMPATIBLE_SCHEMA, known);
    }
    try {
      Schema writer =
          registry
              .schemaById(id)
              .orElseThrow(
                  () ->
                      new UndecodableException(
                          Code.UNKNOWN_SCHEMA_ID, "the registry has no schema " + id));
      if (SchemaCompatibility.checkReaderWriterCompatibility(readerSchema, writer).getType()
          == SchemaCompatibilityType.COMPATIBLE) {
        return new SpecificDatumReader<>(writer, readerSchema, model);
      }
      String what = "schema " + id + " (" + writer.getFullName() + ") cannot be read as ";
      throw incompatible(id, what + readerSchema.getFullName(), null);
    } catch (RegistryException.UnusableSchema | AvroRuntimeException e) {
      throw incompatible(id, e.getMessage(), e);
    }
  }

  private UndecodableException incompatible(int id, String detail, Exception cause) {
    incompatible.put(id, detail);
    return new UndecodableException(Code.INCOMPATIBLE_SCHEMA, detail, cause);
  }

  private String name(int id) {
    return readerSchema.getName() + " of schema " + id;
  }

  private static String kind(Exception e) {
    return e.getClass().getSimpleName();
  }
}
