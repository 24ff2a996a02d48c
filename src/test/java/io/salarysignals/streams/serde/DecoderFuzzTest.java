package io.salarysignals.streams.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.event.SalaryObservation;
import io.salarysignals.streams.json.RandomRecords;
import io.salarysignals.streams.serde.UndecodableException.Code;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class DecoderFuzzTest {
  private static final long SEED = 20260302;
  private static final int INPUTS = 100_000;

  @Test
  void damagedBytesAreAValueOrUndecodableAndNothingElse() {
    // Given valid values of every public type, damaged behind the header and inside it
    System.out.println("seed " + SEED);
    MockSchemaRegistry registry = new MockSchemaRegistry();
    Map<Code, Integer> reasons = new EnumMap<>(Code.class);
    int values = 0;
    var types = SchemaCatalogue.types();
    for (int t = 0; t < types.size(); t++) {
      values += fuzz(types.get(t), registry, SEED + t, INPUTS / types.size() + 1, reasons);
    }
    // Then both happened, and every reason that damage can have
    System.out.println(values + " values, undecodable " + reasons);
    assertThat(values).isPositive();
    assertThat(reasons)
        .containsKeys(
            Code.EMPTY,
            Code.TRUNCATED,
            Code.BAD_MAGIC,
            Code.UNKNOWN_SCHEMA_ID,
            Code.BAD_AVRO,
            Code.TRAILING_BYTES);
  }

  private static <T extends SpecificRecord> int fuzz(
      Class<T> type,
      MockSchemaRegistry registry,
      long seed,
      int inputs,
      Map<Code, Integer> reasons) {
    AvroEncoder<T> encoder = new AvroEncoder<>(type, registry, true);
    AvroDecoder<T> decoder = new AvroDecoder<>(type, registry);
    RandomRecords records = new RandomRecords(seed);
    Mutations mutations = new Mutations(seed);
    int values = 0;
    for (int i = 0; i < inputs; i++) {
      T good = records.next(type);
      byte[] bytes = mutations.next(encoder.encode("t", good), i % 10 == 0 ? 0 : 5);
      try {
        // A value must be usable: written again, it is read as itself.
        byte[] again = encoder.encode("t", decoder.decode("t", bytes));
        assertThat(encoder.encode("t", decoder.decode("t", again))).isEqualTo(again);
        values++;
      } catch (UndecodableException e) {
        reasons.merge(e.code(), 1, Integer::sum);
      } catch (RuntimeException | Error e) {
        throw new AssertionError(type + " " + HexFormat.of().formatHex(bytes), e);
      }
    }
    T last = records.next(type);
    assertThat(decoder.decode("t", encoder.encode("t", last))).isEqualTo(last);
    return values;
  }

  @Test
  void damagedBytesOfAForeignSchemaAreNoDifferent() {
    // Given a newer schema with nested collections that this reader skips
    System.out.println("seed " + SEED);
    MockSchemaRegistry registry = new MockSchemaRegistry();
    var newer =
        new org.apache.avro.Schema.Parser()
            .parse(
                """
                {"type":"record","name":"SalaryObservation","namespace":"io.salarysignals.event","fields":[
                 {"name":"extra","type":{"type":"array","items":{"type":"map","values":
                   ["null","bytes",{"type":"array","items":"null"},{"type":"fixed","name":"F","size":3}]}}},
                 {"name":"tree","type":{"type":"record","name":"Node","fields":[
                   {"name":"children","type":{"type":"array","items":"Node"}}]}},
                 {"name":"observationId","type":"string"}]}
                """);
    int id = registry.register("newer", newer);
    AvroDecoder<SalaryObservation> decoder = new AvroDecoder<>(SalaryObservation.class, registry);
    // When one map with an empty list, one leafless tree and the id "x" are damaged
    byte[] good = {0, 0, 0, 0, 0, 2, 2, 2, 'k', 4, 0, 0, 0, 2, 0, 0, 2, 'x'};
    WireFormat.putHeader(good, id);
    assertThat(decoder.decode("t", good).getObservationId()).isEqualTo("x");
    Mutations mutations = new Mutations(SEED);
    int undecodable = 0;
    for (int i = 0; i < INPUTS / 2; i++) {
      byte[] bytes = mutations.next(good, 5);
      try {
        assertThat(decoder.decode("t", bytes).getObservationId()).isNotNull();
      } catch (UndecodableException e) {
        undecodable++;
      }
    }
    // Then they were read or refused
    assertThat(undecodable).isBetween(1, INPUTS / 2 - 1);
  }
}
