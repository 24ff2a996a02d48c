package io.salarysignals.topology.repricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.pane.MarketStrata;
import io.salarysignals.domain.pane.Strata;
import io.salarysignals.streams.codec.StrataCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;

/** Whatever is held in memory, a market's days are those that were stored. */
class RoleHistoryTest {
  private static final List<String> REGIONS = List.of("US", "US-CA", "US-NY");

  @Property(tries = 200)
  void aMarketsDaysAreThoseThatWereStored(
      @ForAll long seed,
      @ForAll @IntRange(max = 4_000) int maxBytes,
      @ForAll @IntRange(min = 1, max = 200) int partBytes) {
    // Given two roles, whose days have one market or more, in one part or more
    Random random = new Random(seed);
    KeyValueStore<Bytes, byte[]> store = new InMemoryKeyValueStore("days");
    Map<String, TreeMap<Integer, Strata>> days = new TreeMap<>();
    for (String role : List.of("a|PAID", "a|POSTED")) {
      for (int day = -20; day < 20; day++) {
        List<MarketStrata> markets = new ArrayList<>();
        for (String region : REGIONS) {
          if (random.nextInt(3) > 0) {
            Strata strata = strata(random);
            markets.add(new MarketStrata(region, "USD", strata));
            days.computeIfAbsent(role + region, key -> new TreeMap<>()).put(day, strata);
          }
        }
        List<byte[]> parts = new StrataCodec(partBytes).write(markets);
        for (int part = 0; part < parts.size(); part++) {
          store.put(Stores.textDay(role, day, part), parts.get(part));
        }
        if (random.nextInt(4) == 0) {
          // And one that the day had once
          byte[] gone =
              new StrataCodec()
                  .write(List.of(new MarketStrata("US", "USD", strata(random))))
                  .get(0);
          store.put(Stores.textDay(role, day, Math.max(1, parts.size())), gone);
        }
      }
    }
    // When ranges of them are asked for, one after the other
    RoleHistory history = new RoleHistory(store, maxBytes);
    for (String role : List.of("a|PAID", "a|POSTED", "a|PAID")) {
      history.role(role);
      for (int i = 0; i < 10; i++) {
        String region = REGIONS.get(random.nextInt(REGIONS.size()));
        int from = i == 5 ? Integer.MIN_VALUE / 2 : random.nextInt(50) - 25;
        int to = i == 7 ? Integer.MAX_VALUE / 2 : from + random.nextInt(25);
        history.region(region);
        TreeMap<Integer, Strata> found = new TreeMap<>();
        TreeMap<Integer, Long> counts = new TreeMap<>();
        history.history().between(from, to, found::put);
        history.history().counts(from, to, counts::put);
        // Then they are all there, each once
        Map<Integer, Strata> expected =
            to <= from ? Map.of() : days.get(role + region).subMap(from, to);
        assertThat(found).isEqualTo(expected);
        TreeMap<Integer, Long> n = new TreeMap<>();
        expected.forEach((day, strata) -> n.put(day, strata.n()));
        assertThat(counts).isEqualTo(n);
      }
    }
  }

  private static Strata strata(Random random) {
    Strata.Collector strata = new Strata.Collector();
    for (int left = random.nextInt(12); left >= 0; left--) {
      strata.add(random.nextInt(1 << 20), 1, random.nextInt(1_000));
    }
    return strata.toStrata();
  }
}
