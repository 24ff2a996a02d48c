package io.salarysignals.streams.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** Reads one JSON value as the value of an Avro type; records are left to its caller. */
final class JsonValues {
  /** Makes a record. */
  interface Records {
    Object read(Schema type, JsonNode node, String path) throws JsonMappingProblem;
  }

  /** Up to here a double holds every whole number. */
  private static final double MAX_EXACT = 1L << 53;

  private final Records records;
  private final Map<Schema, Map<String, Object>> enums = new HashMap<>();

  JsonValues(Records records) {
    this.records = records;
  }

  Object read(Schema type, JsonNode node, String path) throws JsonMappingProblem {
    if (type.isUnion()) {
      return node.isNull() ? null : read(branch(type), node, path);
    }
    LogicalType logical = type.getLogicalType();
    if (logical != null) {
      return switch (logical.getName()) {
        case "timestamp-millis" -> time(node, path);
        case "date" -> date(node, path);
        default -> throw problem(type, node, path);
      };
    }
    return switch (type.getType()) {
      case RECORD -> records.read(type, node, path);
      case ENUM -> symbol(type, node, path);
      case ARRAY -> list(type, node, path);
      case MAP -> map(type, node, path);
      case STRING -> text(type, node, path);
      case BYTES -> bytes(type, node, path);
      case BOOLEAN -> {
        if (!node.isBoolean()) {
          throw problem(type, node, path);
        }
        yield node.booleanValue();
      }
      case INT -> Math.toIntExact(integer(type, node, path, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case LONG -> integer(type, node, path, Long.MIN_VALUE, Long.MAX_VALUE);
      case DOUBLE -> {
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (!Double.isFinite(value)) {
          throw problem(type, node, path);
        }
        yield value;
      }
      default -> throw problem(type, node, path);
    };
  }

  private static Instant time(JsonNode node, String path) throws JsonMappingProblem {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return Instant.ofEpochMilli(node.longValue());
    }
    if (node.isTextual()) {
      var time = JsonTimes.instant(node.textValue());
      if (time.isPresent()) {
        return time.get();
      }
      throw new JsonMappingProblem(
          path, JsonTimes.EXPECTED_TIME, "a string that is none, or names no zone");
    }
    throw new JsonMappingProblem(path, JsonTimes.EXPECTED_TIME, JsonToAvro.kind(node));
  }

  private static Object date(JsonNode node, String path) throws JsonMappingProblem {
    if (node.isTextual()) {
      var date = JsonTimes.date(node.textValue());
      if (date.isPresent()) {
        return date.get();
      }
    }
    throw new JsonMappingProblem(path, "a date as 2026-03-02", JsonToAvro.kind(node));
  }

  private Object symbol(Schema type, JsonNode node, String path) throws JsonMappingProblem {
    Map<String, Object> symbols =
        enums.computeIfAbsent(
            type,
            key -> {
              Map<String, Object> made = new HashMap<>();
              key.getEnumSymbols()
                  .forEach(name -> made.put(name, SpecificData.get().createEnum(name, key)));
              return made;
            });
    Object value = node.isTextual() ? symbols.get(node.textValue()) : null;
    if (value == null) {
      throw new JsonMappingProblem(
          path, describe(type), node.isTextual() ? "another string" : JsonToAvro.kind(node));
    }
    return value;
  }

  private List<Object> list(Schema type, JsonNode node, String path) throws JsonMappingProblem {
    if (!node.isArray()) {
      throw problem(type, node, path);
    }
    List<Object> list = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      list.add(read(type.getElementType(), node.get(i), path + "[" + i + "]"));
    }
    return list;
  }

  private Map<String, Object> map(Schema type, JsonNode node, String path)
      throws JsonMappingProblem {
    if (!node.isObject()) {
      throw problem(type, node, path);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String at = at(path, entry.getKey());
      map.put(wellFormed(entry.getKey(), at), read(type.getValueType(), entry.getValue(), at));
    }
    return map;
  }

  private static String text(Schema type, JsonNode node, String path) throws JsonMappingProblem {
    if (!node.isTextual()) {
      throw problem(type, node, path);
    }
    return wellFormed(node.textValue(), path);
  }

  /** Half a surrogate pair has no UTF-8: it would be written as a question mark. */
  private static String wellFormed(String text, String path) throws JsonMappingProblem {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isHighSurrogate(text.charAt(i))
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw new JsonMappingProblem(path, "Unicode text", "half a surrogate pair");
        }
        i++;
      }
    }
    return text;
  }

  private static ByteBuffer bytes(Schema type, JsonNode node, String path)
      throws JsonMappingProblem {
    if (node.isTextual()) {
      try {
        return ByteBuffer.wrap(Base64.getDecoder().decode(node.textValue()));
      } catch (IllegalArgumentException e) {
        throw new JsonMappingProblem(path, describe(type), "a string that is none");
      }
    }
    throw problem(type, node, path);
  }

  private static long integer(Schema type, JsonNode node, String path, long min, long max)
      throws JsonMappingProblem {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      long value = node.longValue();
      if (value >= min && value <= max) {
        return value;
      }
    } else if (node.isDouble()) {
      // Some writers know doubles only: 5.0 is a whole number too, as far as doubles are exact.
      double value = node.doubleValue();
      if (value == Math.rint(value)
          && Math.abs(value) <= MAX_EXACT
          && value >= min
          && value <= max) {
        return (long) value;
      }
    }
    throw problem(type, node, path);
  }

  private static JsonMappingProblem problem(Schema type, JsonNode node, String path) {
    String found = node.isNumber() ? "another number" : JsonToAvro.kind(node);
    return new JsonMappingProblem(path, describe(type), found);
  }

  static String describe(Schema type) {
    if (type.isUnion()) {
      return describe(branch(type)) + " or null";
    }
    LogicalType logical = type.getLogicalType();
    if (logical != null) {
      return logical.getName().equals("date") ? "a date as 2026-03-02" : JsonTimes.EXPECTED_TIME;
    }
    return switch (type.getType()) {
      case RECORD -> "an object (" + type.getName() + ")";
      case ENUM -> "one of " + String.join(", ", type.getEnumSymbols());
      case ARRAY -> "a list";
      case MAP -> "an object";
      case STRING -> "a string";
      case BYTES -> "base64";
      case BOOLEAN -> "true or false";
      case INT -> "a whole number of 32 bits";
      case LONG -> "a whole number of 64 bits";
      case DOUBLE -> "a finite number";
      default -> type.getType().getName();
    };
  }

  static String at(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static Schema branch(Schema union) {
    List<Schema> types = union.getTypes();
    return types.get(0).getType() == Schema.Type.NULL ? types.get(1) : types.get(0);
  }

  /** Plain JSON tells null from one other type, not two others from each other. */
  static void requirePlainUnions(Schema schema) {
    check(schema, new HashSet<>());
  }

  private static void check(Schema schema, Set<String> seen) {
    switch (schema.getType()) {
      case RECORD -> {
        if (seen.add(schema.getFullName())) {
          schema.getFields().forEach(field -> check(field.schema(), seen));
        }
      }
      case ARRAY -> check(schema.getElementType(), seen);
      case MAP -> check(schema.getValueType(), seen);
      case UNION -> {
        if (schema.getTypes().size() != 2 || !schema.isNullable()) {
          throw new IllegalArgumentException("not a union of null and one type: " + schema);
        }
        check(branch(schema), seen);
      }
      case FLOAT, FIXED ->
          throw new IllegalArgumentException("public schemas have no " + schema.getType());
      default -> {
        // Other types hold no union.
      }
    }
  }
}
