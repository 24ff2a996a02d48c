package io.salarysignals.topology.parts;

import io.salarysignals.streams.metrics.PipelineMeters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The conservation counters of one source partition. They are stored with the records that they
 * count, so under exactly-once they are exact whatever was killed. Key: {@code
 * topic|partition|outcome} or {@code topic|partition|outcome|reason}; value: a long, eight bytes.
 */
public final class IntakeCounts {
  public static final String ACCEPTED = "accepted";
  public static final String DUPLICATE = "duplicate";
  public static final String SUPERSEDED = "superseded";
  public static final String REJECTED = "rejected";
  public static final String DEAD_LETTERED = "dead-lettered";

  /** Observations, or postings, that count in panes now. */
  public static final String LIVE = "live";

  private final String topic;
  private final String prefix;
  private final KeyValueStore<Bytes, byte[]> store;
  private final PipelineMeters meters;
  private final Map<String, Cell> counts = new HashMap<>();
  private long came;

  /** One count, and what of it the store has. */
  private static final class Cell {
    private final String reason;
    private long value;
    private long saved;

    Cell(String reason, long value) {
      this.reason = reason;
      this.value = value;
      this.saved = value;
    }
  }

  /** Counters of {@code topic}, named as in the cluster, going on from those stored. */
  public IntakeCounts(
      String topic, int partition, KeyValueStore<Bytes, byte[]> store, PipelineMeters meters) {
    this.topic = topic;
    this.prefix = topic + '|' + partition + '|';
    this.store = store;
    this.meters = meters;
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        var entry = all.next();
        String key = new String(entry.key.get(), StandardCharsets.UTF_8).substring(prefix.length());
        counts.put(key, new Cell(reasonOf(key), ByteBuffer.wrap(entry.value).getLong()));
      }
    }
  }

  private static String reasonOf(String key) {
    int bar = key.indexOf('|');
    return bar < 0 ? "" : key.substring(bar + 1);
  }

  /** A data record has come; one outcome must be counted for it before the next commit. */
  public void came() {
    came++;
  }

  /** Counts {@code by} more of an outcome. */
  public void add(String outcome, long by) {
    Cell cell = counts.get(outcome);
    if (cell == null) {
      cell = new Cell(reasonOf(outcome), 0);
      counts.put(outcome, cell);
    }
    cell.value += by;
  }

  /** Counts one more of an outcome and reason. */
  public void add(String outcome, String reason) {
    add(outcome + '|' + reason, 1);
  }

  /**
   * Stores what has changed, and reports it; before each commit. What came and what was counted are
   * kept apart, so that a path on which a record gets no outcome, or two, shows at once.
   */
  public void save() {
    meters.unaccounted(topic, Math.abs(came - sinceSaved()));
    came = 0;
    counts.forEach(
        (key, cell) -> {
          if (cell.value != cell.saved) {
            byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(cell.value).array();
            store.put(Bytes.wrap((prefix + key).getBytes(StandardCharsets.UTF_8)), value);
            if (!key.equals(LIVE)) {
              String outcome = key.substring(0, key.length() - reasonLength(cell));
              meters.counted(topic, outcome, cell.reason, cell.value - cell.saved);
            }
            cell.saved = cell.value;
          }
        });
  }

  private long sinceSaved() {
    long counted = 0;
    for (Map.Entry<String, Cell> entry : counts.entrySet()) {
      if (!entry.getKey().equals(LIVE)) {
        counted += entry.getValue().value - entry.getValue().saved;
      }
    }
    return counted;
  }

  private static int reasonLength(Cell cell) {
    return cell.reason.isEmpty() ? 0 : cell.reason.length() + 1;
  }
}
