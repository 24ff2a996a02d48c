package io.salarysignals.streams.serde;

import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * What the system needs of a schema registry with the Confluent API. Safe for use by several
 * threads. Every method may throw {@link RegistryUnavailableException} when the registry cannot be
 * asked, and {@link RegistryException} when it refuses.
 */
public interface SchemaRegistryClient extends AutoCloseable {
  /**
   * Registers a schema under a subject unless it is there, and returns its id.
   *
   * @throws RegistryException if the registry finds it incompatible with what is registered
   */
  int register(String subject, Schema schema);

  /**
   * The id of a schema that is registered under a subject; changes nothing.
   *
   * @throws RegistryException if it is not registered there
   */
  int lookUp(String subject, Schema schema);

  /**
   * The schema of an id, or empty where the registry says that there is none.
   *
   * @throws RegistryException.UnusableSchema if the id names something that is not Avro
   */
  Optional<Schema> schemaById(int id);

  /** All subjects, in ascending order. */
  List<String> subjects();

  /** The compatibility level set for a subject itself, e.g. FULL_TRANSITIVE; empty if none is. */
  Optional<String> compatibility(String subject);

  /** Sets the compatibility level of a subject. */
  void setCompatibility(String subject, String level);

  @Override
  void close();

  /** The subject of a topic's values (Confluent's default strategy): {@code <topic>-value}. */
  static String subjectOf(String topic) {
    return topic + "-value";
  }

  /** The client for the settings: {@code mock://scope} in-process, else HTTP. */
  static SchemaRegistryClient open(RegistrySettings settings) {
    String first = settings.urls().get(0);
    return first.startsWith(MockSchemaRegistry.URL_PREFIX)
        ? MockSchemaRegistry.scope(first.substring(MockSchemaRegistry.URL_PREFIX.length()))
        : new HttpSchemaRegistryClient(settings);
  }
}
