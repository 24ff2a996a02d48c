package io.salarysignals.topology.trends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salarysignals.domain.intake.Observation;
import io.salarysignals.event.SalaryObservation;
import io.salarysignals.streams.json.RandomRecords;
import io.salarysignals.streams.serde.AvroCodecs;
import io.salarysignals.streams.serde.AvroDecoder;
import io.salarysignals.streams.serde.Events;
import io.salarysignals.streams.serde.MockSchemaRegistry;
import io.salarysignals.streams.serde.Mutations;
import io.salarysignals.streams.serde.RecordDecoder;
import io.salarysignals.streams.serde.RecordEncoder;
import io.salarysignals.streams.serde.UndecodableException;
import io.salarysignals.streams.serde.WireFormat;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The short way to an observation and Avro's own reader agree about every sequence of bytes. */
class ObservationReaderTest {
  private static final String TOPIC = "salary-observations";
  private static final long SEED = 20260303;

  private final MockSchemaRegistry registry = new MockSchemaRegistry();
  private final AvroCodecs codecs = new AvroCodecs(registry, true);
  private final RecordEncoder<SalaryObservation> encoder = codecs.encoder(SalaryObservation.class);
  private final RecordDecoder<SalaryObservation> avro =
      new AvroDecoder<>(SalaryObservation.class, registry);
  private final ObservationReader reader = new ObservationReader(TOPIC, codecs);
  private final ContentDigest expected = new ContentDigest();

  @BeforeEach
  void knowsTheSchema() {
    reader.read(encoder.encode(TOPIC, Events.observation()));
  }

  @Test
  void whatTheEncoderWritesIsReadDirectly() {
    RandomRecords records = new RandomRecords(SEED);
    for (int i = 0; i < 2_000; i++) {
      SalaryObservation event = records.next(SalaryObservation.class);
      byte[] bytes = encoder.encode(TOPIC, event);
      checkAgainstAvro(bytes);
      // What this build does not know by name is left to the general decoder
      assertThat(reader.wasDirect())
          .as(HexFormat.of().formatHex(bytes))
          .isEqualTo(!event.toString().contains("UNKNOWN"));
    }
  }

  @Test
  void damagedBytesAreReadOrRefusedAsByAvro() {
    System.out.println("seed " + SEED);
    RandomRecords records = new RandomRecords(SEED);
    Mutations mutations = new Mutations(SEED);
    int read = 0;
    int direct = 0;
    for (int i = 0; i < 40_000; i++) {
      SalaryObservation event =
          i % 2 == 0 ? Events.observation() : records.next(SalaryObservation.class);
      byte[] bytes = mutations.next(encoder.encode(TOPIC, event), i % 10 == 0 ? 0 : 5);
      if (checkAgainstAvro(bytes)) {
        read++;
        direct += reader.wasDirect() ? 1 : 0;
      }
    }
    // Then all cases were met
    assertThat(direct).isBetween(1, read - 1);
    assertThat(read).isLessThan(40_000);
  }

  /** Whether Avro reads it; what the reader makes of it is the same in any case. */
  private boolean checkAgainstAvro(byte[] bytes) {
    SalaryObservation event;
    try {
      event = avro.decode(TOPIC, bytes);
    } catch (UndecodableException refused) {
      assertThatThrownBy(() -> reader.read(bytes))
          .isInstanceOfSatisfying(
              UndecodableException.class, e -> assertThat(e.code()).isEqualTo(refused.code()));
      return false;
    }
    Observation observation = reader.read(bytes);
    assertThat(observation).isEqualTo(ObservationReader.of(event));
    expected.read(event);
    ContentDigest digest = reader.digest();
    assertThat(List.of(digest.high(), digest.low()))
        .as(HexFormat.of().formatHex(bytes))
        .isEqualTo(List.of(expected.high(), expected.low()));
    return true;
  }

  @Test
  void anotherSchemaIsResolved() {
    // Given a foreign schema of one field
    Schema foreign =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"SalaryObservation","namespace":"io.salarysignals.event",
                 "fields":[{"name":"observationId","type":"string"}]}
                """);
    byte[] bytes = {0, 0, 0, 0, 0, 2, 'x'};
    WireFormat.putHeader(bytes, registry.register("foreign", foreign));
    // Then it is read with defaults, and as before afterwards
    assertThat(reader.read(bytes).id()).isEqualTo("x");
    assertThat(reader.wasDirect()).isFalse();
    checkAgainstAvro(encoder.encode(TOPIC, Events.observation()));
    assertThat(reader.wasDirect()).isTrue();
  }
}
