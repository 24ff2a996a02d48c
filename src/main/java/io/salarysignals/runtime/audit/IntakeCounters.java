package io.salarysignals.runtime.audit;

import io.salarysignals.runtime.export.TopicReader;
import io.salarysignals.runtime.settings.Settings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The intake's own counters, read from the changelog of their store: exact under exactly-once,
 * because they are committed with what they count.
 *
 * @param partitions counters by input topic (name without prefix) and partition
 */
public record IntakeCounters(Map<String, Map<Integer, Counts>> partitions) {
  private static final String CHANGELOG = "-intake-counts-changelog";

  /**
   * What became of the records of one partition.
   *
   * @param accepted changed the state on arrival
   * @param duplicate known version and content
   * @param superseded lower version than known
   * @param rejected broke a business rule, by reason
   * @param deadLettered could not be decoded
   * @param live observations that count in panes now; no part of the sum
   */
  public record Counts(
      long accepted,
      long duplicate,
      long superseded,
      TreeMap<String, Long> rejected,
      long deadLettered,
      long live) {

    static Counts zero() {
      return new Counts(0, 0, 0, new TreeMap<>(), 0, 0);
    }

    /** All rejected records. */
    public long rejectedTotal() {
      return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** All records read. */
    public long read() {
      return accepted + duplicate + superseded + rejectedTotal() + deadLettered;
    }

    /** The sum with those of another partition. */
    public Counts plus(Counts other) {
      TreeMap<String, Long> reasons = new TreeMap<>(rejected);
      other.rejected.forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
      return new Counts(
          accepted + other.accepted,
          duplicate + other.duplicate,
          superseded + other.superseded,
          reasons,
          deadLettered + other.deadLettered,
          live + other.live);
    }

    private Counts with(String outcome, String reason, long count) {
      TreeMap<String, Long> reasons = new TreeMap<>(rejected);
      if (outcome.equals("rejected")) {
        reasons.put(reason, count);
      }
      return new Counts(
          outcome.equals("accepted") ? count : accepted,
          outcome.equals("duplicate") ? count : duplicate,
          outcome.equals("superseded") ? count : superseded,
          reasons,
          // Codes of dead letters are counted apart, if at all: their sum is what counts here.
          outcome.equals("dead-lettered") ? deadLettered + count : deadLettered,
          outcome.equals("live") ? count : live);
    }
  }

  /**
   * Reads the counters that are committed now.
   *
   * @param topology name of the topology with the intake, for example {@code trends}
   */
  public static IntakeCounters read(Settings settings, String topology) {
    Map<String, Long> last = new TreeMap<>();
    new TopicReader(settings.kafka().consumer())
        .read(
            settings.applicationId(topology) + CHANGELOG,
            record -> {
              String key = new String(record.key(), StandardCharsets.UTF_8);
              if (record.value() == null) {
                last.remove(key);
              } else {
                last.put(key, ByteBuffer.wrap(record.value()).getLong());
              }
            });
    return of(last, settings.topic(""));
  }

  /** Sorts counters by their keys, {@code topic|partition|outcome} and perhaps {@code |reason}. */
  static IntakeCounters of(Map<String, Long> counters, String prefix) {
    Map<String, Map<Integer, Counts>> partitions = new TreeMap<>();
    counters.forEach(
        (key, count) -> {
          String[] parts = key.split("\\|", -1);
          String topic =
              parts[0].startsWith(prefix) ? parts[0].substring(prefix.length()) : parts[0];
          Map<Integer, Counts> own = partitions.computeIfAbsent(topic, t -> new TreeMap<>());
          int partition = Integer.parseInt(parts[1]);
          own.put(
              partition,
              own.getOrDefault(partition, Counts.zero())
                  .with(parts[2], parts.length > 3 ? parts[3] : "", count));
        });
    return new IntakeCounters(partitions);
  }

  /** The sum over the partitions of a topic. */
  public Counts total(String topic) {
    return partitions.getOrDefault(topic, Map.of()).values().stream()
        .reduce(Counts.zero(), Counts::plus);
  }
}
