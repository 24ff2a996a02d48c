package io.salarysignals.runtime.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.runtime.audit.IntakeCounters.Counts;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntakeCountersTest {
  @Test
  void keysSayWhatIsCounted() {
    IntakeCounters counters =
        IntakeCounters.of(
            Map.of(
                "p-salary-observations|0|accepted", 5L,
                "p-salary-observations|0|rejected|TOO_LATE", 2L,
                "p-salary-observations|0|rejected|BAD_VALUE", 1L,
                "p-salary-observations|0|live", 4L,
                "p-salary-observations|3|duplicate", 7L,
                "p-salary-observations|3|superseded", 1L,
                "p-salary-observations|3|rejected|TOO_LATE", 3L,
                "p-salary-observations|3|dead-lettered|BAD_MAGIC", 2L,
                "p-salary-observations|3|dead-lettered|TRUNCATED", 1L),
            "p-");

    Counts first = counters.partitions().get("salary-observations").get(0);
    assertThat(first.read()).isEqualTo(5 + 2 + 1);
    assertThat(first.live()).isEqualTo(4);
    Counts all = counters.total("salary-observations");
    assertThat(all.rejected()).isEqualTo(Map.of("BAD_VALUE", 1L, "TOO_LATE", 5L));
    assertThat(all.deadLettered()).isEqualTo(3);
    assertThat(all.read()).isEqualTo(8 + 7 + 1 + 3 + 3);
    assertThat(counters.total("job-postings").read()).isZero();
  }
}
