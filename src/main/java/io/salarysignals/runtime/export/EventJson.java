package io.salarysignals.runtime.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.salarysignals.streams.json.AvroToJson;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordDecoder;
import io.salarysignals.streams.topics.Topic;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Turns the values of one topic into records and lines of JSON. For one thread. */
public final class EventJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Topic topic;
  private final RecordDecoder<?> decoder;
  private final AvroToJson json = new AvroToJson();

  public EventJson(Topic topic, EventCodecs codecs) {
    this.topic = topic;
    this.decoder = topic.schema() == null ? null : decoder(topic, codecs);
  }

  private static RecordDecoder<?> decoder(Topic topic, EventCodecs codecs) {
    Class<?> type = SpecificData.get().getClass(topic.schema());
    return codecs.decoder(type.asSubclass(SpecificRecord.class));
  }

  /** Whether the values are Avro. */
  public boolean decodes() {
    return decoder != null;
  }

  /**
   * The record in {@code bytes}, which are in the Confluent wire format.
   *
   * @param name name of the topic in the cluster
   */
  public SpecificRecord record(String name, byte[] bytes) {
    return decoder.decode(name, bytes);
  }

  /** One line for one event, with its key first; a tombstone has {@code "tombstone":true}. */
  public String line(String name, byte[] key, byte[] value, Headers headers) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      out.writeStartObject();
      out.writeStringField("key", key == null ? null : new String(key, StandardCharsets.UTF_8));
      if (value == null) {
        out.writeBooleanField("tombstone", true);
      }
      for (Header header : headers) {
        if (header.value() != null && !decodes()) {
          out.writeStringField(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
      }
      if (value != null && !decodes()) {
        out.writeStringField("payload", Base64.getEncoder().encodeToString(value));
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string writer does no I/O", e);
    }
    if (value == null || !decodes()) {
      return text.toString();
    }
    String own = text.toString();
    String fields = json.write(record(name, value)).substring(1);
    return own.substring(0, own.length() - 1) + (fields.length() > 1 ? "," : "") + fields;
  }

  /** The topic that this reads. */
  public Topic topic() {
    return topic;
  }
}
