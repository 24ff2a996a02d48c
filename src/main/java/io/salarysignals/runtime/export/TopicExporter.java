package io.salarysignals.runtime.export;

import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.topics.Topic;
import io.salarysignals.streams.topics.Topic.Cleanup;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Writes topics as files of JSON Lines: {@code <topic>.jsonl} is the settled view, whose bytes do
 * not depend on the order of the input; {@code <topic>.log.jsonl} has every event. Topics that
 * delete instead of compacting have a line for every record. File names carry no prefix. Memory is
 * bounded: what does not fit goes to temporary files beside the output.
 */
public final class TopicExporter {
  private static final long MEMORY_BYTES = 96L << 20;
  private static final byte[] NO_KEY = {};

  private final Settings settings;
  private final EventCodecs codecs;
  private final long memoryBytes;

  public TopicExporter(Settings settings, EventCodecs codecs) {
    this(settings, codecs, MEMORY_BYTES);
  }

  TopicExporter(Settings settings, EventCodecs codecs, long memoryBytes) {
    this.settings = settings;
    this.codecs = codecs;
    this.memoryBytes = memoryBytes;
  }

  /**
   * Writes one topic as it is committed now.
   *
   * @param folder where the files go; made where it is missing
   * @param log whether to write every event as well
   * @return the number of lines of the settled view
   * @throws UncheckedIOException where a file cannot be written
   */
  public long export(Topic topic, Path folder, boolean log) {
    try {
      Files.createDirectories(folder);
      EventJson json = new EventJson(topic, codecs);
      try (SortedLast last = new SortedLast(folder, memoryBytes);
          EventLog events = new EventLog(folder, json)) {
        new TopicReader(settings.kafka().consumer())
            .read(
                settings.topic(topic.name()),
                record -> take(json, record, last, log ? events : null));
        Path file = folder.resolve(topic.name() + ".jsonl");
        Path unfinished = folder.resolve(topic.name() + ".jsonl.unfinished");
        long lines = writeSettled(json, last, unfinished);
        if (log) {
          events.write(folder.resolve(topic.name() + ".log.jsonl"));
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        return lines;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void take(
      EventJson json, ConsumerRecord<byte[], byte[]> record, SortedLast last, EventLog events) {
    try {
      byte[] key = record.key() == null ? NO_KEY : record.key();
      if (json.topic().cleanup() == Cleanup.DELETE) {
        // No record replaces another: the place in the topic tells equal keys apart.
        key =
            ByteBuffer.allocate(key.length + 13)
                .put(key)
                .put((byte) 0)
                .putInt(record.partition())
                .putLong(record.offset())
                .array();
      }
      // Headers say what the bytes of a dead letter do not: such a record is kept as its line.
      last.put(key, json.decodes() || record.value() == null ? record.value() : line(json, record));
      if (events != null) {
        events.add(record);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] line(EventJson json, ConsumerRecord<byte[], byte[]> record) {
    return json.line(record.topic(), record.key(), record.value(), record.headers())
        .getBytes(StandardCharsets.UTF_8);
  }

  private long writeSettled(EventJson json, SortedLast last, Path file) throws IOException {
    SettledView view = new SettledView(json.topic());
    String name = settings.topic(json.topic().name());
    long[] lines = {0};
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      last.drain(
          (key, value) -> {
            Optional<String> line =
                value == null
                    ? Optional.empty()
                    : json.decodes()
                        ? view.line(json.record(name, value))
                        : Optional.of(new String(value, StandardCharsets.UTF_8));
            if (line.isPresent()) {
              out.write(line.get());
              out.write('\n');
              lines[0]++;
            }
          });
    }
    return lines[0];
  }
}
