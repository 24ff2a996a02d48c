package io.salarysignals.runtime.feed.jsonld;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/** JSON-LD says one thing as {@code x}, {@code [x]} or {@code {"@value": x}}. */
final class Nodes {
  private static final JsonMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private Nodes() {}

  /** The node itself, or the items of a list; nothing for null and what is missing. */
  static List<JsonNode> all(JsonNode node) {
    List<JsonNode> all = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(item -> all.addAll(all(item)));
    } else if (!node.isMissingNode() && !node.isNull()) {
      all.add(node);
    }
    return all;
  }

  /** The node itself, or the first item of a list. */
  static JsonNode first(JsonNode node) {
    List<JsonNode> all = all(node);
    return all.isEmpty() ? MissingNode.getInstance() : all.get(0);
  }

  /** The text of a value without blanks around it; null where there is none. */
  static String text(JsonNode node) {
    JsonNode value = node.isObject() ? node.path("@value") : node;
    if (!value.isValueNode() || value.isNull()) {
      return null;
    }
    String text = value.asText().strip();
    return text.isEmpty() ? null : text;
  }

  /** The same tree with the fields of each object in order. */
  static String sorted(JsonNode node) throws JsonProcessingException {
    return SORTED.writeValueAsString(SORTED.treeToValue(node, Object.class));
  }
}
