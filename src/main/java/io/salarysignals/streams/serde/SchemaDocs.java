package io.salarysignals.streams.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;

/** Writes the page that documents every public schema, from the schemas themselves. */
public final class SchemaDocs {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SchemaDocs() {}

  /** The whole page as Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    Map<String, Schema> nested = new LinkedHashMap<>();
    SchemaCatalogue.schemas()
        .forEach(
            (topic, schema) -> {
              page.append("\n## ").append(schema.getName()).append("\n\n");
              page.append(schema.getDoc()).append("\n\n");
              fields(schema, page);
              collect(schema, nested);
            });
    SchemaCatalogue.schemas().values().forEach(schema -> nested.remove(schema.getName()));
    page.append("\n# Types used in them\n");
    nested.forEach(
        (name, schema) -> {
          page.append("\n## ").append(name).append("\n\n");
          page.append(schema.getDoc()).append("\n\n");
          if (schema.getType() == Schema.Type.ENUM) {
            page.append("Names: `").append(String.join("`, `", schema.getEnumSymbols()));
            page.append("`\n");
          } else {
            fields(schema, page);
          }
        });
    return page.toString();
  }

  private static void fields(Schema schema, StringBuilder page) {
    page.append("| field | type | default | meaning |\n|---|---|---|---|\n");
    Map<String, String> defaults = defaults(schema);
    for (Schema.Field field : schema.getFields()) {
      page.append("| `").append(field.name()).append("` | ");
      page.append(type(field.schema())).append(" | ");
      page.append(defaults.getOrDefault(field.name(), "required")).append(" | ");
      page.append(field.doc().replace("|", "\\|")).append(" |\n");
    }
  }

  private static Map<String, String> defaults(Schema schema) {
    Map<String, String> defaults = new LinkedHashMap<>();
    try {
      for (JsonNode field : JSON.readTree(schema.toString()).path("fields")) {
        if (field.has("default")) {
          JsonNode value = field.get("default");
          defaults.put(field.get("name").asText(), "`" + value + "`");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Avro wrote a schema that is not JSON", e);
    }
    return defaults;
  }

  private static String type(Schema schema) {
    if (schema.getLogicalType() != null) {
      return schema.getLogicalType().getName().equals("date") ? "date" : "time";
    }
    return switch (schema.getType()) {
      case UNION -> type(branch(schema)) + " or null";
      case ARRAY -> "list of " + type(schema.getElementType());
      case MAP -> "map of " + type(schema.getValueType());
      case RECORD, ENUM ->
          "[" + schema.getName() + "](#" + schema.getName().toLowerCase(Locale.ROOT) + ")";
      default -> schema.getType().getName();
    };
  }

  private static Schema branch(Schema union) {
    return union.getTypes().stream()
        .filter(type -> type.getType() != Schema.Type.NULL)
        .findFirst()
        .orElseThrow();
  }

  private static void collect(Schema schema, Map<String, Schema> found) {
    switch (schema.getType()) {
      case RECORD -> {
        if (found.putIfAbsent(schema.getName(), schema) == null) {
          schema.getFields().forEach(field -> collect(field.schema(), found));
        }
      }
      case ENUM -> found.putIfAbsent(schema.getName(), schema);
      case ARRAY -> collect(schema.getElementType(), found);
      case MAP -> collect(schema.getValueType(), found);
      case UNION -> schema.getTypes().forEach(type -> collect(type, found));
      default -> {
        // Other types have no name.
      }
    }
  }

  private static final String HEAD =
      """
      # Schemas

      `public/` holds the public events as they are built, `released/<version>/` each released
      version as it was registered, `store/` the formats of stores and internal topics, which are
      nobody's contract. How they evolve, and how values are framed: `docs/schemas.md`.

      In Avro a time is a `long` with the logical type `timestamp-millis` (UTC) and a date an `int`
      with `date`; in JSON a time is ISO-8601 with zone or epoch milliseconds, a date `2026-03-02`.
      The default is what a reader sees where the writer's schema has no such field, and what JSON
      may leave out.

      This page is generated from the schemas: `salary-signals docs schemas`.

      # Public events
      """;
}
