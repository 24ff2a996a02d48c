package io.salarysignals.streams.serde;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * A registry inside the process for tests and dry runs, reached as {@code mock://scope}: all
 * clients of one scope see the same schemas. Ids count from one; equal texts share an id, as in a
 * real registry. Only NONE and the FULL levels are enforced.
 */
public final class MockSchemaRegistry implements SchemaRegistryClient {
  /** Start of the URLs that mean this registry. */
  public static final String URL_PREFIX = "mock://";

  private static final Map<String, MockSchemaRegistry> SCOPES = new ConcurrentHashMap<>();

  private final Map<Integer, Schema> schemas = new HashMap<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, List<Integer>> versions = new TreeMap<>();
  private final Map<String, String> levels = new HashMap<>();

  /** An empty registry of its own, outside any scope. */
  public MockSchemaRegistry() {}

  /** The registry of a scope, made when first asked for. */
  public static MockSchemaRegistry scope(String scope) {
    return SCOPES.computeIfAbsent(scope, any -> new MockSchemaRegistry());
  }

  /** Forgets a scope. */
  public static void drop(String scope) {
    SCOPES.remove(scope);
  }

  @Override
  public synchronized int register(String subject, Schema schema) {
    List<Integer> known = versions.computeIfAbsent(subject, any -> new ArrayList<>());
    Integer id = ids.get(SchemaText.of(schema));
    if (id != null && known.contains(id)) {
      return id;
    }
    if (levels.getOrDefault(subject, "NONE").startsWith("FULL")) {
      known.forEach(other -> requireCompatible(subject, schema, schemas.get(other)));
    }
    if (id == null) {
      id = schemas.size() + 1;
      ids.put(SchemaText.of(schema), id);
      schemas.put(id, new Schema.Parser().parse(SchemaText.of(schema)));
    }
    known.add(id);
    return id;
  }

  private static void requireCompatible(String subject, Schema one, Schema other) {
    boolean both = canRead(one, other) && canRead(other, one);
    if (!both) {
      throw new RegistryException(
          "the schema of subject " + subject + " is incompatible with a version registered before");
    }
  }

  private static boolean canRead(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        == SchemaCompatibilityType.COMPATIBLE;
  }

  @Override
  public synchronized int lookUp(String subject, Schema schema) {
    Integer id = ids.get(SchemaText.of(schema));
    if (id == null || !versions.getOrDefault(subject, List.of()).contains(id)) {
      throw HttpSchemaRegistryClient.notRegistered(subject, schema);
    }
    return id;
  }

  @Override
  public synchronized Optional<Schema> schemaById(int id) {
    return Optional.ofNullable(schemas.get(id));
  }

  @Override
  public synchronized List<String> subjects() {
    return List.copyOf(versions.keySet());
  }

  @Override
  public synchronized Optional<String> compatibility(String subject) {
    return Optional.ofNullable(levels.get(subject));
  }

  @Override
  public synchronized void setCompatibility(String subject, String level) {
    levels.put(subject, level);
  }

  /** Does nothing: the scope outlives its clients. */
  @Override
  public void close() {}
}
