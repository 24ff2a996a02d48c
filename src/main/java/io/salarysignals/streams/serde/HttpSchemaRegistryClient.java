package io.salarysignals.streams.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salarysignals.streams.serde.RegistryHttp.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.apache.kafka.common.utils.Utils;

/**
 * Client of a registry's HTTP API as Confluent defines it. What a registry never changes (id to
 * schema, subject and schema to id) is asked once; that an id is unknown is believed for a short
 * while only, since it may be registered later.
 */
public final class HttpSchemaRegistryClient implements SchemaRegistryClient {
  /** How long an unknown id stays unknown without asking again, milliseconds. */
  static final long UNKNOWN_FOR_MS = 10_000;

  private static final int SUBJECT_UNKNOWN = 40401;
  private static final int SCHEMA_UNKNOWN = 40403;
  private static final int COMPATIBILITY_UNSET = 40408;

  private record Registered(String subject, Schema schema) {}

  private final RegistryHttp http;
  private final LongSupplier clock;
  private final RegistrySchemas parser;
  private final Map<Registered, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas =
      Collections.synchronizedMap(new BoundedMap<>(10_000));
  private final Map<Integer, Long> unknown = Collections.synchronizedMap(new BoundedMap<>(1_000));

  /** A client for the settings; asks nothing yet. */
  public HttpSchemaRegistryClient(RegistrySettings settings) {
    this(settings, Utils::sleep, () -> System.nanoTime() / 1_000_000);
  }

  HttpSchemaRegistryClient(RegistrySettings settings, LongConsumer pause, LongSupplier clock) {
    this.http = new RegistryHttp(settings, pause);
    this.clock = clock;
    this.parser = new RegistrySchemas(this::get);
  }

  @Override
  public int register(String subject, Schema schema) {
    return ids.computeIfAbsent(
        new Registered(subject, schema),
        key -> {
          Answer answer =
              http.send("POST", "/subjects/" + encoded(subject) + "/versions", body(schema));
          if (answer.status() == 409) {
            throw new RegistryException(
                "the registry finds the schema of subject "
                    + subject
                    + " incompatible with what is registered: "
                    + message(answer));
          }
          return idIn(answer, "registering a schema under " + subject);
        });
  }

  @Override
  public int lookUp(String subject, Schema schema) {
    return ids.computeIfAbsent(
        new Registered(subject, schema),
        key -> {
          Answer answer = http.send("POST", "/subjects/" + encoded(subject), body(schema));
          boolean absent =
              answer.errorCode() == SUBJECT_UNKNOWN || answer.errorCode() == SCHEMA_UNKNOWN;
          if (answer.status() == 404 && absent) {
            throw notRegistered(subject, schema);
          }
          return idIn(answer, "looking up a schema under " + subject);
        });
  }

  static RegistryException notRegistered(String subject, Schema schema) {
    return new RegistryException(
        "this version of "
            + schema.getFullName()
            + " is not registered under subject "
            + subject
            + ", and auto.register=false forbids registering it here: run `topics create`, or"
            + " register it by your own means");
  }

  @Override
  public Optional<Schema> schemaById(int id) {
    Schema known = schemas.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    Long since = unknown.get(id);
    if (since != null && clock.getAsLong() - since < UNKNOWN_FOR_MS) {
      return Optional.empty();
    }
    Answer answer = http.send("GET", "/schemas/ids/" + id, null);
    // Only the registry's own code means "unknown": a proxy's 404 must not lose a record.
    if (answer.status() == 404 && answer.errorCode() == SCHEMA_UNKNOWN) {
      unknown.put(id, clock.getAsLong());
      return Optional.empty();
    }
    Schema schema = parser.parse(ok(answer, "fetching schema " + id), "id " + id);
    schemas.put(id, schema);
    unknown.remove(id);
    return Optional.of(schema);
  }

  @Override
  public List<String> subjects() {
    List<String> subjects = new ArrayList<>();
    get("/subjects").forEach(subject -> subjects.add(subject.asText()));
    Collections.sort(subjects);
    return subjects;
  }

  @Override
  public Optional<String> compatibility(String subject) {
    Answer answer = http.send("GET", "/config/" + encoded(subject), null);
    int code = answer.errorCode();
    if (answer.status() == 404 && (code == SUBJECT_UNKNOWN || code == COMPATIBILITY_UNSET)) {
      return Optional.empty();
    }
    JsonNode level = ok(answer, "reading the compatibility of " + subject);
    return Optional.of(level.path("compatibilityLevel").asText());
  }

  @Override
  public void setCompatibility(String subject, String level) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("compatibility", level);
    Answer answer = http.send("PUT", "/config/" + encoded(subject), body);
    if (answer.status() == 409) {
      // Some registries make what is there already in vain when a call is repeated after a timeout,
      // or two processes set it at once.
      if (compatibility(subject).filter(level::equals).isPresent()) {
        return;
      }
      answer = http.send("PUT", "/config/" + encoded(subject), body);
    }
    ok(answer, "setting the compatibility of " + subject);
  }

  /** Nothing to end: the HTTP client's threads end with it. */
  @Override
  public void close() {}

  private JsonNode get(String path) {
    return ok(http.send("GET", path, null), "GET " + path);
  }

  private static ObjectNode body(Schema schema) {
    return JsonNodeFactory.instance.objectNode().put("schema", SchemaText.of(schema));
  }

  private static int idIn(Answer answer, String what) {
    JsonNode id = ok(answer, what).path("id");
    if (!id.canConvertToInt() || id.intValue() < 1) {
      throw new RegistryException(what + ": the answer has no id; is this a schema registry?");
    }
    return id.intValue();
  }

  private static JsonNode ok(Answer answer, String what) {
    if (answer.status() == 401 || answer.status() == 403) {
      throw new RegistryException(
          what
              + ": the registry answered "
              + answer.status()
              + ": check "
              + RegistrySettings.USER_INFO);
    }
    if (answer.status() != 200) {
      throw new RegistryException(
          what
              + ": the registry answered "
              + answer.status()
              + " "
              + message(answer)
              + "; check "
              + RegistrySettings.URL);
    }
    return answer.body();
  }

  private static String message(Answer answer) {
    String text = answer.body().path("message").asText("");
    return text.length() > 500 ? text.substring(0, 500) + "..." : text;
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
