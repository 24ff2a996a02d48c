package io.salarysignals.runtime.feed.mapping;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/** Checks the text of a mapping as a whole and makes a {@link Mapping} of it. */
final class MappingParser {
  private static final Set<String> TOP = Set.of("topic", "description", "id", "input", "fields");
  private static final Set<String> INPUT = Set.of("separator", "charset", "header", "empty");

  private final String name;
  private final List<Problem> problems = new ArrayList<>();
  private final Compiler compiler;
  private boolean usesFileName;

  MappingParser(String name, Path folder) {
    this.name = name;
    this.compiler = new Compiler(problems, folder);
  }

  Mapping parse(String text, boolean properties) {
    Node root =
        properties ? MappingFile.properties(text, problems) : MappingFile.yaml(text, problems);
    if (root == null || !root.isMap()) {
      if (problems.isEmpty()) {
        problems.add(new Problem(1, "", "a mapping has the entries topic, fields and mostly id"));
      }
      throw new MappingException(name, problems);
    }
    unknown(root, TOP);
    FeedTopic topic = topic(root);
    Mapping.Input input = input(root.entries().get("input"));
    Target target = topic == null ? null : target(root, topic);
    if (!problems.isEmpty()) {
      throw new MappingException(name, problems);
    }
    return new Mapping(
        name,
        fingerprint(text + compiler.tables()),
        topic,
        input,
        compiler.columns(),
        target,
        usesFileName);
  }

  private void unknown(Node node, Set<String> known) {
    node.entries()
        .forEach(
            (key, value) -> {
              if (!known.contains(key)) {
                problems.add(value.problem("unknown entry" + Suggestion.of(key, known)));
              }
            });
  }

  private FeedTopic topic(Node root) {
    Node node = root.entries().get("topic");
    if (node == null || !node.isText()) {
      problems.add(new Problem(root.line(), "topic", "give one of " + FeedTopic.names()));
      return null;
    }
    return FeedTopic.named(node.text())
        .orElseGet(
            () -> {
              problems.add(
                  node.problem("no such topic" + Suggestion.of(node.text(), FeedTopic.names())));
              return null;
            });
  }

  private Target target(Node root, FeedTopic topic) {
    Node fields = root.entries().get("fields");
    if (fields == null || !fields.isMap()) {
      problems.add(new Problem(root.line(), "fields", "give a value for each field"));
      return null;
    }
    List<Target.Setter> setters = setters(fields, topic.schema());
    Set<String> set = new java.util.HashSet<>(fields.entries().keySet());
    Node id = root.entries().get("id");
    if (id != null && topic.idField() == null) {
      problems.add(id.problem("records of " + topic.topic() + " have no id"));
    } else if (id != null && set.contains(topic.idField())) {
      problems.add(id.problem("give either id or fields." + topic.idField() + ", not both"));
    } else if (id != null) {
      Schema.Field field = topic.schema().getField(topic.idField());
      setters.add(new Target.Setter(field, FieldType.of(field), id(id), null));
      set.add(topic.idField());
    }
    for (String missing : Required.missing(topic, set)) {
      problems.add(fields.problem("nothing sets " + missing + ", which every record needs"));
    }
    return new Target(setters);
  }

  private List<Target.Setter> setters(Node fields, Schema schema) {
    List<Target.Setter> setters = new ArrayList<>();
    List<String> known = schema.getFields().stream().map(Schema.Field::name).toList();
    fields
        .entries()
        .forEach(
            (key, node) -> {
              Schema.Field field = schema.getField(key);
              if (field == null) {
                problems.add(
                    node.problem(
                        schema.getName() + " has no such field" + Suggestion.of(key, known)));
                return;
              }
              Schema type = FieldType.nonNull(field.schema());
              if (type.getType() != Schema.Type.RECORD) {
                setters.add(
                    new Target.Setter(field, FieldType.of(field), compiler.value(node), null));
              } else if (node.isMap()) {
                setters.add(new Target.Setter(field, null, null, new Target(setters(node, type))));
              } else {
                problems.add(
                    node.problem(
                        "give its fields: "
                            + type.getFields().stream().map(Schema.Field::name).toList()));
              }
            });
    return setters;
  }

  private Expression id(Node node) {
    List<Expression> parts = new ArrayList<>();
    boolean lineWithoutFile = false;
    for (Node item : node.isList() ? node.items() : List.of(node)) {
      String keyword = item.isText() ? item.text() : "";
      switch (keyword) {
        case "file" -> {
          usesFileName = true;
          parts.add(Context::file);
        }
        case "line" -> {
          lineWithoutFile = true;
          parts.add(line -> Long.toString(line.lineNumber()));
        }
        case "hash" -> parts.add(Context::contentHash);
        default -> {
          if (item.isText()) {
            problems.add(
                item.problem(
                    "parts of an id are file, line, hash or a function, e.g. {column: ref}"));
          } else {
            parts.add(compiler.value(item));
          }
        }
      }
    }
    if (lineWithoutFile && parts.size() == 1) {
      problems.add(node.problem("line alone is the same in every file; add file or a constant"));
    }
    return line -> Ids.join(parts, line);
  }

  private Mapping.Input input(Node node) {
    if (node == null) {
      return Mapping.Input.DEFAULT;
    }
    if (!node.isMap()) {
      problems.add(node.problem("give separator, charset, header or empty"));
      return Mapping.Input.DEFAULT;
    }
    unknown(node, INPUT);
    char separator = ',';
    Node given = node.entries().get("separator");
    if (given != null) {
      String text = given.isText() ? given.text().replace("\\t", "\t").replace("tab", "\t") : "";
      if (text.length() == 1 && text.charAt(0) < 128 && "\"\r\n".indexOf(text.charAt(0)) < 0) {
        separator = text.charAt(0);
      } else {
        problems.add(given.problem("a separator is one ASCII character, or tab"));
      }
    }
    return new Mapping.Input(
        separator,
        charset(node),
        texts(node.entries().get("header")),
        texts(node.entries().get("empty")));
  }

  private Charset charset(Node node) {
    Node given = node.entries().get("charset");
    if (given == null) {
      return StandardCharsets.UTF_8;
    }
    try {
      Charset charset = Charset.forName(given.isText() ? given.text() : "");
      if (!charset.name().startsWith("UTF-16") && !charset.name().startsWith("UTF-32")) {
        return charset;
      }
    } catch (IllegalArgumentException e) {
      // Said below, together with those that are known but not read.
    }
    problems.add(given.problem("not a character set that is read; e.g. UTF-8 or windows-1252"));
    return StandardCharsets.UTF_8;
  }

  private List<String> texts(Node node) {
    if (node == null) {
      return List.of();
    }
    if (!node.isList() || !node.items().stream().allMatch(Node::isText)) {
      problems.add(node.problem("give a list of texts"));
      return List.of();
    }
    return node.items().stream().map(Node::text).toList();
  }

  private static String fingerprint(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
