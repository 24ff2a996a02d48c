package io.salarysignals.streams.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salarysignals.event.FxRate;
import io.salarysignals.event.SalaryObservation;
import io.salarysignals.streams.serde.UndecodableException.Code;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class AvroCodecTest {
  private static final String TOPIC = "salary-observations";

  private final MockSchemaRegistry registry = new MockSchemaRegistry();
  private final AvroDecoder<SalaryObservation> decoder =
      new AvroDecoder<>(SalaryObservation.class, registry);

  private byte[] encoded() {
    return new AvroEncoder<>(SalaryObservation.class, registry, true)
        .encode(TOPIC, Events.observation());
  }

  @Test
  void whatIsEncodedIsDecoded() {
    assertThat(decoder.decode(TOPIC, encoded())).isEqualTo(Events.observation());
    assertThat(registry.subjects()).containsExactly("salary-observations-value");
  }

  @Test
  void foreignGenericReaderReadsOurBytesBySchemaOfTheirId() throws IOException {
    // Given our bytes, when only the wire format and the registered schema are known
    byte[] bytes = encoded();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    assertThat(buffer.get()).isZero();
    Schema schema = registry.schemaById(buffer.getInt()).orElseThrow();
    GenericRecord read =
        new GenericDatumReader<GenericRecord>(schema)
            .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
    // Then the fields are there under their public names
    assertThat(read.get("title")).hasToString("Sr. Backend Engineer");
    assertThat(read.get("observedAt"))
        .isEqualTo(Instant.parse("2026-03-02T10:15:00Z").toEpochMilli());
    assertThat(read.get("payPeriod")).hasToString("YEAR");
  }

  @Test
  void anOlderWriterSchemaIsReadWithDefaultsAndANewerOneWithoutItsAdditions() throws IOException {
    // Given an older schema without most fields, and a newer one with an unknown enum symbol
    Schema older =
        SchemaBuilder.record("SalaryObservation")
            .namespace("io.salarysignals.event")
            .fields()
            .requiredString("observationId")
            .optionalString("title")
            .endRecord();
    Schema newer =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"SalaryObservation","namespace":"io.salarysignals.event","fields":[
                 {"name":"bonus","type":{"type":"array","items":{"type":"map","values":"double"}}},
                 {"name":"observationId","type":"string"},
                 {"name":"eventType","type":{"type":"enum","name":"EventType","symbols":["MERGED","NEW"]}}]}
                """);
    GenericRecord old = new GenericData.Record(older);
    old.put("observationId", "o-1");
    old.put("title", "Cook");
    GenericRecord fresh = new GenericData.Record(newer);
    fresh.put("bonus", java.util.List.of(java.util.Map.of("stock", 2.5), java.util.Map.of()));
    fresh.put("observationId", "n-1");
    fresh.put(
        "eventType", new GenericData.EnumSymbol(newer.getField("eventType").schema(), "MERGED"));
    // When their bytes are decoded
    SalaryObservation fromOld = decoder.decode(TOPIC, foreign(old));
    SalaryObservation fromNew = decoder.decode(TOPIC, foreign(fresh));
    // Then what the writer did not know has its default, what we do not know is left out
    assertThat(fromOld.getObservationId()).isEqualTo("o-1");
    assertThat(fromOld.getTitle()).isEqualTo("Cook");
    assertThat(fromOld.getVersion()).isEqualTo(1);
    assertThat(fromOld.getSkills()).isEmpty();
    assertThat(fromNew.getObservationId()).isEqualTo("n-1");
    assertThat(fromNew.getEventType()).hasToString("UNKNOWN");
  }

  private byte[] foreign(GenericRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new DataOutputStream(out).writeByte(0);
    new DataOutputStream(out).writeInt(registry.register("foreign", record.getSchema()));
    Encoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    return out.toByteArray();
  }

  @Test
  void everyKindOfBadBytesHasItsReason() throws IOException {
    byte[] good = encoded();
    assertCode(null, Code.EMPTY);
    assertCode(new byte[0], Code.EMPTY);
    assertCode(new byte[] {0, 0, 0, 1}, Code.TRUNCATED);
    assertCode("{\"observationId\":1}".getBytes(StandardCharsets.UTF_8), Code.BAD_MAGIC);
    assertCode(new byte[] {0, 0, 0, 0, 99, 1, 2}, Code.UNKNOWN_SCHEMA_ID);
    assertCode(new byte[] {0, -1, -1, -1, -1, 1, 2}, Code.UNKNOWN_SCHEMA_ID);
    assertCode(Arrays.copyOf(good, good.length - 3), Code.BAD_AVRO);
    assertCode(Arrays.copyOf(good, 5), Code.BAD_AVRO);
    assertCode(Arrays.copyOf(good, good.length + 1), Code.TRAILING_BYTES);
    assertCode(Arrays.copyOf(good, AvroDecoder.DEFAULT_MAX_BYTES + 1), Code.TOO_LARGE);
    byte[] rate =
        new AvroEncoder<>(FxRate.class, registry, true)
            .encode("fx-rates", new FxRate("EUR", 0.92, Instant.EPOCH));
    assertCode(rate, Code.INCOMPATIBLE_SCHEMA);
    // And a failure leaves the decoder usable
    assertThat(decoder.decode(TOPIC, good)).isEqualTo(Events.observation());
  }

  private void assertCode(byte[] bytes, Code code) {
    assertThatThrownBy(() -> decoder.decode(TOPIC, bytes))
        .isInstanceOfSatisfying(
            UndecodableException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageStartingWith(code.name());
  }

  @Test
  void aLengthBeyondTheLimitIsRefusedWithoutAllocation() throws IOException {
    // Given a datum that declares strings of up to 2^62 bytes
    byte[] good = encoded();
    for (long length : new long[] {1L << 21, Integer.MAX_VALUE, 1L << 40, 1L << 62, -5}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(good, 0, 5);
      Encoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      encoder.writeLong(length);
      assertCode(out.toByteArray(), Code.BAD_AVRO);
    }
    assertThat(AvroSafety.limited()).isTrue();
  }

  @Test
  void aHostileRecursiveSchemaDoesNotOverflowTheStack() throws IOException {
    // Given a writer schema with a field that nests itself, and bytes that nest 900,000 deep
    Schema hostile =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"SalaryObservation","namespace":"io.salarysignals.event","fields":[
                 {"name":"chain","type":{"type":"record","name":"Link","fields":[
                   {"name":"next","type":["null","Link"]}]}},
                 {"name":"observationId","type":"string"}]}
                """);
    byte[] bytes = new byte[900_000];
    Arrays.fill(bytes, (byte) 2);
    WireFormat.putHeader(bytes, registry.register("hostile", hostile));
    // When decoded, then it is bad data and no error of the machine
    assertCode(bytes, Code.BAD_AVRO);
  }

  @Test
  void withoutAutoRegistrationAnUnknownSchemaIsAClearError() {
    AvroEncoder<SalaryObservation> encoder =
        new AvroEncoder<>(SalaryObservation.class, registry, false);
    assertThatThrownBy(() -> encoder.encode(TOPIC, Events.observation()))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("salary-observations-value")
        .hasMessageContaining("auto.register=false");
    // And once somebody registered it, it is used
    registry.register("salary-observations-value", SalaryObservation.getClassSchema());
    assertThat(encoder.encode(TOPIC, Events.observation())).startsWith(0, 0, 0, 0, 1);
  }

  @Test
  void aRecordThatBreaksItsSchemaIsNamedAndLeavesTheEncoderUsable() {
    AvroEncoder<SalaryObservation> encoder =
        new AvroEncoder<>(SalaryObservation.class, registry, true);
    SalaryObservation broken = Events.observation();
    broken.setObservationId(null);
    assertThatThrownBy(() -> encoder.encode(TOPIC, broken))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("observationId");
    assertThat(decoder.decode(TOPIC, encoder.encode(TOPIC, Events.observation())))
        .isEqualTo(Events.observation());
  }

  @Test
  void theRegisteredTextIsTheSameAlwaysAndFreeOfJavaMarks() {
    String text = SchemaText.of(SalaryObservation.getClassSchema());
    assertThat(text).doesNotContain("avro.java.string").contains("\"doc\"");
    Schema parsed = new Schema.Parser().parse(text);
    assertThat(SchemaText.of(parsed)).isEqualTo(text);
    assertThat(parsed.getField("title").schema().getTypes().get(1))
        .isEqualTo(Schema.create(Schema.Type.STRING));
  }
}
