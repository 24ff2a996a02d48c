package io.salarysignals.runtime.settings;

import static io.salarysignals.runtime.settings.Keys.*;

import java.net.URI;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Validator;

/** What a process connects to and how it serves: cluster, registry, HTTP and logs. */
final class ProcessDefinitions {
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Validator ANY = null;
  private static final Validator URLS =
      Values.check(
          "http or https address; several, separated by commas",
          text -> {
            for (String part : text.split(",", -1)) {
              if (!part.isBlank() || text.contains(",")) {
                String scheme = URI.create(part.trim()).getScheme();
                if (!"http".equals(scheme) && !"https".equals(scheme) && !"mock".equals(scheme)) {
                  throw new IllegalArgumentException("write an address such as http://host:8081");
                }
              }
            }
            return text;
          });
  private static final Validator PREFIX =
      Values.check(
          "letters, digits, . _ - (at most 60)",
          text -> {
            if (!text.matches("[A-Za-z0-9._-]{0,60}")) {
              throw new IllegalArgumentException("use letters, digits and . _ - only, at most 60");
            }
            return text;
          });

  private ProcessDefinitions() {}

  static void add(ConfigDef config) {
    cluster(config);
    registry(config);
    serving(config);
  }

  private static void cluster(ConfigDef config) {
    Group g = new Group(config, "Cluster and topologies");
    g.add(
        BOOTSTRAP_SERVERS,
        Type.STRING,
        "",
        ANY,
        "Kafka brokers, host:port, separated by commas. Required by every command that talks to a cluster.");
    g.add(
        TOPOLOGIES,
        Type.LIST,
        "trends",
        ANY,
        "Topologies that this process runs. Each has an application id of its own: topic.prefix and its name.");
    g.add(
        TOPIC_PREFIX,
        Type.STRING,
        "",
        PREFIX,
        "Put in front of every topic name and application id, so that several installations share a cluster.");
    g.add(
        STATE_DIR,
        Type.STRING,
        "state",
        ANY,
        "Folder of the local state stores. Can be lost: state is then restored from Kafka.");
    g.add(STREAM_THREADS, Type.INT, 2, Range.between(1, 256), "Stream threads per topology.");
    g.add(
        COMMIT_INTERVAL,
        Type.STRING,
        "500ms",
        Values.duration(Duration.ofMillis(10), Duration.ofSeconds(9)),
        "Time between commits, which end the transactions: the latency that exactly-once adds.");
    g.add(
        PROCESSING_GUARANTEE,
        Type.STRING,
        "exactly_once_v2",
        ValidString.in("exactly_once_v2", "at_least_once"),
        "With at_least_once, a crash may count records twice: for experiments only.");
    g.add(
        GROUP_PROTOCOL,
        Type.STRING,
        "classic",
        ValidString.in("classic", "streams"),
        "Rebalance protocol of the consumer group.");
    g.add(
        GROUP_INSTANCE_ID,
        Type.STRING,
        "",
        PREFIX,
        "Name of this process for static membership, different for each: a quick restart then moves no tasks. Empty: dynamic membership.");
    g.add(
        SHUTDOWN_TIMEOUT,
        Type.STRING,
        "30s",
        Values.duration(MILLI, null),
        "How long a stop waits for the stream threads to commit and close.");
    g.add(
        THREAD_RESTARTS_MAX,
        Type.INT,
        10,
        Range.between(0, 1_000_000),
        "Stream threads replaced after broker errors within an hour before the process gives up.");
  }

  private static void registry(ConfigDef config) {
    Group g = new Group(config, "Schema registry and serde");
    g.add(
        REGISTRY_URL,
        Type.STRING,
        "",
        URLS,
        "Confluent-compatible schema registry. Required by every command that reads or writes events.");
    g.add(
        REGISTRY_TIMEOUT_MS,
        Type.INT,
        2000,
        Range.between(1, 600_000),
        "How long one request to the registry may take, in milliseconds.");
    g.add(
        REGISTRY_RETRIES,
        Type.INT,
        3,
        Range.between(0, 100),
        "Further rounds over all addresses after a time-out, an I/O or a server error.");
    g.add(
        REGISTRY_USER_INFO,
        Type.PASSWORD,
        "",
        Values.check("user:password, or empty", text -> text),
        "Basic authentication at the registry.");
    g.add(
        AUTO_REGISTER,
        Type.BOOLEAN,
        true,
        ANY,
        "Whether missing schemas are registered. With false, they must be there before the start.");
    g.add(
        SERDE_PROVIDER,
        Type.STRING,
        "builtin",
        ValidString.in("builtin", "confluent"),
        "Implementation of the wire format; confluent needs a build with -Pconfluent.");
  }

  private static void serving(ConfigDef config) {
    Group g = new Group(config, "HTTP and logs");
    g.add(
        HTTP_HOST,
        Type.STRING,
        "127.0.0.1",
        new ConfigDef.NonEmptyString(),
        "Address that the HTTP port is bound to: loopback unless told otherwise.");
    g.add(
        HTTP_PORT,
        Type.INT,
        8088,
        Range.between(0, 65535),
        "Port of /metrics, /health and /status; 0 takes a free one.");
    g.add(
        READY_MAX_LAG,
        Type.LONG,
        100_000L,
        Range.atLeast(0),
        "Greatest number of unread input records with which /health/ready still says yes.");
    g.add(
        LOG_FORMAT,
        Type.STRING,
        "text",
        ValidString.in("text", "json"),
        "Form of log lines; json writes one object per line.");
    g.add(
        LOG_LEVEL,
        Type.STRING,
        "INFO",
        ValidString.in("ERROR", "WARN", "INFO", "DEBUG"),
        "Least level of this project's own log lines; those of libraries start at WARN.");
  }
}
