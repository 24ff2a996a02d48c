package io.salarysignals.runtime.settings;

import static io.salarysignals.runtime.settings.Keys.*;

import io.salarysignals.domain.gate.protect.ProtectedSettings;
import java.net.URI;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Every setting: its type, default, bounds and meaning. The documentation is made from this. */
final class Definitions {
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Validator ANY = null;
  private static final Validator SHARE =
      Values.check(
          "share, above 0 and at most 1",
          text -> {
            double share = Double.parseDouble(text);
            if (!(share > 0 && share <= 1)) {
              throw new IllegalArgumentException("write a share above 0 and at most 1");
            }
            return share;
          });
  private static final Validator POSITIVE =
      Values.check(
          "amount above 0",
          text -> {
            double amount = Double.parseDouble(text);
            if (!(amount > 0) || Double.isInfinite(amount)) {
              throw new IllegalArgumentException("write an amount above 0");
            }
            return amount;
          });
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

  private Definitions() {}

  static final ConfigDef CONFIG = new ConfigDef();

  static {
    cluster();
    registry();
    serving();
    intake();
    windows();
    gate();
    resources();
  }

  private static void cluster() {
    Group g = new Group("Cluster and topologies");
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

  private static void registry() {
    Group g = new Group("Schema registry and serde");
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

  private static void serving() {
    Group g = new Group("HTTP and logs");
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

  private static void intake() {
    Group g = new Group("Intake");
    g.add(
        EMPLOYER_HASH_KEY_FILE,
        Type.STRING,
        "",
        ANY,
        "File with the secret, 32 bytes or more, that keys the hash of employer names. Required by run; must never change while state lives.");
    g.add(
        TAXONOMY_FILE,
        Type.STRING,
        "",
        ANY,
        "YAML file of roles and aliases that extends the shipped taxonomy; empty: none.");
    g.add(
        SKILLS_FILE,
        Type.STRING,
        "",
        ANY,
        "YAML file of skills, certifications and aliases that extends the shipped one; empty: none.");
    g.add(
        SKILLS_MAX_PER_RECORD,
        Type.INT,
        30,
        Range.between(0, 1000),
        "Skills and certifications counted per record: the first in canonical order; the excess is counted in a metric.");
    g.add(
        UNKNOWN_TITLES,
        Type.STRING,
        "keep",
        ValidString.in("keep", "other"),
        "Whether a title outside the taxonomy keeps its own slug or falls into the role other.");
    g.add(
        UNKNOWN_SKILLS,
        Type.STRING,
        "keep",
        ValidString.in("keep", "other"),
        "Whether a skill outside the list keeps its own id or falls into other.");
    g.add(
        PAY_MIN_USD,
        Type.DOUBLE,
        1000.0,
        POSITIVE,
        "Least plausible annual pay in US dollars; less is rejected as PAY_OUT_OF_RANGE.");
    g.add(
        PAY_MAX_USD,
        Type.DOUBLE,
        5_000_000.0,
        POSITIVE,
        "Greatest plausible annual pay in US dollars; more is rejected as PAY_OUT_OF_RANGE.");
    g.add(
        RECORD_MAX_BYTES,
        Type.STRING,
        "256KB",
        Values.bytes(1024),
        "Greatest size of an input value; a larger one is rejected as TOO_LARGE.");
    g.add(
        TEXT_MAX_LENGTH,
        Type.INT,
        512,
        Range.between(16, 100_000),
        "Greatest length of a text field, in characters; a longer one is rejected.");
    g.add(
        MAX_AHEAD,
        Type.STRING,
        "1d",
        Values.durationOrUnbounded(Duration.ZERO),
        "How far an observation may lie after its record was appended; beyond: TOO_FAR_AHEAD.");
    g.add(
        AS_OF,
        Type.STRING,
        "",
        Values.check("instant or date, or empty", Values::readInstant),
        "Observations after this instant are rejected as TOO_FAR_AHEAD; empty: no such bound.");
    g.add(
        DEAD_LETTERS_MAX_RATIO,
        Type.DOUBLE,
        0.05,
        SHARE,
        "Share of dead letters among records read past which the process stops, instead of draining a topic into dead-letters.");
    g.add(
        DEAD_LETTERS_MIN_COUNT,
        Type.LONG,
        1000L,
        Range.atLeast(1),
        "Records after which the share of dead letters among them is judged.");
  }

  private static void windows() {
    Group g = new Group("Windows");
    g.add(
        HORIZONS,
        Type.STRING,
        "7:1,28:1,91:7,364:28",
        Values.check("days:step pairs, separated by commas", Values::readHorizons),
        "Length of each window in days, and the days between its ends on the grid of epoch days.");
    g.add(
        WINDOW_GRACE,
        Type.STRING,
        "1d",
        Values.duration(Duration.ZERO, null),
        "How far the watermark must be past a window's end before FINAL is said.");
    g.add(
        DISORDER_BOUND,
        Type.STRING,
        "1h",
        Values.duration(Duration.ZERO, null),
        "The watermark of a partition is its greatest accepted event time minus this.");
    g.add(
        RETENTION,
        Type.STRING,
        "400d",
        Values.durationOrUnbounded(DAY),
        "Event time behind the watermark within which a late record still counts; older: TOO_LATE.");
    g.add(
        IDLE_TIMEOUT,
        Type.STRING,
        "5m",
        Values.durationOrUnbounded(SECOND),
        "A partition without input for so long no longer holds back FINAL, while others have input.");
    g.add(
        EMIT_INTERVAL,
        Type.STRING,
        "1s",
        Values.duration(Duration.ofMillis(10), null),
        "Least time between two provisional events of one key.");
  }

  private static void gate() {
    Group g = new Group("Publication gate");
    Validator count = Range.atLeast(1);
    g.add(
        GATE_PROFILE,
        Type.STRING,
        "open",
        ValidString.in("open", "protected"),
        "Profile of sources that gate.profile.sources does not name; pay of type POSTED is public and stays open.");
    g.add(
        GATE_PROFILE_SOURCES,
        Type.STRING,
        "",
        Values.check("sourceId=profile pairs, separated by commas", Values::readProfiles),
        "Profile per source, whatever its type: protected for employer-reported pay.");
    g.add(GATE_MIN_N, Type.INT, 30, count, "open: least observations of a published cell.");
    g.add(GATE_MIN_EMPLOYERS, Type.INT, 5, count, "open: least contributors of a published cell.");
    g.add(GATE_MAX_SHARE, Type.DOUBLE, 0.25, SHARE, "open: greatest share of one contributor.");
    g.add(
        GATE_MAX_TOP2_SHARE, Type.DOUBLE, 0.50, SHARE, "open: greatest share of two contributors.");
    g.add(
        GATE_TAIL_MIN_EMPLOYERS, Type.INT, 10, count, "open: least contributors for p10 and p90.");
    g.add(GATE_PROTECTED_MIN_N, Type.INT, 50, count, "protected: least observations.");
    g.add(
        GATE_PROTECTED_MIN_EMPLOYERS,
        Type.INT,
        10,
        Range.atLeast(ProtectedSettings.LEAST_QUANTUM),
        "protected: least contributors.");
    g.add(
        GATE_PROTECTED_MAX_SHARE,
        Type.DOUBLE,
        0.20,
        SHARE,
        "protected: greatest share of one contributor.");
    g.add(
        GATE_PROTECTED_MAX_TOP2_SHARE,
        Type.DOUBLE,
        0.35,
        SHARE,
        "protected: greatest share of two contributors.");
    g.add(
        GATE_PROTECTED_TAIL_MIN_EMPLOYERS,
        Type.INT,
        20,
        count,
        "protected: least contributors for p10 and p90.");
    g.add(
        GATE_PROTECTED_MIN_AGE_DAYS,
        Type.INT,
        28,
        Range.between(0, 3650),
        "protected: days from a window's end to the watermark before it is published.");
    g.add(
        GATE_PROTECTED_RELEASE_QUANTUM,
        Type.INT,
        10,
        Range.atLeast(ProtectedSettings.LEAST_QUANTUM),
        "protected: least contributors by which two releases differ, wherever they do.");
    g.add(
        GATE_PROTECTED_COMPARED_WINDOWS,
        Type.INT,
        13,
        Range.between(1, 1000),
        "protected: latest windows of 28 days that a release is compared with; older ones are not corrected.");
  }

  private static void resources() {
    Group g = new Group("Resources and topics");
    g.add(
        CACHE_MARKET_DAYS,
        Type.INT,
        50_000,
        Range.atLeast(1),
        "Market-days that a pane task keeps in memory as live objects.");
    g.add(
        CACHE_SUMS,
        Type.INT,
        200_000,
        Range.atLeast(1),
        "Facet sums of windows that a pane task keeps in memory.");
    g.add(
        ROCKSDB_CACHE_BYTES,
        Type.STRING,
        "256MB",
        Values.bytes(1 << 20),
        "Block cache that all state stores of the process share, write buffers included.");
    g.add(
        ROCKSDB_WRITE_BUFFER_BYTES,
        Type.STRING,
        "96MB",
        Values.bytes(1 << 20),
        "Part of the block cache that write buffers may take.");
    g.add(
        CONTRIBUTIONS_PARTITIONS,
        Type.INT,
        4,
        Range.between(1, 1000),
        "Partitions of the internal topic between intake and panes; fixed once state lives.");
    g.add(
        TOPICS_PARTITIONS,
        Type.INT,
        4,
        Range.between(1, 1000),
        "Partitions of the topics that are spread by key, when they are created.");
    g.add(
        TOPICS_REPLICATION,
        Type.INT,
        -1,
        Range.between(-1, 16),
        "Replicas of created topics; -1: the broker's default.");
    g.add(
        TOPICS_MIN_INSYNC,
        Type.INT,
        1,
        Range.between(1, 16),
        "min.insync.replicas of created topics: 2 with three replicas.");
    g.add(
        TOPICS_INPUT_RETENTION,
        Type.STRING,
        "400d",
        Values.durationOrUnbounded(Duration.ofHours(1)),
        "How long input topics keep records, and so how far back a topology can be rebuilt.");
    g.add(
        TOPICS_OUTPUT_RETENTION,
        Type.STRING,
        "800d",
        Values.durationOrUnbounded(Duration.ofHours(1)),
        "How long output topics keep the last value of a key.");
    g.add(
        TOPICS_ERROR_RETENTION,
        Type.STRING,
        "14d",
        Values.durationOrUnbounded(Duration.ofHours(1)),
        "How long rejected-events and dead-letters keep original bytes.");
    g.add(
        INTERNAL_REPLICATION,
        Type.INT,
        -1,
        Range.between(-1, 16),
        "Replicas of changelog and repartition topics; -1: the broker's default.");
    g.add(
        STANDBY_REPLICAS,
        Type.INT,
        0,
        Range.between(0, 8),
        "Warm copies of each store on other processes; at least 1 in production.");
  }

  /** Adds keys in the order of the documentation. */
  private static final class Group {
    private final String name;
    private int order;

    Group(String name) {
      this.name = name;
    }

    void add(String key, Type type, Object byDefault, Validator validator, String meaning) {
      CONFIG.define(
          key,
          type,
          byDefault,
          validator,
          Importance.MEDIUM,
          meaning,
          name,
          ++order,
          Width.MEDIUM,
          key);
    }
  }
}
