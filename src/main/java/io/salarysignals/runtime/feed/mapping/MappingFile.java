package io.salarysignals.runtime.feed.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Reads the text of a mapping, YAML or properties, into nodes that know where they stand. */
final class MappingFile {
  private static final YAMLFactory YAML = new YAMLFactory();
  private static final int MAX_DEPTH = 40;

  private final List<Problem> problems;

  private MappingFile(List<Problem> problems) {
    this.problems = problems;
  }

  /** The root of a YAML mapping, or null after adding to {@code problems}. */
  static Node yaml(String text, List<Problem> problems) {
    try (JsonParser parser = YAML.createParser(text)) {
      if (parser.nextToken() == null) {
        problems.add(new Problem(0, "", "the file is empty"));
        return null;
      }
      Node root = new MappingFile(problems).node(parser, "", 0);
      if (parser.nextToken() != null) {
        problems.add(
            new Problem(parser.currentTokenLocation().getLineNr(), "", "one YAML document only"));
      }
      return root;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      String first = e.getOriginalMessage().lines().findFirst().orElse("");
      problems.add(new Problem(line, "", "not readable as YAML (" + first + ")"));
      return null;
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  private Node node(JsonParser parser, String path, int depth) throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    if (depth > MAX_DEPTH) {
      problems.add(new Problem(line, path, "nested deeper than " + MAX_DEPTH));
      parser.skipChildren();
      return Node.text(line, path, "");
    }
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      Map<String, Node> entries = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        int at = parser.currentTokenLocation().getLineNr();
        parser.nextToken();
        Node value = node(parser, path.isEmpty() ? name : path + "." + name, depth + 1);
        if (entries.put(name, value) != null) {
          problems.add(new Problem(at, value.path(), "given twice"));
        }
      }
      return Node.map(line, path, entries);
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      List<Node> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(node(parser, path + "." + (items.size() + 1), depth + 1));
      }
      return Node.list(line, path, items);
    }
    return Node.text(
        line, path, parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText());
  }

  /**
   * The root of a properties mapping: dots nest, entries named 1, 2, 3... are a list, {@code \.}
   * (in the file {@code \\.}) is a dot within a name.
   */
  static Node properties(String text, List<Problem> problems) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      problems.add(new Problem(0, "", "not readable as properties (" + e.getMessage() + ")"));
      return null;
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    for (String key : new TreeMap<>(properties).keySet().stream().map(String::valueOf).toList()) {
      put(tree, key, properties.getProperty(key), problems);
    }
    return fromTree(tree, "");
  }

  @SuppressWarnings("unchecked")
  private static void put(
      Map<String, Object> tree, String key, String value, List<Problem> problems) {
    String[] parts = key.split("(?<!\\\\)\\.", -1);
    Map<String, Object> at = tree;
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i].replace("\\.", ".");
      boolean last = i == parts.length - 1;
      Object there = at.get(part);
      if (there instanceof String || last && there != null) {
        problems.add(new Problem(0, key, "stands both alone and with entries below it"));
        return;
      }
      if (last) {
        at.put(part, value);
      } else {
        at = (Map<String, Object>) at.computeIfAbsent(part, p -> new LinkedHashMap<>());
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Node fromTree(Object tree, String path) {
    if (tree instanceof String text) {
      return Node.text(0, path, text);
    }
    Map<String, Node> entries = new LinkedHashMap<>();
    ((Map<String, Object>) tree)
        .forEach((k, v) -> entries.put(k, fromTree(v, path.isEmpty() ? k : path + "." + k)));
    List<Node> items = new ArrayList<>();
    for (int i = 1; entries.containsKey(String.valueOf(i)); i++) {
      items.add(entries.get(String.valueOf(i)));
    }
    // A look-up table may have numbers as its keys: that is no list.
    boolean list = !items.isEmpty() && items.size() == entries.size() && !path.endsWith(".table");
    return list ? Node.list(0, path, items) : Node.map(0, path, entries);
  }
}
