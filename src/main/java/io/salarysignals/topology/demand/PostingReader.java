package io.salarysignals.topology.demand;

import io.salarysignals.domain.demand.PostingEvent;
import io.salarysignals.domain.demand.PostingEventType;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.event.JobPostingEvent;
import io.salarysignals.event.PostedPay;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordDecoder;
import io.salarysignals.streams.serde.UndecodableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/** Decodes posting events. Symbols that are not known become null. One instance per thread. */
final class PostingReader {
  private static final PostingEventType[] EVENT_TYPES = PostingEventType.values();
  private static final Level[] LEVELS = Level.values();
  private static final PayPeriod[] PAY_PERIODS = PayPeriod.values();

  private final String topic;
  private final RecordDecoder<JobPostingEvent> decoder;
  private final SpecificDatumWriter<JobPostingEvent> writer =
      new SpecificDatumWriter<>(JobPostingEvent.getClassSchema());
  private final ByteArrayOutputStream output = new ByteArrayOutputStream(1024);
  private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(output, null);
  private final MessageDigest md5;
  private JobPostingEvent last;

  PostingReader(String topic, EventCodecs codecs) {
    this.topic = topic;
    this.decoder = codecs.decoder(JobPostingEvent.class);
    try {
      this.md5 = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  /**
   * The event in a record's value.
   *
   * @throws UndecodableException where there is none, and what the decoder throws
   */
  PostingEvent read(byte[] value) {
    last = decoder.decode(topic, value);
    return of(last);
  }

  /**
   * A 64-bit digest of the event read last: of its Avro binary in this build's schema, whatever
   * schema it was written with.
   */
  long digest() {
    output.reset();
    try {
      writer.write(last, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteBuffer.wrap(md5.digest(output.toByteArray())).getLong();
  }

  /** The key of a posting in lives: a 64-bit hash of its id. */
  long key(byte[] id) {
    return ByteBuffer.wrap(md5.digest(id)).getLong();
  }

  /** The public event as the domain's. */
  static PostingEvent of(JobPostingEvent event) {
    return new PostingEvent(
        event.getPostingId(),
        event.getVersion(),
        of(event.getEventType(), EVENT_TYPES),
        millis(event.getEventAt()),
        event.getCorrectsVersion(),
        millis(event.getValidThrough()),
        event.getSourceId(),
        event.getEmployer(),
        event.getTitle(),
        of(event.getLevel(), LEVELS),
        event.getRegion(),
        event.getRegions(),
        event.getLocation(),
        event.getSkills(),
        event.getResponsibilityTags(),
        salary(event.getSalary()),
        event.getTextFingerprint());
  }

  private static PostingEvent.Salary salary(PostedPay pay) {
    return pay == null
        ? null
        : new PostingEvent.Salary(
            pay.getCurrency(), of(pay.getPayPeriod(), PAY_PERIODS), pay.getMin(), pay.getMax());
  }

  private static Long millis(Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  /** The constant of the same ordinal; both lists are in the same order, which a test holds. */
  private static <T> T of(Enum<?> symbol, T[] constants) {
    return symbol == null || symbol.ordinal() >= constants.length
        ? null
        : constants[symbol.ordinal()];
  }
}
