package io.salarysignals.runtime.feed.mapping;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Look-up tables from files: properties, YAML, or CSV with two columns and no header. */
final class Tables {
  private static final String SHIPPED = "/mappings/tables/";

  private Tables() {}

  /** Reads a table; the message of the exception says what is wrong. */
  static Map<String, String> file(Path path) throws IOException {
    return parse(path.getFileName().toString(), Files.readString(path));
  }

  /** A table that comes with the application. */
  static Map<String, String> shipped(String name) throws IOException {
    String file = name.matches("[a-z0-9-]+") ? name + ".csv" : "";
    try (InputStream in = Tables.class.getResourceAsStream(SHIPPED + file)) {
      if (in == null || file.isEmpty()) {
        throw new IOException("no such table is shipped");
      }
      return parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static Map<String, String> parse(String name, String text) throws IOException {
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return new YAMLMapper()
          .readValue(text, new TypeReference<LinkedHashMap<String, String>>() {});
    }
    Map<String, String> table = new LinkedHashMap<>();
    if (name.endsWith(".properties")) {
      Properties properties = new Properties();
      properties.load(new StringReader(text));
      properties.forEach((k, v) -> table.put(k.toString(), v.toString()));
      return table;
    }
    try (var csv =
        CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get().parse(new StringReader(text))) {
      for (CSVRecord record : csv) {
        if (record.size() != 2) {
          throw new IOException("line " + csv.getCurrentLineNumber() + " has not two columns");
        }
        table.put(record.get(0).strip(), record.get(1).strip());
      }
      return table;
    }
  }
}
