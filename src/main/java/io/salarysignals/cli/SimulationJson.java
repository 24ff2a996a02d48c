package io.salarysignals.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salarysignals.domain.simulate.SimulatedObservation;
import io.salarysignals.domain.simulate.SimulatedRate;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;

/** Simulated records as JSON Lines under the public field names; nulls are left out. */
final class SimulationJson {
  private SimulationJson() {}

  static ObjectMapper mapper() {
    return new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
  }

  static JsonGenerator lines(ObjectMapper mapper, Writer writer) throws IOException {
    JsonGenerator json = mapper.getFactory().createGenerator(writer);
    json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    return json;
  }

  /** Ends the last line, so that files can be put one behind the other. */
  static void end(JsonGenerator json, Writer writer, boolean any) throws IOException {
    json.flush();
    if (any) {
      writer.write('\n');
    }
  }

  static void write(JsonGenerator json, SimulatedRate rate) throws IOException {
    json.writeStartObject();
    json.writeStringField("currency", rate.currency());
    json.writeNumberField("unitsPerUsd", rate.unitsPerUsd());
    json.writeStringField("effectiveAt", Instant.ofEpochMilli(rate.effectiveAt()).toString());
    json.writeEndObject();
  }

  static void write(JsonGenerator json, SimulatedObservation o) throws IOException {
    json.writeStartObject();
    json.writeStringField("observationId", o.observationId());
    json.writeNumberField("version", o.version());
    json.writeStringField("eventType", o.eventType().name());
    if (o.observedAt() != null) {
      json.writeStringField("observedAt", Instant.ofEpochMilli(o.observedAt()).toString());
    }
    text(json, "sourceId", o.sourceId());
    text(json, "sourceType", o.sourceType());
    text(json, "employer", o.employer());
    text(json, "title", o.title());
    text(json, "level", o.level());
    text(json, "region", o.region());
    text(json, "location", o.location());
    text(json, "currency", o.currency());
    text(json, "payPeriod", o.payPeriod());
    number(json, "amount", o.amount());
    number(json, "amountMin", o.amountMin());
    number(json, "amountMax", o.amountMax());
    number(json, "hoursPerWeek", o.hoursPerWeek());
    number(json, "experienceYears", o.experienceYears());
    if (o.remote() != null) {
      json.writeBooleanField("remote", o.remote());
    }
    texts(json, "skills", o.skills());
    texts(json, "certifications", o.certifications());
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, Object value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value.toString());
    }
  }

  private static void number(JsonGenerator json, String name, Double value) throws IOException {
    if (value != null) {
      json.writeNumberField(name, value);
    }
  }

  private static void texts(JsonGenerator json, String name, List<String> values)
      throws IOException {
    if (!values.isEmpty()) {
      json.writeArrayFieldStart(name);
      for (String value : values) {
        json.writeString(value);
      }
      json.writeEndArray();
    }
  }
}
