package io.salarysignals.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salarysignals.domain.simulate.BenchLoad;
import io.salarysignals.domain.simulate.BenchRecord;
import io.salarysignals.runtime.audit.IntakeCounters;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a load must come to, against a plain reading of it by version and id. */
class ExpectedTest {
  private final BenchLoad load = CatchUp.load(Loads.of(30_000, 20, 50, 4, 10, 10, 10, 30), 3);

  @Test
  void eachRecordCountsOnce() {
    // Given the versions of each observation in the order in which they come
    Map<Long, Integer> greatest = new HashMap<>();
    Set<String> seen = new HashSet<>();
    long lower = 0;
    long same = 0;
    BenchRecord record = new BenchRecord(load.skillsPerRecord());
    for (long position = 0; position < 30_000; position++) {
      load.fill(position, record);
      int before = greatest.getOrDefault(record.observation, 0);
      lower += record.version < before ? 1 : 0;
      same += record.version == before ? 1 : 0;
      greatest.merge(record.observation, record.version, Math::max);
      seen.add(record.observation + "/" + record.version);
    }
    // Then each of the rest is accepted
    Expected expected = Expected.of(load);
    assertThat(expected.live()).isEqualTo(greatest.size());
    assertThat(expected.superseded()).isEqualTo(lower).isPositive();
    assertThat(expected.duplicate()).isEqualTo(same).isPositive();
    assertThat(expected.accepted()).isEqualTo(30_000 - lower - same);
    assertThat(expected.accepted()).isLessThanOrEqualTo(seen.size());
  }

  @Test
  void anyDifferenceIsAnError() {
    Expected expected = new Expected(10, 2, 1, 9);
    expected.check(new IntakeCounters.Counts(10, 2, 1, new TreeMap<>(), 0, 9));
    assertThatThrownBy(
            () -> expected.check(new IntakeCounters.Counts(10, 1, 2, new TreeMap<>(), 0, 9)))
        .hasMessageContaining("duplicate 1, not 2")
        .hasMessageContaining("superseded 2, not 1");
    assertThatThrownBy(
            () ->
                expected.check(
                    new IntakeCounters.Counts(
                        10, 2, 1, new TreeMap<>(Map.of("BAD_VALUE", 3L)), 0, 9)))
        .hasMessageContaining("rejected 3, not 0");
  }
}
