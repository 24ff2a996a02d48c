package io.salarysignals.topology.trends;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.topology.parts.BlockPartitioner;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where panes and trends go. */
class PartitionersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7, 300})
  void panesLieWhereTheirRoleLives(int partitions) {
    PanesPartitioner panes = new PanesPartitioner();
    Set<Integer> used = new TreeSet<>();
    for (int i = 0; i < 2_000; i++) {
      String role = (i % 2 == 0 ? "role-" : "family:r") + i;
      int expected = BlockPartitioner.partitionOf(role, partitions);
      for (String rest :
          new String[] {"|US|PAID|all|2026-01-01", "|WORLD|POSTED|skill:c++|1970-01-01"}) {
        assertThat(panes.partitions("t", (role + rest).getBytes(UTF_8), null, partitions))
            .isEqualTo(Optional.of(Set.of(expected)));
      }
      used.add(expected);
    }
    assertThat(used).hasSizeGreaterThan(partitions * 9 / 10);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7, 300})
  void windowsOfACellAndHorizonLieTogether(int partitions) {
    TrendsPartitioner trends = new TrendsPartitioner();
    for (int i = 0; i < 500; i++) {
      String cell = "role-" + i + "|US|PAID|all|28";
      int expected = Utils.toPositive(Utils.murmur2(cell.getBytes(UTF_8))) % partitions;
      for (String end : new String[] {"|2026-01-01", "|2026-12-31"}) {
        assertThat(trends.partitions("t", (cell + end).getBytes(UTF_8), null, partitions))
            .isEqualTo(Optional.of(Set.of(expected)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 300})
  void markersGoEverywhere(int partitions) {
    byte[] key = PanesPartitioner.marker(3).getBytes(UTF_8);
    assertThat(new PanesPartitioner().partitions("t", key, null, partitions).orElseThrow())
        .hasSize(partitions);
  }
}
