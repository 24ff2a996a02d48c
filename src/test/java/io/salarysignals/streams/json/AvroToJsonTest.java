package io.salarysignals.streams.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.event.FxRate;
import io.salarysignals.event.RejectedEvent;
import io.salarysignals.streams.serde.Events;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroToJsonTest {
  private final AvroToJson toJson = new AvroToJson();

  @Test
  void anObservationIsWrittenAsTheContractShowsIt() {
    assertThat(toJson.write(Events.observation()))
        .isEqualTo(
            "{\"observationId\":\"s1-000017\",\"version\":1,\"eventType\":\"NEW\","
                + "\"observedAt\":\"2026-03-02T10:15:00Z\",\"sourceId\":\"survey-1\","
                + "\"sourceType\":\"SELF_REPORTED\",\"employer\":\"Acme Inc\","
                + "\"title\":\"Sr. Backend Engineer\",\"level\":\"SENIOR\",\"region\":\"US-CA\","
                + "\"currency\":\"USD\",\"payPeriod\":\"YEAR\",\"amount\":126500.0,"
                + "\"experienceYears\":8.0,\"remote\":true,"
                + "\"skills\":[\"React\",\"System Design\"],"
                + "\"certifications\":[\"AWS Certified Developer\"]}");
  }

  @Test
  void millisecondsOnlyWhereThereAreAny() {
    assertThat(toJson.write(new FxRate("EUR", 0.92, Instant.ofEpochMilli(1772446500120L))))
        .isEqualTo(
            "{\"currency\":\"EUR\",\"unitsPerUsd\":0.92,"
                + "\"effectiveAt\":\"2026-03-02T10:15:00.120Z\"}");
  }

  @Test
  void bytesAreBase64AndStayReadable() {
    ByteBuffer payload = ByteBuffer.wrap(new byte[] {9, 0, (byte) 0xff, 9}, 1, 2);
    RejectedEvent event = new RejectedEvent("BAD_VALUE", null, "d", "t", 0, 1L, null, payload);
    assertThat(toJson.write(event)).endsWith("\"payload\":\"AP8=\"}");
    assertThat(payload.remaining()).isEqualTo(2);
  }

  @Test
  void fieldsOfTheOutermostRecordCanBeLeftOut() {
    assertThat(
            new AvroToJson(Set.of("unitsPerUsd", "effectiveAt"))
                .write(new FxRate("EUR", 0.92, Instant.EPOCH)))
        .isEqualTo("{\"currency\":\"EUR\"}");
  }

  @Test
  void aNumberThatJsonDoesNotHaveIsAString() {
    assertThat(toJson.write(new FxRate("EUR", Double.NaN, Instant.EPOCH)))
        .contains("\"unitsPerUsd\":\"NaN\"");
  }

  // 2.0E23 and 5.684341886080802E-14 (2^-44): JDK-4511638, where older JDKs print a digit too many.
  @ParameterizedTest
  @CsvSource({
    "126500, 126500.0",
    "0.1, 0.1",
    "-0.0, -0.0",
    "1e7, 10000000.0",
    "123456789.25, 123456789.25",
    "1e20, 100000000000000000000.0",
    "1e21, 1.0E21",
    "0.002, 0.002",
    "1e-7, 0.0000001",
    "9.9e-8, 9.9E-8",
    "2e23, 2.0E23",
    "5.684341886080802E-14, 5.684341886080802E-14",
    "5e-324, 4.9E-324"
  })
  void doublesAreShortAndPlain(double value, String text) {
    assertThat(JsonNumbers.text(value)).isEqualTo(text);
  }

  @Property
  void everyFiniteDoubleReadsBack(@ForAll double value) {
    String text = JsonNumbers.text(value);
    assertThat(Double.doubleToLongBits(Double.parseDouble(text)))
        .isEqualTo(Double.doubleToLongBits(value));
    assertThat(text).matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?(E-?[0-9]+)?");
  }
}
