package io.salarysignals.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The chart, rendered by Helm itself. */
final class Chart {
  static final Path FOLDER = Path.of("helm", "salary-signals");
  static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** What every installation has to say. */
  static final String REQUIRED =
      """
      kafka: {bootstrapServers: "kafka-0.kafka:9092,kafka-1.kafka:9092"}
      registry: {url: "http://registry:8081"}
      employerHashKey: {existingSecret: employer-hash-key}
      """;

  private Chart() {}

  /**
   * Renders the chart.
   *
   * @param values YAML on top of {@code values.yaml}, in this order
   * @return the manifests
   * @throws RuntimeException with Helm's message where the chart or its schema refuses
   */
  static List<JsonNode> render(Path folder, String... values) throws IOException {
    var command =
        new Helm(FOLDER)
            .template()
            .withName("pay")
            .withNamespace("signals")
            .withKubeVersion("1.29.0");
    for (String value : values) {
      Path file = Files.createTempFile(folder, "values", ".yaml");
      command.withValuesFile(Files.writeString(file, value));
    }
    List<JsonNode> manifests = new ArrayList<>();
    try (MappingIterator<JsonNode> documents =
        YAML.readerFor(JsonNode.class).readValues(command.call())) {
      while (documents.hasNext()) {
        JsonNode document = documents.next();
        if (document != null && document.isObject() && !document.isEmpty()) {
          manifests.add(document);
        }
      }
    }
    return manifests;
  }

  static List<JsonNode> ofKind(List<JsonNode> manifests, String kind) {
    return manifests.stream().filter(m -> m.path("kind").asText().equals(kind)).toList();
  }
}
