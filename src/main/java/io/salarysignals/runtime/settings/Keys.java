package io.salarysignals.runtime.settings;

/**
 * The names of all settings. What each means, its type, bounds and default stand in {@link
 * Definitions}; the table in the documentation is generated from there.
 */
public final class Keys {
  public static final String BOOTSTRAP_SERVERS = "kafka.bootstrap.servers";
  public static final String TOPOLOGIES = "topologies";
  public static final String TOPIC_PREFIX = "topic.prefix";
  public static final String STATE_DIR = "state.dir";
  public static final String STREAM_THREADS = "stream.threads";
  public static final String COMMIT_INTERVAL = "commit.interval";
  public static final String PROCESSING_GUARANTEE = "processing.guarantee";
  public static final String GROUP_PROTOCOL = "group.protocol";
  public static final String GROUP_INSTANCE_ID = "group.instance.id";
  public static final String SHUTDOWN_TIMEOUT = "shutdown.timeout";
  public static final String THREAD_RESTARTS_MAX = "thread.restarts.max";

  public static final String REGISTRY_URL = "registry.url";
  public static final String REGISTRY_TIMEOUT_MS = "registry.request.timeout.ms";
  public static final String REGISTRY_RETRIES = "registry.retries";
  public static final String REGISTRY_USER_INFO = "registry.basic.auth.user.info";

  /** Kafka's {@code ssl.*} settings, for the registry. */
  public static final String REGISTRY_SSL_PREFIX = "registry.ssl.";

  public static final String AUTO_REGISTER = "auto.register";
  public static final String SERDE_PROVIDER = "serde.provider";

  public static final String HTTP_HOST = "http.host";
  public static final String HTTP_PORT = "http.port";
  public static final String READY_MAX_LAG = "ready.max.lag";
  public static final String LOG_FORMAT = "log.format";
  public static final String LOG_LEVEL = "log.level";

  public static final String EMPLOYER_HASH_KEY_FILE = "employer.hash.key.file";
  public static final String TAXONOMY_FILE = "taxonomy.file";
  public static final String SKILLS_FILE = "skills.file";
  public static final String SKILLS_MAX_PER_RECORD = "skills.max.per.record";
  public static final String UNKNOWN_TITLES = "unknown.titles";
  public static final String UNKNOWN_SKILLS = "unknown.skills";
  public static final String PAY_MIN_USD = "pay.min.usd";
  public static final String PAY_MAX_USD = "pay.max.usd";

  /**
   * Followed by an ISO 3166-1 alpha-2 code; the value is {@code min:max} in that country's
   * currency.
   */
  public static final String PAY_BOUNDS_PREFIX = "pay.bounds.";

  public static final String RECORD_MAX_BYTES = "record.max.bytes";
  public static final String TEXT_MAX_LENGTH = "text.max.length";
  public static final String MAX_AHEAD = "max.ahead";
  public static final String AS_OF = "as.of";
  public static final String DEAD_LETTERS_MAX_RATIO = "dead.letters.max.ratio";
  public static final String DEAD_LETTERS_MIN_COUNT = "dead.letters.min.count";

  public static final String HORIZONS = "horizons";
  public static final String WINDOW_GRACE = "window.grace";
  public static final String DISORDER_BOUND = "disorder.bound";
  public static final String RETENTION = "retention";
  public static final String IDLE_TIMEOUT = "idle.timeout";
  public static final String ALERTS_MAX_AGE = "alerts.max.age";
  public static final String EMIT_INTERVAL = "emit.interval";

  public static final String POSTING_GAP = "posting.gap";
  public static final String POSTING_SILENCE = "posting.silence";
  public static final String POSTING_VERSIONS_MAX = "posting.versions.max";
  public static final String POSTED_PAY = "posted.pay";
  public static final String DEMAND_INDEX_BASE = "demand.index.base";
  public static final String DEMAND_MIN_POSTINGS = "demand.min.postings";
  public static final String DEMAND_MIN_OPENINGS = "demand.min.openings";
  public static final String DEMAND_SKILLS_MAX = "demand.skills.max";
  public static final String VACANCY_DAYS = "vacancy.days";
  public static final String VACANCY_GROUP_MAX = "vacancy.group.max";

  public static final String GATE_PROFILE = "gate.profile";
  public static final String GATE_PROFILE_SOURCES = "gate.profile.sources";
  public static final String GATE_MIN_N = "gate.min.n";
  public static final String GATE_MIN_EMPLOYERS = "gate.min.employers";
  public static final String GATE_MAX_SHARE = "gate.max.share";
  public static final String GATE_MAX_TOP2_SHARE = "gate.max.top2.share";
  public static final String GATE_TAIL_MIN_EMPLOYERS = "gate.tail.min.employers";
  public static final String GATE_PROTECTED_MIN_N = "gate.protected.min.n";
  public static final String GATE_PROTECTED_MIN_EMPLOYERS = "gate.protected.min.employers";
  public static final String GATE_PROTECTED_MAX_SHARE = "gate.protected.max.share";
  public static final String GATE_PROTECTED_MAX_TOP2_SHARE = "gate.protected.max.top2.share";
  public static final String GATE_PROTECTED_TAIL_MIN_EMPLOYERS =
      "gate.protected.tail.min.employers";
  public static final String GATE_PROTECTED_MIN_AGE_DAYS = "gate.protected.min.age.days";
  public static final String GATE_PROTECTED_RELEASE_QUANTUM = "gate.protected.release.quantum";
  public static final String GATE_PROTECTED_COMPARED_WINDOWS = "gate.protected.compared.windows";

  public static final String IDENTITIES_INDEXED = "identities.indexed.max";
  public static final String CACHE_ROWS = "cache.rows.max";
  public static final String WINDOW_ROWS = "window.rows.max";
  public static final String ROCKSDB_CACHE_BYTES = "rocksdb.cache.bytes";
  public static final String ROCKSDB_WRITE_BUFFER_BYTES = "rocksdb.write.buffer.bytes";
  public static final String CONTRIBUTIONS_PARTITIONS = "contributions.partitions";
  public static final String LIVES_PARTITIONS = "lives.partitions";
  public static final String TOPICS_PARTITIONS = "topics.partitions";
  public static final String TOPICS_REPLICATION = "topics.replication.factor";
  public static final String TOPICS_MIN_INSYNC = "topics.min.insync.replicas";
  public static final String TOPICS_INPUT_RETENTION = "topics.input.retention";
  public static final String TOPICS_OUTPUT_RETENTION = "topics.output.retention";
  public static final String TOPICS_ERROR_RETENTION = "topics.error.retention";
  public static final String INTERNAL_REPLICATION = "internal.replication.factor";
  public static final String STANDBY_REPLICAS = "standby.replicas";

  /** Everything under this prefix is handed to the Kafka clients without it. */
  public static final String KAFKA_PREFIX = "kafka.";

  public static final String SESSION_TIMEOUT = KAFKA_PREFIX + "consumer.session.timeout.ms";

  private Keys() {}
}
