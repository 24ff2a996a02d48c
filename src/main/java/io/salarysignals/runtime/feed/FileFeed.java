package io.salarysignals.runtime.feed;

import io.salarysignals.domain.intake.Reason;
import io.salarysignals.event.FxRate;
import io.salarysignals.runtime.feed.mapping.BadValueException;
import io.salarysignals.runtime.feed.mapping.FeedTopic;
import io.salarysignals.runtime.feed.read.Piece;
import io.salarysignals.runtime.feed.read.PieceReader.Place;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Utils;

/**
 * One reading of one file into its topic. Records, position and the length of the side file are
 * committed together, so that after any kill the next run goes on behind the last commit.
 */
final class FileFeed {
  /**
   * Above this the broker would refuse a record ({@code message.max.bytes} is 1 MiB by default).
   */
  static final int MAX_VALUE_BYTES = 900_000;

  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  /** How often the clock is looked at, in records. */
  private static final int LOOK = 128;

  private final FeedPlan.Item item;
  private final FeedTopic topic;
  private final String topicName;
  private final int partitions;
  private final Producer<byte[], byte[]> producer;
  private final Positions positions;
  private final RecordEncoder<SpecificRecord> encoder;
  private final long commitNanos;

  private final Map<String, Long> rejected = new TreeMap<>();
  private volatile Exception failure;
  private final Callback callback =
      (metadata, error) -> failure = error != null && failure == null ? error : failure;
  private Position position;
  private long read;
  private long produced;
  private long seen;

  FileFeed(
      FeedPlan.Item item,
      FeedSettings settings,
      Producer<byte[], byte[]> producer,
      EventCodecs codecs,
      Positions positions,
      int partitions) {
    this.item = item;
    this.topic = item.spec().topic();
    this.topicName = settings.prefix() + topic.topic();
    this.partitions = partitions;
    this.producer = producer;
    this.positions = positions;
    this.encoder = encoder(codecs, topic);
    this.commitNanos = settings.commitInterval().toNanos();
  }

  @SuppressWarnings("unchecked")
  private static RecordEncoder<SpecificRecord> encoder(EventCodecs codecs, FeedTopic topic) {
    return (RecordEncoder<SpecificRecord>) codecs.encoder(topic.type());
  }

  /**
   * Reads on from {@code from} to the end of the pass.
   *
   * @param passes how many readings there are
   * @param bytes told the bytes read of the file after each commit and now and then
   * @return the position at the end of the pass, committed
   */
  Position run(OpenInput input, Rejects rejects, Position from, int passes, LongConsumer bytes)
      throws IOException {
    position = from;
    read = from.read();
    produced = from.produced();
    rejected.putAll(from.rejected());
    if (from.offset() > 0) {
      input.reader().resume(new Place(from.offset(), from.line()));
    }
    producer.beginTransaction();
    long lastCommit = System.nanoTime();
    Piece piece;
    while ((piece = input.reader().next()) != null) {
      take(input, piece, rejects);
      if (++seen % LOOK == 0) {
        bytes.accept(input.bytesRead());
        if (System.nanoTime() - lastCommit >= commitNanos) {
          Place place = input.reader().place();
          commit(at(place, rejects.flush(), false));
          producer.beginTransaction();
          lastCommit = System.nanoTime();
        }
      }
    }
    boolean done = position.pass() == passes;
    Position end =
        done
            ? at(input.reader().place(), rejects.flush(), true)
            : new Position(
                position.pass() + 1,
                position.hold(),
                0,
                0,
                false,
                read,
                produced,
                rejected,
                rejects.flush());
    commit(end);
    bytes.accept(input.bytesRead());
    return end;
  }

  /** Records read by this run. */
  long seen() {
    return seen;
  }

  private Position at(Place place, long sideBytes, boolean done) {
    return new Position(
        position.pass(),
        position.hold(),
        place.offset(),
        place.line(),
        done,
        read,
        produced,
        rejected,
        sideBytes);
  }

  private void commit(Position next) {
    producer.send(positions.record(item.key(), next), callback);
    producer.commitTransaction();
    if (failure != null) {
      throw new FeedException("a record could not be sent: " + failure.getMessage(), failure);
    }
    position = next;
  }

  private void take(OpenInput input, Piece piece, Rejects rejects) {
    boolean first = position.pass() == 1;
    read += first ? 1 : 0;
    try {
      SpecificRecord record = input.record(piece);
      check(record);
      byte[] key = key(record);
      int partition = Utils.toPositive(Utils.murmur2(key)) % partitions;
      boolean held = partition == position.hold();
      if (first == held) {
        // The other reading delivers it; but what cannot be encoded is found in the first.
        if (first) {
          encode(record);
        }
        return;
      }
      producer.send(new ProducerRecord<>(topicName, partition, key, encode(record)), callback);
      produced++;
    } catch (BadValueException e) {
      if (first) {
        rejected.merge(e.reason().name(), 1L, Long::sum);
        rejects.add(
            piece.line(), e.reason(), e.field(), e.getMessage(), piece.text(input.charset()));
      }
    }
  }

  /**
   * What the topologies would pass over without a word is refused here: there is no later place.
   */
  private static void check(SpecificRecord record) {
    if (record instanceof FxRate rate) {
      if (!CURRENCY.matcher(rate.getCurrency()).matches()) {
        throw new BadValueException(
            Reason.BAD_CURRENCY, "currency", "no ISO 4217 code: three capital letters");
      }
      double units = rate.getUnitsPerUsd();
      if (!(units > 0) || Double.isInfinite(units)) {
        throw new BadValueException(Reason.BAD_VALUE, "unitsPerUsd", "must be above 0");
      }
    }
  }

  private byte[] key(SpecificRecord record) {
    String key = topic.keyOf(record);
    if (key == null || key.isBlank()) {
      String field = topic.idField() == null ? "currency" : topic.idField();
      throw new BadValueException(Reason.MISSING_FIELD, field, field + " is empty");
    }
    return key.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] encode(SpecificRecord record) {
    byte[] value;
    try {
      value = encoder.encode(topicName, record);
    } catch (SerializationException e) {
      throw new BadValueException(Reason.UNMAPPABLE, null, "does not fit the schema");
    }
    if (value.length > MAX_VALUE_BYTES) {
      throw new BadValueException(
          Reason.TOO_LARGE, null, value.length + " bytes, above the bound of " + MAX_VALUE_BYTES);
    }
    return value;
  }
}
