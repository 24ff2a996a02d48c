package io.salarysignals.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salarysignals.domain.simulate.PostingSimulator;
import io.salarysignals.domain.simulate.Repricing;
import io.salarysignals.domain.simulate.Scenario;
import io.salarysignals.domain.simulate.SimulatedObservation;
import io.salarysignals.domain.simulate.SimulatedPosting;
import io.salarysignals.domain.simulate.SimulatedRate;
import io.salarysignals.domain.simulate.TrueDemand;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  static void write(JsonGenerator json, SimulatedPosting p) throws IOException {
    json.writeStartObject();
    json.writeStringField("postingId", p.postingId());
    json.writeNumberField("version", p.version());
    json.writeStringField("eventType", p.eventType().name());
    json.writeStringField("eventAt", Instant.ofEpochMilli(p.eventAt()).toString());
    if (p.correctsVersion() != null) {
      json.writeNumberField("correctsVersion", p.correctsVersion());
    }
    if (p.validThrough() != null) {
      json.writeStringField("validThrough", Instant.ofEpochMilli(p.validThrough()).toString());
    }
    text(json, "sourceId", p.sourceId());
    text(json, "employer", p.employer());
    text(json, "title", p.title());
    text(json, "level", p.level());
    text(json, "region", p.region());
    texts(json, "regions", p.regions());
    texts(json, "skills", p.skills());
    texts(json, "responsibilityTags", p.responsibilityTags());
    if (p.payMin() != null) {
      json.writeObjectFieldStart("salary");
      json.writeStringField("currency", p.currency());
      json.writeStringField("payPeriod", "YEAR");
      json.writeNumberField("min", p.payMin());
      json.writeNumberField("max", p.payMax());
      json.writeEndObject();
    }
    text(json, "closeReason", p.closeReason());
    json.writeEndObject();
  }

  /** The single markets whose pay moves, for the truth. */
  static List<Map<String, Object>> repricings(Scenario scenario) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Repricing repricing : scenario.repricings()) {
      long onset = scenario.startDay() + repricing.onset();
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("role", scenario.population().roles().get(repricing.role()).role());
      one.put("region", repricing.country());
      one.put("kind", repricing.kind());
      one.put("onset", LocalDate.ofEpochDay(onset).toString());
      if (repricing.kind() != Repricing.Kind.SHIFT) {
        one.put("end", LocalDate.ofEpochDay(onset + repricing.days()).toString());
      }
      one.put("logChange", repricing.logChange());
      all.add(one);
    }
    return all;
  }

  /** Demand by role and country, for the truth. */
  static List<Map<String, Object>> demand(PostingSimulator postings) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (TrueDemand demand : postings.demand()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("role", demand.role());
      one.put("region", demand.country());
      one.put("postings", demand.postings());
      one.put("openAtEnd", demand.openAtEnd());
      one.put("driver", demand.driver());
      if (demand.onset() != null) {
        one.put("onset", LocalDate.ofEpochDay(demand.onset()).toString());
        one.put("openings", demand.openings());
        one.put("skill", demand.skill());
      }
      all.add(one);
    }
    return all;
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
