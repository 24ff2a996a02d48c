package io.salarysignals.runtime.audit;

import io.salarysignals.event.RejectedEvent;
import io.salarysignals.runtime.export.TopicReader;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.control.Control;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordDecoder;
import io.salarysignals.streams.topics.Topic;
import io.salarysignals.streams.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * Proves law 1 from the topics: every committed input record up to the committed offset is counted
 * once, and every rejected or dead-lettered one is in its topic.
 */
public final class Audit {
  private static final int ATTEMPTS = 20;

  private final Settings settings;
  private final EventCodecs codecs;
  private final Admin admin;
  private final String topology;

  public Audit(Settings settings, EventCodecs codecs, Admin admin, String topology) {
    this.settings = settings;
    this.codecs = codecs;
    this.admin = admin;
    this.topology = topology;
  }

  /**
   * One partition of an input topic.
   *
   * @param topic name without prefix
   * @param committed data records up to the committed offset
   * @param cut whether retention has removed records, so that {@code committed} is a lower bound
   * @param unread data records after the committed offset
   * @param counts what the intake counted
   * @param rejectedEvents records about it in {@code rejected-events}
   * @param deadLetters records about it in {@code dead-letters}
   */
  public record Row(
      String topic,
      int partition,
      long committed,
      boolean cut,
      long unread,
      IntakeCounters.Counts counts,
      long rejectedEvents,
      long deadLetters) {

    /** What does not add up; empty where all does. */
    public List<String> problems() {
      List<String> problems = new ArrayList<>();
      String place = topic + " partition " + partition + ": ";
      compare(place + "records committed", committed, "counted", counts.read(), problems);
      compare(
          place + "rejected-events hold",
          rejectedEvents,
          "rejected",
          counts.rejectedTotal(),
          problems);
      compare(
          place + "dead-letters hold",
          deadLetters,
          "dead-lettered",
          counts.deadLettered(),
          problems);
      return problems;
    }

    private void compare(
        String one, long found, String other, long counted, List<String> problems) {
      boolean good = cut ? found <= counted : found == counted;
      if (!good) {
        problems.add(one + " " + found + ", " + other + " " + counted);
      }
    }
  }

  /**
   * Compares topics and counters at one point between two commits.
   *
   * @throws KafkaException where a topic is missing or does not answer, or where commits come too
   *     fast to look between them
   */
  public List<Row> run(Topic input) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Map<Integer, Long> before = committedOffsets(input);
      IntakeCounters counters = IntakeCounters.read(settings, topology);
      Map<Integer, long[]> rejected = origins(Topics.REJECTED_EVENTS, input);
      Map<Integer, long[]> dead = origins(Topics.DEAD_LETTERS, input);
      if (before.equals(committedOffsets(input))) {
        return rows(input, before, counters, rejected, dead);
      }
    }
    throw new KafkaException("the topology commits without a pause; run audit when input is idle");
  }

  private Map<Integer, Long> committedOffsets(Topic input) {
    try {
      Map<TopicPartition, OffsetAndMetadata> offsets =
          admin
              .listConsumerGroupOffsets(settings.applicationId(topology))
              .partitionsToOffsetAndMetadata()
              .get();
      Map<Integer, Long> committed = new TreeMap<>();
      offsets.forEach(
          (partition, offset) -> {
            if (offset != null && partition.topic().equals(settings.topic(input.name()))) {
              committed.put(partition.partition(), offset.offset());
            }
          });
      return committed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new KafkaException(e.getCause());
    }
  }

  private List<Row> rows(
      Topic input,
      Map<Integer, Long> committed,
      IntakeCounters counters,
      Map<Integer, long[]> rejected,
      Map<Integer, long[]> dead) {
    TopicReader reader = new TopicReader(settings.kafka().consumer());
    String name = settings.topic(input.name());
    Map<Integer, long[]> seen = new HashMap<>();
    reader.read(
        name,
        record -> {
          if (Control.of(record.headers(), record.value()) == null) {
            boolean done = record.offset() < committed.getOrDefault(record.partition(), 0L);
            seen.computeIfAbsent(record.partition(), p -> new long[2])[done ? 0 : 1]++;
          }
        });
    Map<Integer, IntakeCounters.Counts> counts =
        counters.partitions().getOrDefault(input.name(), Map.of());
    List<Row> rows = new ArrayList<>();
    long[] none = new long[2];
    reader.beginnings(name).entrySet().stream()
        .sorted(java.util.Comparator.comparingInt(entry -> entry.getKey().partition()))
        .forEach(
            entry -> {
              int p = entry.getKey().partition();
              long[] own = seen.getOrDefault(p, none);
              rows.add(
                  new Row(
                      input.name(),
                      p,
                      own[0],
                      entry.getValue() > 0,
                      own[1],
                      counts.getOrDefault(p, IntakeCounters.Counts.zero()),
                      rejected.getOrDefault(p, none)[0],
                      dead.getOrDefault(p, none)[0]));
            });
    return rows;
  }

  /** How many records of {@code failures} name a partition of {@code input} as their origin. */
  private Map<Integer, long[]> origins(Topic failures, Topic input) {
    String name = settings.topic(input.name());
    Map<Integer, long[]> found = new HashMap<>();
    RecordDecoder<RejectedEvent> decoder = codecs.decoder(RejectedEvent.class);
    new TopicReader(settings.kafka().consumer())
        .read(
            settings.topic(failures.name()),
            record -> {
              String topic;
              int partition;
              if (failures.schema() != null) {
                RejectedEvent event = decoder.decode(record.topic(), record.value());
                topic = event.getTopic();
                partition = event.getPartition();
              } else {
                topic = text(record.headers().lastHeader("__streams.errors.topic"));
                partition =
                    Integer.parseInt(
                        "0" + text(record.headers().lastHeader("__streams.errors.partition")));
              }
              if (topic.equals(name) || topic.equals(input.name())) {
                found.computeIfAbsent(partition, p -> new long[1])[0]++;
              }
            });
    return found;
  }

  private static String text(Header header) {
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
