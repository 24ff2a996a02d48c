package io.salarysignals.streams.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * The text under which a schema is registered: always the same for one schema, with its
 * documentation, without the marks that the code generator leaves for Java ({@code
 * avro.java.string}), which mean nothing to other languages.
 */
public final class SchemaText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JAVA_STRING = "avro.java.string";

  private SchemaText() {}

  /** The text of a schema on one line, fields in schema order. */
  public static String of(Schema schema) {
    try {
      return JSON.writeValueAsString(strip(JSON.readTree(schema.toString())));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Avro wrote a schema that is not JSON", e);
    }
  }

  private static JsonNode strip(JsonNode node) {
    if (node.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode(node.size());
      node.forEach(item -> array.add(strip(item)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (entry.getKey().equals(JAVA_STRING)) {
        continue;
      }
      // A default value is data, not schema: copied as it is.
      boolean data = entry.getKey().equals("default");
      object.set(entry.getKey(), data ? entry.getValue() : strip(entry.getValue()));
    }
    boolean onlyType = object.size() == 1 && object.path("type").isTextual();
    return onlyType ? object.get("type") : object;
  }
}
