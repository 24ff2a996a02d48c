package io.salarysignals.streams.serde;

import io.salarysignals.streams.topics.Topic;
import io.salarysignals.streams.topics.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The public schemas by topic, and their registration as one step of deployment. */
public final class SchemaCatalogue {
  /** The level under which public schemas evolve: any two released versions read each other. */
  public static final String COMPATIBILITY = "FULL_TRANSITIVE";

  private SchemaCatalogue() {}

  /** The schema of each topic with Avro values, by topic name without prefix, in flow order. */
  public static Map<String, Schema> schemas() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    for (Topic topic : Topics.ALL) {
      if (topic.schema() != null) {
        schemas.put(topic.name(), topic.schema());
      }
    }
    return schemas;
  }

  /** The record classes of those topics, in the same order. */
  public static List<Class<? extends SpecificRecord>> types() {
    AvroSafety.install();
    List<Class<? extends SpecificRecord>> types = new ArrayList<>();
    for (Schema schema : schemas().values()) {
      types.add(SpecificData.get().getClass(schema).asSubclass(SpecificRecord.class));
    }
    return types;
  }

  /**
   * Sets {@link #COMPATIBILITY} on the subject of every topic and registers its schema. Repeating
   * it changes nothing.
   *
   * @param topicName from the name without prefix to the name in the cluster
   * @return schema id by subject, in flow order
   * @throws RegistryException if the registry refuses, e.g. finds a schema incompatible
   */
  public static Map<String, Integer> register(
      SchemaRegistryClient registry, UnaryOperator<String> topicName) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    schemas()
        .forEach(
            (topic, schema) -> {
              String subject = SchemaRegistryClient.subjectOf(topicName.apply(topic));
              if (!registry.compatibility(subject).equals(java.util.Optional.of(COMPATIBILITY))) {
                registry.setCompatibility(subject, COMPATIBILITY);
              }
              ids.put(subject, registry.register(subject, schema));
            });
    return ids;
  }

  /**
   * What keeps writers without {@code auto.register} from working, one line each; empty if nothing.
   *
   * @param topicName from the name without prefix to the name in the cluster
   */
  public static List<String> differences(
      SchemaRegistryClient registry, UnaryOperator<String> topicName) {
    List<String> found = new ArrayList<>();
    schemas()
        .forEach(
            (topic, schema) -> {
              String subject = SchemaRegistryClient.subjectOf(topicName.apply(topic));
              try {
                registry.lookUp(subject, schema);
              } catch (RegistryException e) {
                found.add(subject + ": " + e.getMessage());
              }
              String level = registry.compatibility(subject).orElse("");
              if (!level.equals(COMPATIBILITY)) {
                found.add(
                    subject
                        + ": compatibility is "
                        + (level.isEmpty() ? "not set" : level)
                        + ", should be "
                        + COMPATIBILITY
                        + "; run: salary-signals topics create");
              }
            });
    return found;
  }
}
