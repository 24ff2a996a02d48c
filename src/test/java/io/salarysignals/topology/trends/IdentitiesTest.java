package io.salarysignals.topology.trends;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.identity.Identity;
import io.salarysignals.domain.intake.EventType;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.Pay;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.IdentityPage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages, index and records by id together are a map from id to identity, whatever happens. */
class IdentitiesTest {
  private static final int FOR_EVER = Integer.MIN_VALUE;
  private KeyValueStore<Bytes, byte[]> pages;
  private KeyValueStore<Bytes, byte[]> byId;

  @BeforeEach
  void empty() {
    pages = Stores.inMemoryKeyValueStore("pages").get();
    byId = Stores.inMemoryKeyValueStore("by-id").get();
  }

  @ParameterizedTest(name = "seed {0}, {1} ids in the index")
  @CsvSource({"1,1000000", "2,1000000", "3,3000", "4,1000"})
  void it_is_a_map_through_commits_upkeep_and_restarts(long seed, int max) {
    Random random = new Random(seed);
    Map<Integer, Identity> model = new HashMap<>();
    Identities identities = new Identities(pages, byId, max);
    for (int step = 0; step < 40_000; step++) {
      // Given ids of which many are new and some are known
      int id = random.nextInt(10) == 0 ? random.nextInt(12_000) : step % 12_000;
      assertThat(identities.get(bytes(id)))
          .as("id %d at step %d", id, step)
          .isEqualTo(model.get(id));
      if (random.nextInt(4) > 0) {
        Identity next = identity(random, 100);
        identities.put(next);
        model.put(id, next);
      }
      // When commits, upkeep and restarts lie between
      if (random.nextInt(500) == 0) {
        identities.save();
      }
      if (random.nextInt(300) == 0) {
        identities.sweep(FOR_EVER);
      }
      if (random.nextInt(8_000) == 0) {
        identities.save();
        identities = new Identities(pages, byId, max);
      }
    }
    // Then each id has what was put last
    identities.save();
    identities = new Identities(pages, byId, max);
    for (int id = 0; id < 12_000; id++) {
      assertThat(identities.get(bytes(id))).isEqualTo(model.get(id));
    }
    assertThat(byId.all().hasNext()).isEqualTo(max < 10_000);
  }

  @Test
  void what_is_retracted_or_expired_leaves_the_stores_and_nothing_older_comes_back() {
    // Given ids of which some are corrected to an earlier day, and some retracted, much later
    Random random = new Random(7);
    Identities identities = new Identities(pages, byId, 1_000_000);
    for (int id = 0; id < 5_000; id++) {
      put(identities, id, identity(random, 900));
    }
    for (int id = 0; id < 5_000; id += 50) {
      put(identities, id, identity(random, 100));
      put(identities, id + 1, retraction(900));
    }
    for (int id = 5_000; id < 8_000; id++) {
      put(identities, id, identity(random, 100));
    }
    identities.save();
    // When the upkeep has gone round
    for (int i = 0; i < 100; i++) {
      identities.sweep(FOR_EVER);
    }
    // Then what was retracted is nowhere
    ids(true).forEach(id -> assertThat(id < 5_000 && id % 50 == 1).as("id %d", id).isFalse());

    // When what is to be kept until a day before 500 expires, and the task starts anew
    for (int i = 0; i < 100; i++) {
      identities.sweep(500);
    }
    identities.save();
    // Then only the last pages, which are not done or hold others, may still have some
    Identities restarted = new Identities(pages, byId, 1_000_000);
    for (int id = 0; id < 5_000; id += 50) {
      Identity corrected = restarted.get(bytes(id));
      assertThat(corrected == null || corrected.keepUntilDay() == 100).as("id %d", id).isTrue();
    }
    for (int id = 2; id < 5_000; id += 50) {
      assertThat(restarted.get(bytes(id)).keepUntilDay()).isEqualTo(900);
    }
    assertThat(ids(false)).hasSizeLessThan(6_000);
  }

  @Test
  void a_commit_writes_one_record_and_small_ones_share_a_page() {
    Random random = new Random(11);
    Identities identities = new Identities(pages, byId, 1_000_000);
    for (int id = 0; id < 1_000; id++) {
      put(identities, id, identity(random, 1));
      identities.save();
    }
    int stored = 0;
    try (KeyValueIterator<Bytes, byte[]> all = pages.all()) {
      for (; all.hasNext(); all.next()) {
        stored++;
      }
    }
    assertThat(stored).isBetween(2, 40);
  }

  private static void put(Identities identities, int id, Identity identity) {
    identities.get(bytes(id));
    identities.put(identity);
  }

  /** Ids in the pages; those alone that contribute, if asked. */
  private Set<Integer> ids(boolean contributing) {
    Set<Integer> ids = new TreeSet<>();
    try (KeyValueIterator<Bytes, byte[]> all = pages.all()) {
      while (all.hasNext()) {
        IdentityPage.read(
            all.next().value,
            new ByteReader(),
            (position, id, identity) -> {
              if (!contributing || identity.contribution() != null) {
                ids.add(Integer.parseInt(new String(id, StandardCharsets.UTF_8).substring(4)));
              }
            });
      }
    }
    return ids;
  }

  private static byte[] bytes(int id) {
    return ("obs-" + id).getBytes(StandardCharsets.UTF_8);
  }

  private static Identity retraction(int keepUntil) {
    return new Identity(2, EventType.RETRACTED, 0, 0, false, null, keepUntil);
  }

  private static Identity identity(Random random, int keepUntil) {
    Pay usd = new Pay(random.nextInt(10_000_000), random.nextInt(), random.nextInt(400));
    List<String> facets = new ArrayList<>(List.of("level:senior"));
    for (int i = random.nextInt(4); i > 0; i--) {
      facets.add("skill:s" + random.nextInt(50));
    }
    String role = "role-" + random.nextInt(40);
    Contribution contribution =
        new Contribution(
            role,
            random.nextBoolean() ? null : "software-engineering",
            new RegionPath("US", random.nextBoolean() ? null : "US-TX"),
            Level.SENIOR,
            SourceType.OFFER,
            PayPeriod.YEAR,
            random.nextInt(20_000),
            "USD",
            usd,
            usd,
            random.nextInt(1 << 16),
            facets,
            random.nextInt(4));
    return new Identity(
        1 + random.nextInt(5),
        EventType.CORRECTED,
        random.nextLong(),
        random.nextLong(),
        random.nextBoolean(),
        random.nextInt(9) == 0 ? null : contribution,
        keepUntil);
  }
}
