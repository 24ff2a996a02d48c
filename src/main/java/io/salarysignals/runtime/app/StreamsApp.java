package io.salarysignals.runtime.app;

import io.salarysignals.runtime.metrics.Activity;
import io.salarysignals.runtime.metrics.Metrics;
import io.salarysignals.runtime.metrics.RunningFigures;
import io.salarysignals.runtime.metrics.TopologyMeters;
import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.topics.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One topology, running: starts it, replaces its threads after passing errors, stops it for good
 * after other failures, and tells how it is doing. Safe for several threads.
 */
public final class StreamsApp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);

  private final String name;
  private final Settings settings;
  private final KafkaStreams streams;
  private final TopologyMeters meters;
  private final Set<String> inputs;
  private final ThreadRestarts restarts;
  private final RestoreProgress restore = new RestoreProgress();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final AutoCloseable kafkaMeters;
  private final Instant started = Clock.systemUTC().instant();
  private volatile Throwable failure;

  /**
   * Prepares a topology; {@link #start} starts it.
   *
   * @param name its name in the settings
   * @param inputs topics whose unread records are its lag
   * @param meters what the topology was built with
   */
  public StreamsApp(
      String name,
      Topology topology,
      List<Topic> inputs,
      Settings settings,
      Metrics metrics,
      TopologyMeters meters) {
    this.name = name;
    this.settings = settings;
    this.meters = meters;
    this.inputs = inputs.stream().map(t -> settings.topic(t.name())).collect(Collectors.toSet());
    this.restarts =
        new ThreadRestarts(settings.integer(Keys.THREAD_RESTARTS_MAX), Duration.ofHours(1));
    this.streams = new KafkaStreams(topology, StreamsConfiguration.of(settings, name));
    streams.setUncaughtExceptionHandler(this::onFailure);
    streams.setGlobalStateRestoreListener(restore);
    streams.setStateListener(this::onChange);
    BrokerContact contact = new BrokerContact(System::currentTimeMillis);
    this.kafkaMeters =
        metrics.bind(
            name,
            streams,
            new RunningFigures(
                () -> phase().code(),
                this::lag,
                restore::remaining,
                restarts::total,
                () -> contact.ageSeconds(streams.metrics().values())));
  }

  /** Starts the threads; returns at once. */
  public void start() {
    streams.start();
  }

  /** Where it stands. */
  public Phase phase() {
    return failure == null ? Phase.of(streams.state()) : Phase.FAILED;
  }

  /** Completes when it has stopped; exceptionally, with the cause, when a failure stopped it. */
  public CompletableFuture<Void> ended() {
    return ended;
  }

  /** Unread records of the input partitions that this process reads, or -1 where unknown. */
  public long lag() {
    long lag = -1;
    for (Metric metric : streams.metrics().values()) {
      MetricName metricName = metric.metricName();
      if (metricName.name().equals("records-lag")
          && inputs.contains(metricName.tags().get("topic"))
          && metric.metricValue() instanceof Double value
          && !value.isNaN()) {
        lag = Math.max(0, lag) + value.longValue();
      }
    }
    return lag;
  }

  /** What was restored into local state so far. */
  public Restored restored() {
    return restore.restored();
  }

  /** How it is doing. */
  public TopologyStatus status() {
    Phase phase = phase();
    Activity activity = meters.activity();
    long lag = lag();
    long alive =
        streams.metadataForLocalThreads().stream()
            .filter(thread -> !thread.threadState().equals("DEAD"))
            .count();
    return new TopologyStatus(
        name,
        settings.applicationId(name),
        phase,
        (int) alive,
        settings.integer(Keys.STREAM_THREADS),
        restarts.total(),
        restore.remaining(),
        lag,
        activity,
        Notices.of(
            phase, restore.remaining(), lag, activity, started, Clock.systemUTC().instant()));
  }

  private StreamThreadExceptionResponse onFailure(Throwable e) {
    FailureKind kind = FailureKind.of(e);
    if (kind == FailureKind.PASSING && restarts.allow()) {
      LOG.warn(
          "{}: a stream thread ended by {} ({}); another takes its place",
          name,
          kind.words(),
          root(e));
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    failure = e;
    LOG.error(
        "{}: stopped by {}: {}",
        name,
        kind == FailureKind.PASSING
            ? "too many broker or registry errors within an hour"
            : kind.words(),
        root(e),
        e);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private void onChange(KafkaStreams.State now, KafkaStreams.State before) {
    LOG.info("{}: {} (was {})", name, now, before);
    if (now == KafkaStreams.State.ERROR) {
      ended.completeExceptionally(
          failure == null
              ? new IllegalStateException(name + ": all stream threads ended")
              : failure);
    } else if (now == KafkaStreams.State.NOT_RUNNING && failure == null) {
      ended.complete(null);
    } else if (now == KafkaStreams.State.NOT_RUNNING) {
      ended.completeExceptionally(failure);
    }
  }

  /** The innermost cause in one line, for people. */
  public static String root(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage().split("\\R", 2)[0];
    return cause.getClass().getSimpleName() + message;
  }

  /**
   * Who has a name of its own stays in the group, so that nothing moves while it restarts. Others
   * come back as strangers: unless they leave, whoever takes over waits for them for the session
   * timeout.
   */
  private GroupMembershipOperation membership() {
    return settings.optionalText(Keys.GROUP_INSTANCE_ID).isEmpty()
        ? GroupMembershipOperation.LEAVE_GROUP
        : GroupMembershipOperation.REMAIN_IN_GROUP;
  }

  /** Commits, closes and waits as long as {@code shutdown.timeout} says. */
  @Override
  public void close() {
    Duration timeout = settings.duration(Keys.SHUTDOWN_TIMEOUT);
    if (!streams.close(CloseOptions.timeout(timeout).withGroupMembershipOperation(membership()))) {
      LOG.warn(
          "{}: did not stop within {}; what was not committed is done again at the next start",
          name,
          timeout);
    }
    try {
      kafkaMeters.close();
    } catch (Exception e) {
      LOG.debug("{}: meters did not close", name, e);
    }
    ended.complete(null);
  }
}
