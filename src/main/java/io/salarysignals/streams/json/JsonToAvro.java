package io.salarysignals.streams.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.salarysignals.streams.serde.AvroSafety;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Makes records from JSON with the public schema's field names: plain unions, enums by name, times
 * as ISO-8601 with zone or epoch milliseconds, dates as ISO-8601, bytes as base64. A field that is
 * missing, or null where its type has no null, takes its default. Unknown fields are ignored and
 * counted. For one thread.
 *
 * <p>Bounded for any text: {@value #MAX_CHARS} characters, {@value #MAX_DEPTH} levels.
 *
 * @param <T> the record class made
 */
public final class JsonToAvro<T extends SpecificRecord> {
  /** Greatest length of one JSON text, characters. */
  public static final int MAX_CHARS = 1 << 20;

  /** Greatest nesting of one JSON text. */
  public static final int MAX_DEPTH = 32;

  private static final int MAX_NAMES = 32;
  private static final int MAX_NAME_CHARS = 200;

  private static final ObjectReader READER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxDocumentLength(MAX_CHARS)
                          .maxStringLength(MAX_CHARS)
                          .maxNameLength(MAX_NAME_CHARS)
                          .maxNumberLength(400)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .reader();

  private final SpecificData model;
  private final Schema schema;
  private final JsonValues values;
  private final Set<String> unknownNames = new TreeSet<>();
  private long unknownCount;

  /**
   * For one record class.
   *
   * @throws IllegalArgumentException if its schema holds a union other than of null and one type
   */
  public JsonToAvro(Class<T> type) {
    AvroSafety.install();
    this.model = SpecificData.getForClass(type);
    this.schema = model.getSchema(type);
    this.values = new JsonValues(this::record);
    JsonValues.requirePlainUnions(schema);
  }

  /** Parses a text as a JSON tree, within the bounds of this class. */
  public static JsonNode parse(String json) throws JsonMappingProblem {
    if (json.length() > MAX_CHARS) {
      throw new JsonMappingProblem("", "at most " + MAX_CHARS + " characters", "more");
    }
    try {
      JsonNode node = READER.readTree(json);
      if (node == null || node.isMissingNode()) {
        throw new JsonMappingProblem("", "a JSON object", "nothing");
      }
      return node;
    } catch (JacksonException e) {
      long column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
      throw new JsonMappingProblem(
          "",
          "one well-formed JSON value, without repeated names, at most "
              + MAX_DEPTH
              + " levels deep",
          "a fault near character " + Math.max(column, 1));
    }
  }

  /** The record in one JSON text. */
  public T read(String json) throws JsonMappingProblem {
    return read(parse(json));
  }

  /** The record in a JSON tree. */
  @SuppressWarnings("unchecked")
  public T read(JsonNode node) throws JsonMappingProblem {
    return (T) record(schema, node, "");
  }

  /** How many fields were ignored so far because the schema has none of their name. */
  public long unknownFields() {
    return unknownCount;
  }

  /** The first {@value #MAX_NAMES} distinct paths of ignored fields, in ascending order. */
  public Set<String> unknownFieldNames() {
    return Collections.unmodifiableSet(unknownNames);
  }

  private Object record(Schema type, JsonNode node, String path) throws JsonMappingProblem {
    if (!node.isObject()) {
      throw new JsonMappingProblem(path, "an object (" + type.getName() + ")", kind(node));
    }
    SpecificRecord made = (SpecificRecord) model.newRecord(null, type);
    int known = 0;
    for (Schema.Field field : type.getFields()) {
      JsonNode value = node.get(field.name());
      known += value == null ? 0 : 1;
      made.put(field.pos(), field(field, value, path));
    }
    if (known < node.size()) {
      countUnknown(type, node, path);
    }
    return made;
  }

  private Object field(Schema.Field field, JsonNode value, String path) throws JsonMappingProblem {
    boolean absent = value == null || (value.isNull() && !field.schema().isNullable());
    if (!absent) {
      return values.read(field.schema(), value, JsonValues.at(path, field.name()));
    }
    if (!field.hasDefaultValue()) {
      throw new JsonMappingProblem(
          JsonValues.at(path, field.name()),
          JsonValues.describe(field.schema()),
          value == null ? "nothing" : "null");
    }
    Object shared = model.getDefaultValue(field);
    return shared == null ? null : model.deepCopy(field.schema(), shared);
  }

  private void countUnknown(Schema type, JsonNode node, String path) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (type.getField(entry.getKey()) == null) {
        unknownCount++;
        if (unknownNames.size() < MAX_NAMES) {
          unknownNames.add(JsonValues.at(path, entry.getKey()).replaceAll("\\[\\d+]", "[]"));
        }
      }
    }
  }

  static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case BOOLEAN -> "a boolean";
      case NULL -> "null";
      case NUMBER -> "a number";
      case OBJECT -> "an object";
      case STRING -> "a string";
      default -> "something else";
    };
  }
}
