package io.salarysignals.streams.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * Writes records as canonical JSON on one line: equal records give equal text. Fields stand in
 * schema order and nulls are left out; times are ISO-8601 UTC, with milliseconds only where there
 * are any; dates ISO-8601; numbers as {@link JsonNumbers} says; enums by name; bytes in base64;
 * maps sorted by key. Takes specific and generic records. Safe for use by several threads.
 */
public final class AvroToJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Set<String> omitted;

  /** Writes all fields. */
  public AvroToJson() {
    this(Set.of());
  }

  /** Leaves out the given fields of the outermost record. */
  public AvroToJson(Set<String> omitted) {
    this.omitted = Set.copyOf(omitted);
  }

  /** The record as one line of JSON, without a line break. */
  public String write(IndexedRecord record) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      write(record, out);
    } catch (IOException e) {
      throw new UncheckedIOException("a string writer does no I/O", e);
    }
    return text.toString();
  }

  /** Writes the record to a generator, e.g. inside a larger document. */
  public void write(IndexedRecord record, JsonGenerator out) throws IOException {
    record(record, out, omitted);
  }

  private static void record(IndexedRecord record, JsonGenerator out, Set<String> omitted)
      throws IOException {
    out.writeStartObject();
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      if (value != null && !omitted.contains(field.name())) {
        out.writeFieldName(field.name());
        value(field.schema(), value, out);
      }
    }
    out.writeEndObject();
  }

  private static void value(Schema schema, Object value, JsonGenerator out) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof Double number) {
      number(number, out);
    } else if (value instanceof Float number) {
      number(Double.parseDouble(number.toString()), out);
    } else if (value instanceof Long number) {
      wholeNumber(schema, number, out);
    } else if (value instanceof Integer number) {
      wholeNumber(schema, number, out);
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Instant || value instanceof LocalDate) {
      // ISO-8601; an instant from milliseconds has three decimals or none.
      out.writeString(value.toString());
    } else if (value instanceof IndexedRecord nested) {
      record(nested, out, Set.of());
    } else if (value instanceof Collection<?> list) {
      list(element(schema), list, out);
    } else if (value instanceof Map<?, ?> map) {
      map(element(schema), map, out);
    } else if (value instanceof ByteBuffer bytes) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      out.writeString(Base64.getEncoder().encodeToString(copy));
    } else {
      // Strings of any kind and enum symbols.
      out.writeString(value.toString());
    }
  }

  private static void number(double value, JsonGenerator out) throws IOException {
    if (Double.isFinite(value)) {
      out.writeRawValue(JsonNumbers.text(value));
    } else {
      // JSON has no such number; as in Avro's own JSON encoding. JsonToAvro refuses it.
      out.writeString(Double.toString(value));
    }
  }

  private static void wholeNumber(Schema schema, long value, JsonGenerator out) throws IOException {
    Schema type = unwrapped(schema, schema);
    String logical = type.getLogicalType() == null ? "" : type.getLogicalType().getName();
    switch (logical) {
      case "timestamp-millis" -> out.writeString(Instant.ofEpochMilli(value).toString());
      case "date" -> out.writeString(LocalDate.ofEpochDay(value).toString());
      default -> out.writeNumber(value);
    }
  }

  private static void list(Schema element, Collection<?> list, JsonGenerator out)
      throws IOException {
    out.writeStartArray();
    for (Object item : list) {
      value(element, item, out);
    }
    out.writeEndArray();
  }

  private static void map(Schema element, Map<?, ?> map, JsonGenerator out) throws IOException {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((key, item) -> sorted.put(key.toString(), item));
    out.writeStartObject();
    for (Map.Entry<String, Object> entry : sorted.entrySet()) {
      out.writeFieldName(entry.getKey());
      value(element, entry.getValue(), out);
    }
    out.writeEndObject();
  }

  private static Schema element(Schema schema) {
    for (Schema type : schema.isUnion() ? schema.getTypes() : java.util.List.of(schema)) {
      if (type.getType() == Schema.Type.ARRAY) {
        return type.getElementType();
      }
      if (type.getType() == Schema.Type.MAP) {
        return type.getValueType();
      }
    }
    throw new IllegalArgumentException("a collection where the schema has none: " + schema);
  }

  /** The branch of a union that carries a logical type, if one does. */
  private static Schema unwrapped(Schema schema, Schema otherwise) {
    if (schema.isUnion()) {
      for (Schema type : schema.getTypes()) {
        if (type.getLogicalType() != null) {
          return type;
        }
      }
    }
    return otherwise;
  }
}
