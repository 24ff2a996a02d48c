package io.salarysignals.streams.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SchemaDocsTest {
  @Test
  void thePageIsThatOfTheSchemas() throws IOException {
    // Given the page as committed (written anew by -Ddocs.write=true)
    Path file = Path.of("schemas", "README.md");
    String page = SchemaDocs.markdown();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(file, page);
    }
    assertThat(Files.readString(file))
        .as("run: ./salary-signals docs schemas > schemas/README.md")
        .isEqualTo(page);
    // Then a reader finds what the contracts name
    assertThat(page)
        .contains("| `unitsPerUsd` | double | required |")
        .contains("| `observedAt` | time or null | `null` | When the pay was observed (UTC).")
        .contains("| `skills` | list of string | `[]` |")
        .contains("| `salary` | [PostedPay](#postedpay) or null | `null` |");
  }

  @Test
  void everyTypeAndFieldSaysWhatItMeans() {
    Set<String> seen = new HashSet<>();
    SchemaCatalogue.schemas().values().forEach(schema -> documented(schema, seen));
    assertThat(seen).contains("SalaryObservation", "PostedPay", "Estimate", "Bin", "Status");
  }

  private static void documented(Schema schema, Set<String> seen) {
    switch (schema.getType()) {
      case RECORD -> {
        if (seen.add(schema.getName())) {
          assertThat(schema.getDoc()).as(schema.getName()).isNotBlank();
          for (Schema.Field field : schema.getFields()) {
            assertThat(field.doc()).as(schema.getName() + "." + field.name()).isNotBlank();
            documented(field.schema(), seen);
          }
        }
      }
      case ENUM -> {
        seen.add(schema.getName());
        assertThat(schema.getDoc()).as(schema.getName()).isNotBlank();
        // Without a default a symbol added later could not be read by today's readers.
        assertThat(schema.getEnumDefault()).as(schema.getName()).isEqualTo("UNKNOWN");
      }
      case ARRAY -> documented(schema.getElementType(), seen);
      case MAP -> documented(schema.getValueType(), seen);
      case UNION -> schema.getTypes().forEach(type -> documented(type, seen));
      default -> assertThat(schema.getType()).isNotIn(Schema.Type.FIXED, Schema.Type.FLOAT);
    }
  }
}
