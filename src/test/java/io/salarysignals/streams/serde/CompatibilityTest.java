package io.salarysignals.streams.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salarysignals.event.SalaryObservation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.junit.jupiter.api.Test;

/**
 * Public schemas are FULL_TRANSITIVE-compatible with every released version. A release is made by
 * {@code -Dschemas.release=<version>}; released files are never changed after.
 */
class CompatibilityTest {
  private static final Path RELEASED = Path.of("schemas", "released");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyPublicSchemaReadsAndIsReadByEveryReleasedVersion() throws IOException {
    String release = System.getProperty("schemas.release", "");
    if (!release.isEmpty()) {
      write(RELEASED.resolve(release));
    }
    List<String> incompatible = new ArrayList<>();
    int compared = 0;
    try (Stream<Path> files = Files.walk(RELEASED)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".avsc")).sorted().toList()) {
        Schema old = new Schema.Parser().parse(Files.readString(file));
        Schema now =
            SchemaCatalogue.schemas().values().stream()
                .filter(schema -> schema.getFullName().equals(old.getFullName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " has no public schema any more"));
        incompatible.addAll(faults(file.toString(), old, now));
        compared++;
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(7);
    assertThat(incompatible).isEmpty();
  }

  @Test
  void everyPublicSchemaHasAReleasedCopy() throws IOException {
    try (Stream<Path> files = Files.walk(RELEASED)) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(f -> f.endsWith(".avsc")))
          .containsAll(
              SchemaCatalogue.schemas().values().stream().map(s -> s.getName() + ".avsc").toList());
    }
  }

  private static void write(Path folder) throws IOException {
    assertThat(folder).as("a released version is never changed").doesNotExist();
    Files.createDirectories(folder);
    for (Schema schema : SchemaCatalogue.schemas().values()) {
      String text =
          JSON.writerWithDefaultPrettyPrinter()
              .writeValueAsString(JSON.readTree(SchemaText.of(schema)));
      Files.writeString(folder.resolve(schema.getName() + ".avsc"), text + "\n");
    }
  }

  private static List<String> faults(String name, Schema old, Schema now) {
    List<String> faults = new ArrayList<>();
    var forward = SchemaCompatibility.checkReaderWriterCompatibility(old, now).getResult();
    forward
        .getIncompatibilities()
        .forEach(fault -> faults.add(name + " cannot read the present schema: " + fault));
    var backward = SchemaCompatibility.checkReaderWriterCompatibility(now, old).getResult();
    backward
        .getIncompatibilities()
        .forEach(fault -> faults.add(name + " cannot be read by the present schema: " + fault));
    return faults;
  }

  @Test
  void everyKindOfIncompatibleEditIsFound() {
    assertIncompatible(field("observationId", f -> f.put("name", "id")));
    assertIncompatible(field("observationId", f -> f.put("type", "long")));
    assertIncompatible(field("amount", f -> f.put("type", "double").remove("default")));
    assertIncompatible(field("version", f -> f.put("type", "long")));
    assertIncompatible(
        schema -> fields(schema).addObject().put("name", "added").put("type", "string"));
    assertIncompatible(schema -> fields(schema).remove(0));
  }

  @Test
  void compatibleEditsPass() {
    assertThat(
            editFaults(
                schema ->
                    fields(schema)
                        .addObject()
                        .put("name", "added")
                        .put("default", "x")
                        .put("type", "string")))
        .isEmpty();
    assertThat(editFaults(field("version", f -> f.put("doc", "Another text.")))).isEmpty();
    assertThat(
            editFaults(
                field(
                    "eventType",
                    f -> ((ArrayNode) f.get("type").get("symbols")).insert(0, "MERGED"))))
        .isEmpty();
  }

  @Test
  void theRegistryOfTestsRefusesTheSameEdits() {
    MockSchemaRegistry registry = new MockSchemaRegistry();
    SchemaCatalogue.register(registry, topic -> "p-" + topic);
    assertThat(SchemaCatalogue.differences(registry, topic -> "p-" + topic)).isEmpty();
    assertThat(SchemaCatalogue.differences(registry, topic -> "q-" + topic))
        .hasSize(2 * SchemaCatalogue.schemas().size())
        .anyMatch(line -> line.contains("compatibility is not set"));
    Schema edited = edited(field("observationId", f -> f.put("name", "id")));
    assertThatThrownBy(() -> registry.register("p-salary-observations-value", edited))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("incompatible");
  }

  private static void assertIncompatible(Consumer<ObjectNode> edit) {
    assertThat(editFaults(edit)).isNotEmpty();
  }

  private static List<String> editFaults(Consumer<ObjectNode> edit) {
    return faults("edited", SalaryObservation.getClassSchema(), edited(edit));
  }

  private static Schema edited(Consumer<ObjectNode> edit) {
    try {
      ObjectNode schema =
          (ObjectNode) JSON.readTree(SchemaText.of(SalaryObservation.getClassSchema()));
      edit.accept(schema);
      return new Schema.Parser().parse(schema.toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ArrayNode fields(ObjectNode schema) {
    return (ArrayNode) schema.get("fields");
  }

  private static Consumer<ObjectNode> field(String name, Consumer<ObjectNode> edit) {
    return schema -> {
      for (var field : fields(schema)) {
        if (field.get("name").asText().equals(name)) {
          edit.accept((ObjectNode) field);
          return;
        }
      }
      throw new AssertionError("no field " + name);
    };
  }
}
