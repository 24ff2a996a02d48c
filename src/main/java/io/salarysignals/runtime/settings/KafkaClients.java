package io.salarysignals.runtime.settings;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What {@code kafka.*} hands to each Kafka client. {@code kafka.NAME} goes to every client that
 * knows NAME, and to all of them if none does (plug-ins read such keys); {@code kafka.producer.},
 * {@code kafka.consumer.}, {@code kafka.admin.} and {@code kafka.streams.} go to one kind and win.
 */
public final class KafkaClients {
  private static final Set<String> PRODUCER = ProducerConfig.configNames();
  private static final Set<String> CONSUMER = ConsumerConfig.configNames();
  private static final Set<String> ADMIN = AdminClientConfig.configNames();
  private static final Set<String> STREAMS = Set.copyOf(StreamsConfig.configDef().names());
  private static final Map<String, Set<String>> KINDS =
      Map.of("producer.", PRODUCER, "consumer.", CONSUMER, "admin.", ADMIN, "streams.", STREAMS);

  /** What the topologies' correctness rests on, and the key that governs it instead, if any. */
  private static final Map<String, String> OURS =
      Map.ofEntries(
          Map.entry("application.id", "topic.prefix"),
          Map.entry("processing.guarantee", Keys.PROCESSING_GUARANTEE),
          Map.entry("isolation.level", ""),
          Map.entry("enable.idempotence", ""),
          Map.entry("transactional.id", ""),
          Map.entry("group.id", "topic.prefix"),
          Map.entry("state.dir", Keys.STATE_DIR),
          Map.entry("num.stream.threads", Keys.STREAM_THREADS),
          Map.entry("commit.interval.ms", Keys.COMMIT_INTERVAL),
          Map.entry("group.protocol", Keys.GROUP_PROTOCOL),
          Map.entry("group.instance.id", Keys.GROUP_INSTANCE_ID),
          Map.entry("num.standby.replicas", Keys.STANDBY_REPLICAS),
          Map.entry("ensure.explicit.internal.resource.naming", ""));

  private final SortedMap<String, String> given;
  private final String bootstrap;

  KafkaClients(SortedMap<String, String> given, String bootstrap) {
    this.given = given;
    this.bootstrap = bootstrap;
  }

  public Map<String, Object> producer() {
    return client("producer.", PRODUCER);
  }

  public Map<String, Object> consumer() {
    return client("consumer.", CONSUMER);
  }

  public Map<String, Object> admin() {
    return client("admin.", ADMIN);
  }

  /**
   * For Kafka Streams, the overrides of the clients inside it under their own prefixes included.
   */
  public Map<String, Object> streams() {
    Map<String, Object> config = client("streams.", STREAMS);
    given.forEach(
        (key, value) -> {
          if (key.startsWith(Keys.KAFKA_PREFIX)) {
            String name = key.substring(Keys.KAFKA_PREFIX.length());
            if (!name.startsWith("streams.")) {
              config.put(name, value);
            }
          }
        });
    config.put("bootstrap.servers", bootstrap);
    given.forEach(
        (key, value) -> {
          String prefix = Keys.KAFKA_PREFIX + "streams.";
          if (key.startsWith(prefix)) {
            config.put(key.substring(prefix.length()), value);
          }
        });
    return config;
  }

  private Map<String, Object> client(String kind, Set<String> known) {
    Map<String, Object> config = new HashMap<>();
    Map<String, Object> own = new HashMap<>();
    given.forEach(
        (key, value) -> {
          if (!key.startsWith(Keys.KAFKA_PREFIX)) {
            return;
          }
          String name = key.substring(Keys.KAFKA_PREFIX.length());
          if (name.startsWith(kind)) {
            own.put(name.substring(kind.length()), value);
          } else if (KINDS.keySet().stream().noneMatch(name::startsWith)
              && (known.contains(name) || !knownToAny(name))) {
            config.put(name, value);
          }
        });
    config.put("bootstrap.servers", bootstrap);
    config.putAll(own);
    return config;
  }

  private static boolean knownToAny(String name) {
    return KINDS.values().stream().anyMatch(names -> names.contains(name));
  }

  /** What is wrong with a {@code kafka.*} key, if anything. */
  static Optional<String> problemOf(String key) {
    String rest = key.substring(Keys.KAFKA_PREFIX.length());
    Set<String> known = new HashSet<>();
    KINDS.values().forEach(known::addAll);
    String name = rest;
    for (Map.Entry<String, Set<String>> kind : KINDS.entrySet()) {
      if (rest.startsWith(kind.getKey())) {
        name = rest.substring(kind.getKey().length());
        known = kind.getValue();
      }
    }
    if (OURS.containsKey(name)) {
      String instead = OURS.get(name);
      return Optional.of(
          instead.isEmpty()
              ? "is set by the application, because its results depend on it; leave it out"
              : "is governed by " + instead + "; set that instead");
    }
    if (known.contains(name)) {
      return Optional.empty();
    }
    // Plug-ins (interceptors, login callbacks) read keys that Kafka does not know: only a name that
    // looks like a slip of the pen is refused.
    String prefix = key.substring(0, key.length() - name.length());
    return Suggestions.nearest(name, known, 2)
        .map(nearest -> "unknown to Kafka; did you mean " + prefix + nearest + "?");
  }
}
