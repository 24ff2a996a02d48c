package io.salarysignals.streams.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salarysignals.streams.serde.SchemaCatalogue;
import io.salarysignals.streams.serde.SchemaText;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

class JsonRoundTripTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AvroToJson toJson = new AvroToJson();

  @Property(tries = 300)
  void everyPublicRecordSurvivesJsonAndBack(@ForAll long seed) throws Exception {
    RandomRecords random = new RandomRecords(seed);
    for (Class<? extends SpecificRecord> type : SchemaCatalogue.types()) {
      check(random.next(type), type);
    }
  }

  private <T extends SpecificRecord> void check(SpecificRecord record, Class<T> type)
      throws Exception {
    // Given a record, when written as JSON and read back
    String json = toJson.write(record);
    JsonToAvro<T> back = new JsonToAvro<>(type);
    // Then it is the same, nothing was unknown, and writing it again gives the same text
    T read = back.read(json);
    assertThat(read).isEqualTo(record);
    assertThat(back.unknownFields()).isZero();
    assertThat(toJson.write(read)).isEqualTo(json);
    // And a strict parser that is not ours sees one line, the schema's fields in order, no nulls
    assertThat(json).doesNotContain("\n");
    JsonNode tree = JSON.readTree(json);
    List<String> present = new ArrayList<>();
    for (Schema.Field field : record.getSchema().getFields()) {
      if (record.get(field.pos()) != null) {
        present.add(field.name());
      }
    }
    List<String> written = new ArrayList<>();
    tree.fieldNames().forEachRemaining(written::add);
    assertThat(written).isEqualTo(present);
    // And a generic record of the same bytes, as a foreign reader has it, gives the same text
    assertThat(toJson.write(generic(record, type))).isEqualTo(json);
  }

  private static <T extends SpecificRecord> GenericRecord generic(
      SpecificRecord record, Class<T> type) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new SpecificDatumWriter<SpecificRecord>(record.getSchema(), SpecificData.getForClass(type))
        .write(record, encoder);
    encoder.flush();
    Schema plain = new Schema.Parser().parse(SchemaText.of(record.getSchema()));
    return new GenericDatumReader<GenericRecord>(plain)
        .read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null));
  }
}
