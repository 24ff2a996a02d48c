package io.salarysignals.streams.serde;

import com.fasterxml.jackson.databind.JsonNode;
import io.salarysignals.streams.serde.RegistryException.UnusableSchema;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Parses what a registry gives as a schema, with the schemas it refers to ({@code references}),
 * which foreign producers may have registered apart.
 */
final class RegistrySchemas {
  private static final int MAX_DEPTH = 16;

  private final Function<String, JsonNode> get;

  /** Fetches further schemas by path. */
  RegistrySchemas(Function<String, JsonNode> get) {
    this.get = get;
  }

  /** The schema in an answer that holds {@code schema}, perhaps {@code schemaType, references}. */
  Schema parse(JsonNode answer, String what) {
    Schema.Parser parser = new Schema.Parser().setValidateDefaults(false);
    return parse(parser, answer, what, 0);
  }

  private Schema parse(Schema.Parser parser, JsonNode answer, String what, int depth) {
    String type = answer.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new UnusableSchema("the schema of " + what + " is " + type + ", expected AVRO", null);
    }
    if (depth > MAX_DEPTH) {
      throw new UnusableSchema("the schema of " + what + " has references in a cycle", null);
    }
    for (JsonNode reference : answer.path("references")) {
      String subject = reference.path("subject").asText();
      int version = reference.path("version").asInt();
      if (!parser.getTypes().containsKey(reference.path("name").asText())) {
        String path =
            "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
        JsonNode referred = get.apply(path + "/versions/" + version);
        parse(parser, referred, subject + " version " + version, depth + 1);
      }
    }
    try {
      return parser.parse(answer.path("schema").asText());
    } catch (AvroRuntimeException e) {
      throw new UnusableSchema("the schema of " + what + " cannot be parsed", e);
    }
  }
}
