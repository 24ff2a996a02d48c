package io.salarysignals.streams.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.salarysignals.event.EventType;
import io.salarysignals.event.FxRate;
import io.salarysignals.event.JobPostingEvent;
import io.salarysignals.event.MarketTrend;
import io.salarysignals.event.PostingEventType;
import io.salarysignals.event.RejectedEvent;
import io.salarysignals.event.SalaryObservation;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonToAvroTest {
  private final JsonToAvro<SalaryObservation> observations =
      new JsonToAvro<>(SalaryObservation.class);

  @Test
  void theContractsObservationIsRead() throws Exception {
    SalaryObservation read =
        observations.read(
            """
            {"observationId":"s1-000017","version":1,"eventType":"NEW","observedAt":"2026-03-02T10:15:00Z",
             "sourceId":"survey-1","sourceType":"SELF_REPORTED","employer":"Acme Inc",
             "title":"Sr. Backend Engineer","level":null,"region":"US-CA","location":null,
             "currency":"USD","payPeriod":"YEAR","amount":126500.0,"amountMin":null,"amountMax":null,"hoursPerWeek":null,
             "experienceYears":8.0,"remote":true,"skills":["React","System Design"],"certifications":["AWS Certified Developer"]}
            """);
    assertThat(read.getObservationId()).isEqualTo("s1-000017");
    assertThat(read.getObservedAt()).isEqualTo(Instant.ofEpochSecond(1772446500));
    assertThat(read.getLevel()).isNull();
    assertThat(read.getAmount()).isEqualTo(126500.0);
    assertThat(read.getSkills()).containsExactly("React", "System Design");
  }

  @Test
  void theContractsPostingIsRead() throws Exception {
    JobPostingEvent read =
        new JsonToAvro<>(JobPostingEvent.class)
            .read(
                """
                {"postingId":"p-9","version":1,"eventType":"OPENED","eventAt":"2026-03-01T00:00:00Z","validThrough":"2026-05-01T00:00:00Z",
                 "sourceId":"board-1","employer":"Acme Inc","title":"Lead Backend Specialist","level":"LEAD","region":"US","location":null,"remote":false,
                 "openings":1,"skills":["Java","Kafka"],"responsibilityTags":["AI_STRATEGY","DATA_GOVERNANCE","PRODUCT"],
                 "salary":{"currency":"USD","payPeriod":"YEAR","min":130000,"max":170000},"closeReason":null}
                """);
    assertThat(read.getEventType()).isEqualTo(PostingEventType.OPENED);
    assertThat(read.getSalary().getMin()).isEqualTo(130000.0);
    assertThat(read.getRegions()).isNull();
  }

  @Test
  void whatIsMissingOrNullHasItsDefaultAndNoTwoRecordsShareOne() throws Exception {
    SalaryObservation one = observations.read("{\"observationId\":\"a\"}");
    SalaryObservation two =
        observations.read("{\"observationId\":\"b\",\"version\":null,\"skills\":null}");
    one.getSkills().add("java");
    assertThat(two.getSkills()).isEmpty();
    assertThat(two.getVersion()).isEqualTo(1);
    assertThat(two.getEventType()).isEqualTo(EventType.NEW);
    assertThat(observations.read("{\"observationId\":\"c\"}").getSkills()).isEmpty();
  }

  @Test
  void unknownFieldsAreIgnoredCountedAndNamed() throws Exception {
    JsonToAvro<JobPostingEvent> postings = new JsonToAvro<>(JobPostingEvent.class);
    postings.read(
        """
        {"postingId":"p","eventType":"OPENED","bonus":{"deep":[1]},"salary":{"equity":5,"min":1}}
        """);
    postings.read("{\"postingId\":\"q\",\"eventType\":\"OPENED\",\"bonus\":1}");
    assertThat(postings.unknownFields()).isEqualTo(3);
    assertThat(postings.unknownFieldNames()).containsExactly("bonus", "salary.equity");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"2026-03-02T10:15:00Z\"|1772446500000",
        "\"2026-03-02T10:15Z\"|1772446500000",
        "\"2026-03-02t10:15:00z\"|1772446500000",
        "\"2026-03-02T11:15:00+01:00\"|1772446500000",
        "\"2026-03-02T05:15:00-0500\"|1772446500000",
        "\"2026-03-02T12:15:00+02\"|1772446500000",
        "\"2026-03-02T10:15:00.123999Z\"|1772446500123",
        "\"1969-12-31T23:59:59.9999Z\"|-1",
        "1772446500000|1772446500000",
        "-1|-1"
      })
  void timesInEveryForm(String json, long millis) throws Exception {
    SalaryObservation read =
        observations.read("{\"observationId\":\"a\",\"observedAt\":" + json + "}");
    assertThat(read.getObservedAt()).isEqualTo(Instant.ofEpochMilli(millis));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "observedAt|\"2026-03-02\"",
        "observedAt|\"2026-03-02T10:15:00\"",
        "observedAt|\"2026-02-30T10:15:00Z\"",
        "observedAt|\"+999999999-01-01T00:00:00Z\"",
        "observedAt|\"1772446500000\"",
        "observedAt|1772446500000.5",
        "observedAt|99999999999999999999",
        "observationId|7",
        "observationId|null",
        "observationId|\"\\ud83d\"",
        "version|2147483648",
        "version|1.5",
        "version|1e10",
        "version|1e400",
        "version|\"1\"",
        "version|true",
        "eventType|\"new\"",
        "eventType|0",
        "level|\"CHIEF\"",
        "amount|\"126500\"",
        "amount|1e309",
        "amount|-1e999999999",
        "amount|[]",
        "remote|\"true\"",
        "remote|1",
        "skills|\"java\"",
        "skills|{}"
      })
  void everyWrongValueIsAProblemOfItsField(String field, String json) {
    JsonMappingProblem problem =
        problem(
            observations,
            field.equals("observationId")
                ? "{\"observationId\":" + json + "}"
                : "{\"observationId\":\"a\",\"" + field + "\":" + json + "}");
    assertThat(problem.path()).isEqualTo(field);
    assertThat(problem).hasMessageStartingWith(field + ": expected " + problem.expected());
  }

  @Test
  void problemsNameNestedPlacesAndNeverQuoteTheValue() {
    JsonToAvro<JobPostingEvent> postings = new JsonToAvro<>(JobPostingEvent.class);
    assertThat(
            problem(
                postings,
                "{\"postingId\":\"p\",\"eventType\":\"OPENED\",\"salary\":{\"min\":\"123456\"}}"))
        .hasMessage("salary.min: expected a finite number, found a string");
    assertThat(problem(observations, "{\"observationId\":\"a\",\"skills\":[\"x\",null]}"))
        .hasMessage("skills[1]: expected a string, found null");
    assertThat(problem(observations, "{}"))
        .hasMessage("observationId: expected a string, found nothing");
    assertThat(problem(observations, "{\"observationId\":\"a\",\"payPeriod\":\"123456\"}"))
        .hasMessage(
            "payPeriod: expected one of HOUR, DAY, WEEK, MONTH, YEAR, UNKNOWN, found another string");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``",
        "nul",
        "{",
        "{}{}",
        "[1]",
        "7",
        "null",
        "{\"amount\":NaN}",
        "{\"a\":1,\"a\":2}",
        "{'observationId':'a'}",
        "{\"observationId\":\"a\"} x"
      })
  void whatIsNotOneObjectIsAProblemOfTheWholeText(String json) {
    assertThat(problem(observations, json).path()).isEmpty();
  }

  @Test
  void depthAndSizeAreBounded() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThat(problem(observations, "{\"observationId\":\"a\",\"x\":" + deep + "}"))
        .hasMessageContaining("32 levels");
    assertThat(problem(observations, "\"" + "x".repeat(1 << 20) + "\""))
        .hasMessageContaining("1048576");
    assertThat(problem(observations, "{\"observationId\":" + "1".repeat(5_000) + "}").path())
        .isEmpty();
  }

  @Test
  void wholeNumbersMayBeWrittenWithDecimals() throws Exception {
    assertThat(observations.read("{\"observationId\":\"a\",\"version\":3.0}").getVersion())
        .isEqualTo(3);
    assertThat(
            new JsonToAvro<>(FxRate.class)
                .read("{\"currency\":\"EUR\",\"unitsPerUsd\":1,\"effectiveAt\":0}")
                .getUnitsPerUsd())
        .isEqualTo(1.0);
  }

  @Test
  void bytesAreBase64AndDatesIso() {
    String rejected =
        "{\"reason\":\"r\",\"detail\":\"d\",\"topic\":\"t\",\"partition\":0,\"offset\":0,\"payload\":";
    assertThat(problem(new JsonToAvro<>(RejectedEvent.class), rejected + "\"%%\"}"))
        .hasMessage("payload: expected base64, found a string that is none");
    JsonMappingProblem date =
        problem(
            new JsonToAvro<>(MarketTrend.class),
            """
            {"role":"r","region":"US","basis":"PAID","facet":"all","currency":"USD","windowStart":0,
             "windowEnd":0,"horizonDays":7,"asOf":"2026-13-01"}
            """);
    assertThat(date).hasMessage("asOf: expected a date as 2026-03-02, found a string");
  }

  private static <T extends SpecificRecord> JsonMappingProblem problem(
      JsonToAvro<T> converter, String json) {
    JsonMappingProblem problem =
        catchThrowableOfType(JsonMappingProblem.class, () -> converter.read(json));
    assertThat(problem).as(json.length() > 200 ? json.length() + " characters" : json).isNotNull();
    assertThat(problem.getMessage()).doesNotContain("123456");
    assertThat(List.of(problem.getMessage().split("\n"))).hasSize(1);
    return problem;
  }
}
