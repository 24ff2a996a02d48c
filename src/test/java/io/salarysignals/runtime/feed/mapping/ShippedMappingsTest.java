package io.salarysignals.runtime.feed.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.event.FxRate;
import io.salarysignals.event.JobPostingEvent;
import io.salarysignals.event.Level;
import io.salarysignals.event.PayPeriod;
import io.salarysignals.event.PostingEventType;
import io.salarysignals.event.SalaryObservation;
import io.salarysignals.event.SourceType;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** The shipped mappings against rows mapped by hand. */
class ShippedMappingsTest {
  private static final List<String> AI_JOBS =
      List.of(
          "observed_at",
          "commit",
          "work_year",
          "experience_level",
          "employment_type",
          "job_title",
          "salary",
          "salary_currency",
          "employee_residence",
          "remote_ratio",
          "company_location",
          "company_size",
          "salary_in_usd_at_arrival");
  private static final List<String> DATA_JOBS =
      List.of(
          "job_title",
          "job_location",
          "job_posted_date",
          "job_work_from_home",
          "job_country",
          "salary_rate",
          "salary_year_avg",
          "salary_hour_avg",
          "company_name",
          "job_skills");

  @SuppressWarnings("unchecked")
  private static <T extends SpecificRecord> T map(
      String mapping, List<String> header, long line, String... cells) throws Exception {
    return (T) Mappings.load(mapping).bind(header, "file").map(TestLine.of(line, cells));
  }

  @Test
  void aiJobs() throws Exception {
    SalaryObservation observation =
        map(
            "ai-jobs",
            AI_JOBS,
            3,
            "2021-08-28T13:56:28+02:00",
            "87f33c43c4",
            "2021e",
            "SE",
            "FT",
            "Data  Engineer ",
            "55000",
            "EUR",
            "DE",
            "50",
            "DE",
            "L",
            "66009");

    assertThat(observation.getObservationId()).isEqualTo("file:3");
    assertThat(observation.getVersion()).isEqualTo(1);
    assertThat(observation.getObservedAt()).isEqualTo(Instant.parse("2021-08-28T11:56:28Z"));
    assertThat(observation.getSourceId()).isEqualTo("ai-jobs");
    assertThat(observation.getSourceType()).isEqualTo(SourceType.SELF_REPORTED);
    assertThat(observation.getTitle()).isEqualTo("Data Engineer");
    assertThat(observation.getLevel()).isEqualTo(Level.SENIOR);
    assertThat(observation.getRegion()).isEqualTo("DE");
    assertThat(observation.getCurrency()).isEqualTo("EUR");
    assertThat(observation.getPayPeriod()).isEqualTo(PayPeriod.YEAR);
    assertThat(observation.getAmount()).isEqualTo(55_000);
    assertThat(observation.getRemote()).isNull();
    assertThat(observation.getEmployer()).isNull();
    assertThat(observation.getSkills()).isEmpty();
  }

  private static String[] posting(String location, String country) {
    return new String[] {
      "Senior Data Scientist",
      location,
      "2023-01-01T00:02:56",
      "True",
      country,
      "hour",
      "",
      "24.5",
      "Acme",
      "['sql', \"c++\", None]"
    };
  }

  @Test
  void dataJobsPay() throws Exception {
    SalaryObservation observation =
        map("data-jobs-pay", DATA_JOBS, 9, posting("San Francisco, CA", "United States"));

    assertThat(observation.getObservationId()).isEqualTo("file:9");
    assertThat(observation.getObservedAt()).isEqualTo(Instant.parse("2023-01-01T00:02:56Z"));
    assertThat(observation.getSourceType()).isEqualTo(SourceType.POSTED);
    assertThat(observation.getEmployer()).isEqualTo("Acme");
    assertThat(observation.getRegion()).isNull();
    assertThat(observation.getLocation()).isEqualTo("San Francisco, CA, United States");
    assertThat(observation.getPayPeriod()).isEqualTo(PayPeriod.HOUR);
    assertThat(observation.getAmount()).isEqualTo(24.5);
    assertThat(observation.getRemote()).isTrue();
    assertThat(observation.getSkills()).containsExactly("sql", "c++");
  }

  @Test
  void dataJobsPlaces() throws Exception {
    String[][] cases = {
      {"Anywhere", "United States", "United States"},
      {"", "South Korea", "South Korea"},
      {"United States", "United States", "United States"},
      {"Georgia", "United States", "Georgia, United States"},
      {"Austin, TX", "Sudan", "Austin, TX"},
      {"United States", "Sudan", "United States"},
      {"Anywhere", "Sudan", "Sudan"},
      {"Toronto, ON, Canada", "Canada", "Toronto, ON, Canada"},
      {"", "", null},
    };
    for (String[] one : cases) {
      SalaryObservation observation = map("data-jobs-pay", DATA_JOBS, 2, posting(one[0], one[1]));
      assertThat(observation.getLocation()).as(one[0] + " in " + one[1]).isEqualTo(one[2]);
    }
  }

  @Test
  void dataJobsPostings() throws Exception {
    JobPostingEvent event =
        map("data-jobs-postings", DATA_JOBS, 2, posting("London, UK", "United Kingdom"));

    assertThat(event.getPostingId()).isEqualTo("file:2");
    assertThat(event.getEventType()).isEqualTo(PostingEventType.OPENED);
    assertThat(event.getEventAt()).isEqualTo(Instant.parse("2023-01-01T00:02:56Z"));
    assertThat(event.getLocation()).isEqualTo("London, UK");
    assertThat(event.getSalary().getMin()).isEqualTo(24.5);
    assertThat(event.getSalary().getMax()).isEqualTo(24.5);
    assertThat(event.getSalary().getPayPeriod()).isEqualTo(PayPeriod.HOUR);
    assertThat(event.getSalary().getCurrency()).isEqualTo("USD");
  }

  @Test
  void fxMonthlyInItsTwoEditions() throws Exception {
    List<String> header = List.of("Date", "Country", "Exchange rate");
    FxRate euro = map("fx-monthly", header, 2, "2008-07-01", "Euro", "0.6346");
    FxRate inverse = map("fx-monthly-inverse", header, 2, "2008-07-01", "Euro", "1.6");
    FxRate swiss = map("fx-monthly-inverse", header, 2, "2008-07-01", "Switzerland", "1.0283");

    assertThat(euro).isEqualTo(new FxRate("EUR", 0.6346, Instant.parse("2008-07-01T00:00:00Z")));
    assertThat(inverse.getUnitsPerUsd()).isEqualTo(0.625);
    assertThat(swiss.getCurrency()).isEqualTo("CHF");
    assertThat(swiss.getUnitsPerUsd()).isEqualTo(1.0283);
    assertThat(FeedTopic.FX_RATES.keyOf(euro)).isEqualTo("EUR|2008-07-01T00:00:00Z");
  }
}
