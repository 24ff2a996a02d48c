package io.salarysignals.runtime.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salarysignals.runtime.feed.InputSpec.Format;
import io.salarysignals.runtime.feed.mapping.FeedTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputSpecTest {
  @TempDir Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void readsFilesWithMappingsTopicsAndColonsInTheirNames() throws IOException {
    InputSpec csv =
        InputSpec.parse(file("a:b.csv", "Date,Country,Exchange rate\n") + ":fx-monthly");
    InputSpec lines = InputSpec.parse(file("x.y:1.jsonl", "") + ":job-postings");
    InputSpec page = InputSpec.parse(file("p.HTML.gz", ""));

    assertThat(csv.format()).isEqualTo(Format.CSV);
    assertThat(csv.topic()).isEqualTo(FeedTopic.FX_RATES);
    assertThat(csv.baseName()).isEqualTo("a:b");
    assertThat(lines.topic()).isEqualTo(FeedTopic.JOB_POSTINGS);
    assertThat(lines.baseName()).isEqualTo("x.y:1");
    assertThat(page.format()).isEqualTo(Format.HTML);
    assertThat(page.gzip()).isTrue();
    assertThat(page.topic()).isEqualTo(FeedTopic.JOB_POSTINGS);
  }

  @Test
  void saysWhatIsWrongWithEveryInputAtOnce() throws IOException {
    List<String> inputs =
        List.of(
            folder + "/none.csv:ai-jobs",
            file("a.csv", "x\n"),
            file("b.csv", "x\n") + ":ai-job",
            file("c.xlsx", ""),
            file("d.jsonl", "") + ":ai-jobs",
            file("e.json", "[]") + ":fx-rates");
    assertThatThrownBy(() -> InputSpec.parseAll(inputs))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none.csv:ai-jobs: no such file")
        .hasMessageContaining("a.csv: CSV needs a mapping")
        .hasMessageContaining("b.csv:ai-job: neither a topic")
        .hasMessageContaining("c.xlsx: the name must end in")
        .hasMessageContaining("d.jsonl: a mapping is for CSV files")
        .hasMessageContaining("e.json: JSON-LD holds job postings");
  }

  @Test
  void tellsTheTopicFromTheFirstRecordThatHasOne() throws IOException {
    FeedPlan plan =
        FeedPlan.of(
            InputSpec.parseAll(
                List.of(
                    file("o.jsonl", "broken\n\n{\"observationId\":\"1\"}\n"),
                    file("p.jsonl", "{\"postingId\":\"1\"}\n"),
                    file("r.jsonl", "{\"unitsPerUsd\":1}\n"))));
    assertThat(plan.topics())
        .containsExactly(FeedTopic.FX_RATES, FeedTopic.SALARY_OBSERVATIONS, FeedTopic.JOB_POSTINGS);
  }

  @Test
  void takesAnEmptyFileForWhatItsNameSays() throws IOException {
    FeedPlan plan =
        FeedPlan.of(
            InputSpec.parseAll(List.of(file("fx-rates.jsonl", ""), file("nothing.jsonl", ""))));
    assertThat(plan.topics()).containsExactly(FeedTopic.FX_RATES, FeedTopic.SALARY_OBSERVATIONS);
  }

  @Test
  void refusesPlansThatWouldCountWrong() throws IOException {
    Files.createDirectories(folder.resolve("other"));
    String header =
        "observed_at,experience_level,job_title,salary,salary_currency,remote_ratio,company_location\n";
    String one = file("same.csv", header) + ":ai-jobs";
    String two = file("other/same.csv", header + "1,2,3,4,5,6,7\n") + ":ai-jobs";
    String columns = file("columns.csv", "Date,Country\n") + ":fx-monthly";
    String untold = file("untold.jsonl", "{\"a\":1}\n");

    assertThatThrownBy(
            () -> FeedPlan.of(InputSpec.parseAll(List.of(one, two, one, columns, untold))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("another input has the same; rename one")
        .hasMessageContaining("given twice")
        .hasMessageContaining("no column \"Exchange rate\"")
        .hasMessageContaining("no line tells the topic");
  }
}
