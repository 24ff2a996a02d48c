package io.salarysignals.topology.parts;

import static io.salarysignals.topology.parts.IntakeCounts.DEAD_LETTERED;

import io.salarysignals.domain.intake.Rejection;
import io.salarysignals.event.RejectedEvent;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Where records go that do not count: those that break a rule to {@code rejected-events}, those
 * that cannot be read, or met a bug, to {@code dead-letters}. Each is counted under its reason.
 */
public final class IntakeFailures {
  /** Name of the sink of rejected events. */
  public static final String REJECTED = "rejected-events";

  /** Name of the sink of dead letters. */
  public static final String DEAD_LETTERS = "dead-letters";

  private static final String HEADER = "__streams.errors.";

  private final String rejectedTopic;
  private final int sinkMaxBytes;
  private final ProcessorContext<byte[], byte[]> context;
  private final RecordEncoder<RejectedEvent> encoder;
  private final IntakeCounts counts;

  /**
   * @param rejectedTopic as named in the cluster
   * @param sinkMaxBytes most bytes kept of an original
   */
  public IntakeFailures(
      String rejectedTopic,
      int sinkMaxBytes,
      ProcessorContext<byte[], byte[]> context,
      EventCodecs codecs,
      IntakeCounts counts) {
    this.rejectedTopic = rejectedTopic;
    this.sinkMaxBytes = sinkMaxBytes;
    this.context = context;
    this.encoder = codecs.encoder(RejectedEvent.class);
    this.counts = counts;
  }

  /** Sends a record that broke a rule where such go, and counts it. */
  public void reject(Record<byte[], byte[]> record, Long observedAt, Rejection rejection) {
    RecordMetadata origin = context.recordMetadata().orElseThrow();
    byte[] payload = record.value();
    RejectedEvent event =
        RejectedEvent.newBuilder()
            .setReason(rejection.reason().name())
            .setField(rejection.field())
            .setDetail(rejection.detail())
            .setTopic(origin.topic())
            .setPartition(origin.partition())
            .setOffset(origin.offset())
            .setObservedAt(observedAt == null ? null : Instant.ofEpochMilli(observedAt))
            .setPayload(
                ByteBuffer.wrap(
                    payload.length > sinkMaxBytes ? Arrays.copyOf(payload, sinkMaxBytes) : payload))
            .build();
    context.forward(
        new Record<>(record.key(), encoder.encode(rejectedTopic, event), record.timestamp()),
        REJECTED);
    counts.add(IntakeCounts.REJECTED, rejection.reason().name());
  }

  /** Sends a record that cannot be read where such go, and counts it under {@code code}. */
  public void deadLetter(Record<byte[], byte[]> record, String code, Exception cause) {
    RecordMetadata origin = context.recordMetadata().orElseThrow();
    Headers headers = new RecordHeaders(record.headers());
    header(headers, "exception", cause.getClass().getName());
    header(headers, "message", cause.getMessage());
    header(headers, "code", code);
    header(headers, "topic", origin.topic());
    header(headers, "partition", Integer.toString(origin.partition()));
    header(headers, "offset", Long.toString(origin.offset()));
    context.forward(
        new Record<>(record.key(), record.value(), record.timestamp(), headers), DEAD_LETTERS);
    counts.add(DEAD_LETTERED, code);
  }

  private static void header(Headers headers, String key, String value) {
    headers.add(HEADER + key, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
  }
}
