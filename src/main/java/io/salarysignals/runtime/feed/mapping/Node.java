package io.salarysignals.runtime.feed.mapping;

import java.util.List;
import java.util.Map;

/**
 * A piece of a mapping file and where it stands: exactly one of a text, a list or named entries.
 * Texts are kept as written: {@code NO} is Norway, not false.
 */
record Node(int line, String path, String text, List<Node> items, Map<String, Node> entries) {
  static Node text(int line, String path, String text) {
    return new Node(line, path, text, null, null);
  }

  static Node list(int line, String path, List<Node> items) {
    return new Node(line, path, null, items, null);
  }

  static Node map(int line, String path, Map<String, Node> entries) {
    return new Node(line, path, null, null, entries);
  }

  boolean isText() {
    return text != null;
  }

  boolean isList() {
    return items != null;
  }

  boolean isMap() {
    return entries != null;
  }

  /** What it is, for messages. */
  String kind() {
    return isText() ? "a text" : isList() ? "a list" : "named entries";
  }

  Problem problem(String message) {
    return new Problem(line, path, message);
  }
}
