package io.salarysignals.topology.trends;

import io.salarysignals.event.Basis;
import io.salarysignals.event.MarketPane;
import io.salarysignals.event.PaneMoney;
import io.salarysignals.topology.parts.PrefixPartition;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Keeps all panes of a role on one partition of {@code market-panes}, and all its strata on one of
 * {@code market-strata}, and sends the markers, which say up to which grid end a task's panes are
 * out, to every partition.
 */
final class PanesPartitioner implements StreamPartitioner<byte[], byte[]> {
  static final String MARKER = "#watermark";

  /** A flag of a marker: every input is closed and nothing is to come. */
  static final String COMPLETE = "COMPLETE";

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, byte[] value, int numPartitions) {
    if (key[0] == '#') {
      return Optional.of(
          IntStream.range(0, numPartitions).boxed().collect(Collectors.toUnmodifiableSet()));
    }
    int end = 0;
    while (key[end] != '|') {
      end++;
    }
    return PrefixPartition.of(key, end, numPartitions);
  }

  /** The key of a task's marker: its own, so that compaction keeps the last one. */
  static String marker(int task) {
    return MARKER + '|' + task;
  }

  /** A marker: a pane that holds nothing; its day is the grid end up to which panes are out. */
  static MarketPane markerValue(int task, int closedThrough, boolean complete) {
    return MarketPane.newBuilder()
        .setRole(MARKER)
        .setRegion(Integer.toString(task))
        .setLevel(null)
        .setBasis(Basis.PAID)
        .setFacet(MARKER)
        .setDay(LocalDate.ofEpochDay(closedThrough))
        .setN(0)
        .setEmployers(0)
        .setAnonymous(0)
        .setMoney(new PaneMoney("USD", "0", "0", 0L, 0L, 0.0, List.of()))
        .setLevels(Map.of())
        .setSources(Map.of())
        .setFlags(complete ? Map.of(COMPLETE, 1L) : Map.of())
        .setStrata(List.of())
        .setMethodVersion(TrendRecords.METHOD_VERSION)
        .build();
  }
}
