package io.salarysignals.topology.trends;

import io.salarysignals.domain.intake.EventType;
import io.salarysignals.domain.intake.Observation;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.event.SalaryObservation;
import io.salarysignals.streams.codec.ObservationBytes;
import io.salarysignals.streams.serde.AvroDecoder;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordDecoder;
import io.salarysignals.streams.serde.UndecodableException;
import io.salarysignals.streams.serde.WireFormat;
import java.time.Instant;

/**
 * Decodes observations: bytes in this build's schema directly, all others by the general decoder.
 * Symbols that are not known become null. One instance per thread.
 */
final class ObservationReader {
  private static final EventType[] EVENT_TYPES = EventType.values();
  private static final Level[] LEVELS = Level.values();
  private static final SourceType[] SOURCE_TYPES = SourceType.values();
  private static final PayPeriod[] PAY_PERIODS = PayPeriod.values();

  private final String topic;
  private final EventCodecs codecs;
  private final RecordDecoder<SalaryObservation> decoder;
  private final ObservationBytes direct = new ObservationBytes();
  private final ContentDigest digest = new ContentDigest();
  private int ownId;
  private int otherId;
  private byte[] lastBytes;
  private SalaryObservation lastEvent;

  ObservationReader(String topic, EventCodecs codecs) {
    this.topic = topic;
    this.codecs = codecs;
    this.decoder = codecs.decoder(SalaryObservation.class);
  }

  /**
   * The observation in a record's value.
   *
   * @throws UndecodableException where there is none, and what the decoder throws
   */
  Observation read(byte[] value) {
    lastBytes = value;
    lastEvent = null;
    if (value != null && value.length <= AvroDecoder.DEFAULT_MAX_BYTES && isOwn(value)) {
      Observation observation = direct.read(value, WireFormat.HEADER_BYTES);
      if (observation != null) {
        return observation;
      }
    }
    lastEvent = decoder.decode(topic, value);
    learn(WireFormat.schemaId(value));
    return of(lastEvent);
  }

  private boolean isOwn(byte[] value) {
    return ownId > 0
        && value.length > WireFormat.HEADER_BYTES
        && value[0] == WireFormat.MAGIC
        && WireFormat.schemaId(value) == ownId;
  }

  /** After a record was decoded, so that the registry has been asked about its schema already. */
  private void learn(int id) {
    if (id != ownId && id != otherId) {
      if (codecs.isWrittenAs(id, SalaryObservation.class)) {
        ownId = id;
      } else {
        otherId = id;
      }
    }
  }

  /** Whether the last observation was read without the general decoder. */
  boolean wasDirect() {
    return lastEvent == null;
  }

  /** The digest of the observation read last: of its canonical bytes, however it was written. */
  ContentDigest digest() {
    if (lastEvent == null) {
      // Read directly: then the bytes are canonical.
      digest.read(lastBytes, WireFormat.HEADER_BYTES, lastBytes.length - WireFormat.HEADER_BYTES);
    } else {
      digest.read(lastEvent);
    }
    return digest;
  }

  /** The public event as the domain's observation. */
  static Observation of(SalaryObservation event) {
    Instant observedAt = event.getObservedAt();
    return new Observation(
        event.getObservationId(),
        event.getVersion(),
        of(event.getEventType(), EVENT_TYPES),
        observedAt == null ? null : observedAt.toEpochMilli(),
        event.getSourceId(),
        of(event.getSourceType(), SOURCE_TYPES),
        event.getEmployer(),
        event.getTitle(),
        of(event.getLevel(), LEVELS),
        event.getRegion(),
        event.getLocation(),
        event.getCurrency(),
        of(event.getPayPeriod(), PAY_PERIODS),
        event.getAmount(),
        event.getAmountMin(),
        event.getAmountMax(),
        event.getHoursPerWeek(),
        event.getSkills(),
        event.getCertifications());
  }

  /** The constant of the same ordinal; both lists are in the same order, which a test holds. */
  private static <T> T of(Enum<?> symbol, T[] constants) {
    return symbol == null || symbol.ordinal() >= constants.length
        ? null
        : constants[symbol.ordinal()];
  }
}
