package io.salarysignals.runtime.export;

import io.salarysignals.streams.topics.Topic;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Every event of a topic as a line, in the order of each partition; partitions are merged by the
 * time of emission (the record's timestamp where the value has none), then by number. For one
 * thread.
 */
final class EventLog implements AutoCloseable {
  private final Path folder;
  private final EventJson json;
  private final Map<Integer, Part> parts = new TreeMap<>();

  EventLog(Path folder, EventJson json) {
    this.folder = folder;
    this.json = json;
  }

  void add(ConsumerRecord<byte[], byte[]> record) throws IOException {
    Part part = parts.get(record.partition());
    if (part == null) {
      part = new Part(record.partition(), Files.createTempFile(folder, "log-", ".part"));
      parts.put(record.partition(), part);
    }
    String line = json.line(record.topic(), record.key(), record.value(), record.headers());
    part.write(time(record), line);
  }

  private long time(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null || !json.decodes()) {
      return record.timestamp();
    }
    Schema.Field field = schema(json.topic()).getField("emittedAt");
    if (field == null) {
      return record.timestamp();
    }
    SpecificRecord value = json.record(record.topic(), record.value());
    return ((java.time.Instant) value.get(field.pos())).toEpochMilli();
  }

  private static Schema schema(Topic topic) {
    return topic.schema();
  }

  /** Writes all lines to {@code file}. */
  void write(Path file) throws IOException {
    PriorityQueue<Part> heads =
        new PriorityQueue<>(
            Comparator.comparingLong((Part part) -> part.time)
                .thenComparingInt(part -> part.number));
    for (Part part : parts.values()) {
      part.rewind();
      if (part.next()) {
        heads.add(part);
      }
    }
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      while (!heads.isEmpty()) {
        Part part = heads.poll();
        out.write(part.line);
        out.write('\n');
        if (part.next()) {
          heads.add(part);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Part part : parts.values()) {
      part.close();
    }
  }

  /** The lines of one partition, in a file until all are there. */
  private static final class Part {
    private final int number;
    private final Path file;
    private BufferedWriter out;
    private BufferedReader in;
    private long latest = Long.MIN_VALUE;
    private long time;
    private String line;

    Part(int number, Path file) throws IOException {
      this.number = number;
      this.file = file;
      this.out = Files.newBufferedWriter(file);
    }

    void write(long lineTime, String text) throws IOException {
      // A tombstone carries ingest time: it belongs right after the event that it follows.
      latest = Math.max(latest, lineTime);
      out.write(Long.toString(latest));
      out.write(' ');
      out.write(text);
      out.write('\n');
    }

    void rewind() throws IOException {
      out.close();
      in = Files.newBufferedReader(file);
    }

    boolean next() throws IOException {
      String read = in.readLine();
      if (read == null) {
        return false;
      }
      int blank = read.indexOf(' ');
      time = Long.parseLong(read, 0, blank, 10);
      line = read.substring(blank + 1);
      return true;
    }

    void close() throws IOException {
      out.close();
      if (in != null) {
        in.close();
      }
      Files.deleteIfExists(file);
    }
  }
}
