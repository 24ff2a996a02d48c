package io.salarysignals.topology.parts;

import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.event.MarketProgress;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;
import io.salarysignals.streams.codec.ProgressReport;
import io.salarysignals.streams.codec.ProgressReport.Counts;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * PROGRESS: tells that a grid end is complete once every pane task has committed its part of it. It
 * reads committed reports only, so what it tells is out.
 */
public final class ProgressProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final byte TASK = 't';
  private static final byte END = 'e';

  private final String about;
  private final String progressTopic;
  private final String storeName;
  private final int tasks;
  private final EventCodecs codecs;
  private final Runnable onComplete;
  private final ByteReader reader = new ByteReader();
  private final ByteWriter writer = new ByteWriter();
  private final Map<Integer, TaskProgress> progress = new HashMap<>();
  private final TreeSet<Integer> untold = new TreeSet<>();

  private ProcessorContext<byte[], byte[]> context;
  private RecordEncoder<MarketProgress> encoder;
  private KeyValueStore<Bytes, byte[]> store;

  private record TaskProgress(int closedThrough, long watermark, boolean complete) {}

  /**
   * @param about the output topic whose progress it is, as named in the cluster
   * @param progressTopic the topic that it is told in
   * @param storeName its store
   * @param tasks how many tasks report
   * @param onComplete called whenever it turns out that all of them are complete
   */
  public ProgressProcessor(
      String about,
      String progressTopic,
      String storeName,
      int tasks,
      EventCodecs codecs,
      Runnable onComplete) {
    this.about = about;
    this.progressTopic = progressTopic;
    this.storeName = storeName;
    this.tasks = tasks;
    this.codecs = codecs;
    this.onComplete = onComplete;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    encoder = codecs.encoder(MarketProgress.class);
    store = context.getStateStore(storeName);
    try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        int id = ByteBuffer.wrap(entry.key.get(), 1, 4).getInt();
        reader.over(entry.value);
        if (entry.key.get()[0] == TASK) {
          progress.put(
              id, new TaskProgress(reader.readInt(), reader.readLong(), reader.readByte() != 0));
        } else if (readEnd().told == 0) {
          untold.add(id);
        }
      }
    }
    noticeCompletion();
  }

  private record EndState(Counts counts, int told) {}

  private EndState readEnd() {
    return new EndState(
        new Counts(reader.readLong(), reader.readLong(), reader.readLong()), reader.readByte());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    ProgressReport.read(
        record.value(),
        reader,
        new ProgressReport.Receiver() {
          @Override
          public void counts(int end, Counts change) {
            // Reading a store entry would disturb the report's reader: collect first.
            changes.merge(end, change, Counts::plus);
          }

          @Override
          public void progress(
              int task, int ofTasks, int closedThrough, long watermark, boolean complete) {
            moved = new TaskProgress(closedThrough, watermark, complete);
            movedTask = task;
          }
        });
    changes.forEach(this::change);
    changes.clear();
    if (moved != null) {
      progress.put(movedTask, moved);
      writer.reset();
      writer.writeLong(moved.closedThrough);
      writer.writeLong(moved.watermark);
      writer.writeByte(moved.complete ? 1 : 0);
      store.put(key(TASK, movedTask), writer.toBytes());
      moved = null;
    }
    tell();
    noticeCompletion();
  }

  private final Map<Integer, Counts> changes = new HashMap<>();
  private TaskProgress moved;
  private int movedTask;

  private void change(int end, Counts change) {
    byte[] stored = store.get(key(END, end));
    Counts before = new Counts(0, 0, 0);
    if (stored != null) {
      reader.over(stored);
      before = readEnd().counts;
    }
    save(end, before.plus(change), 0);
    untold.add(end);
  }

  private void save(int end, Counts counts, int told) {
    writer.reset();
    writer.writeLong(counts.finals());
    writer.writeLong(counts.suppressed());
    writer.writeLong(counts.corrections());
    writer.writeByte(told);
    store.put(key(END, end), writer.toBytes());
  }

  private void tell() {
    if (progress.size() < tasks) {
      return;
    }
    int closedThrough = Integer.MAX_VALUE;
    long watermark = Long.MAX_VALUE;
    for (TaskProgress task : progress.values()) {
      closedThrough = Math.min(closedThrough, task.closedThrough);
      watermark = Math.min(watermark, task.watermark);
    }
    while (!untold.isEmpty() && untold.first() <= closedThrough) {
      int end = untold.pollFirst();
      reader.over(store.get(key(END, end)));
      Counts counts = readEnd().counts;
      save(end, counts, 1);
      MarketProgress value =
          new MarketProgress(
              about,
              java.time.Instant.ofEpochMilli(end * Grid.DAY_MILLIS),
              time(watermark),
              counts.finals(),
              counts.corrections(),
              counts.suppressed());
      String name = about + '|' + LocalDate.ofEpochDay(end);
      context.forward(
          new Record<>(
              name.getBytes(StandardCharsets.UTF_8),
              encoder.encode(progressTopic, value),
              context.currentSystemTimeMs()));
    }
  }

  private static java.time.Instant time(long watermark) {
    return watermark == SourceProgress.NONE || watermark == SourceProgress.CLOSED
        ? null
        : java.time.Instant.ofEpochMilli(watermark);
  }

  private void noticeCompletion() {
    if (progress.size() == tasks && progress.values().stream().allMatch(TaskProgress::complete)) {
      onComplete.run();
    }
  }

  private static Bytes key(byte kind, int id) {
    return Bytes.wrap(ByteBuffer.allocate(5).put(kind).putInt(id).array());
  }
}
