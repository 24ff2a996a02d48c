package io.salarysignals.runtime.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** What any client does with the registry's HTTP API and Avro's own library; none of our serde. */
final class ForeignRegistry {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String url;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<Integer, Schema> schemas = new HashMap<>();

  ForeignRegistry(String url) {
    this.url = url;
  }

  int register(String subject, String schema) throws IOException, InterruptedException {
    String body = JSON.writeValueAsString(Map.of("schema", schema));
    return call(HttpRequest.newBuilder(URI.create(url + "/subjects/" + subject + "/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(HttpRequest.BodyPublishers.ofString(body)))
        .get("id")
        .asInt();
  }

  private Schema schema(int id) throws IOException, InterruptedException {
    Schema schema = schemas.get(id);
    if (schema == null) {
      JsonNode answer = call(HttpRequest.newBuilder(URI.create(url + "/schemas/ids/" + id)));
      schema = new Schema.Parser().parse(answer.get("schema").asText());
      schemas.put(id, schema);
    }
    return schema;
  }

  private JsonNode call(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(answer.statusCode() + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  static byte[] encode(int id, GenericRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  GenericRecord decode(byte[] bytes) throws IOException, InterruptedException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (buffer.get() != 0) {
      throw new IOException("not the wire format");
    }
    Schema schema = schema(buffer.getInt());
    return new GenericDatumReader<GenericRecord>(schema)
        .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
  }

  /** The value as it would be written again, with the id that {@code bytes} has. */
  static byte[] again(byte[] bytes, GenericRecord record) throws IOException {
    return encode(ByteBuffer.wrap(bytes, 1, 4).getInt(), record);
  }
}
