package io.salarysignals.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.identity.IdentityRule.Decision;
import io.salarysignals.domain.identity.IdentityRule.Outcome;
import io.salarysignals.domain.intake.EventType;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.Pay;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;
import io.salarysignals.streams.codec.IdentityCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What counts in the end depends on the set of events, not on their order. */
class IdentityRuleTest {
  @Property(tries = 500)
  void any_order_of_arrival_ends_in_the_same_identity_and_contribution(
      @ForAll("events") List<Identity> events, @ForAll long seed) {
    List<Identity> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(settle(shuffled)).isEqualTo(settle(events));
  }

  @Property(tries = 500)
  void the_greatest_version_counts_then_the_greatest_type(@ForAll("events") List<Identity> events) {
    Identity settled = settle(events);
    int version = events.stream().mapToInt(Identity::version).max().orElseThrow();
    EventType type =
        events.stream()
            .filter(e -> e.version() == version)
            .map(Identity::eventType)
            .max(EventType::compareTo)
            .orElseThrow();
    assertThat(settled.version()).isEqualTo(version);
    assertThat(settled.eventType()).isEqualTo(type);
    long contents =
        events.stream()
            .filter(e -> e.version() == version)
            .map(e -> e.eventType() + ":" + e.digestHigh())
            .distinct()
            .count();
    assertThat(settled.conflict()).isEqualTo(contents > 1);
  }

  @Property(tries = 500)
  void what_is_added_and_retracted_adds_up_to_what_stands(@ForAll("events") List<Identity> events) {
    Identity known = null;
    List<Contribution> standing = new ArrayList<>();
    for (Identity event : events) {
      Decision decision = IdentityRule.decide(known, event);
      if (decision.retract() != null) {
        assertThat(standing.remove(decision.retract())).isTrue();
      }
      if (decision.add() != null) {
        standing.add(decision.add());
      }
      known = decision.next() == null ? known : decision.next();
      List<Contribution> expected =
          known.contribution() == null ? List.of() : List.of(known.contribution());
      assertThat(standing).isEqualTo(expected);
    }
  }

  @Test
  void a_known_version_and_content_is_a_duplicate_and_a_lower_version_is_superseded() {
    Identity second = event(2, EventType.CORRECTED, 7);
    assertThat(IdentityRule.decide(null, second).outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(IdentityRule.decide(second, event(2, EventType.CORRECTED, 7)).outcome())
        .isEqualTo(Outcome.DUPLICATE);
    assertThat(IdentityRule.decide(second, event(1, EventType.NEW, 9)).outcome())
        .isEqualTo(Outcome.SUPERSEDED);
  }

  @Property(tries = 200)
  void bytes_read_back_to_the_same_identity(@ForAll("event") Identity event) {
    byte[] bytes = IdentityCodec.write(event, new ByteWriter());
    assertThat(IdentityCodec.read(bytes, new ByteReader())).isEqualTo(event);
  }

  private static Identity settle(List<Identity> events) {
    Identity known = null;
    for (Identity event : events) {
      Decision decision = IdentityRule.decide(known, event);
      known = decision.next() == null ? known : decision.next();
    }
    return known;
  }

  @Provide
  Arbitrary<List<Identity>> events() {
    return event().list().ofMinSize(1).ofMaxSize(8);
  }

  @Provide
  Arbitrary<Identity> event() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 3),
            Arbitraries.of(EventType.values()),
            Arbitraries.integers().between(1, 3))
        .as(IdentityRuleTest::event);
  }

  /** An event whose digest and pay follow from {@code content}; retractions have no content. */
  private static Identity event(int version, EventType type, int content) {
    if (type == EventType.RETRACTED) {
      return new Identity(version, type, 0, 0, false, null, 20_000);
    }
    Pay pay = Pay.of(50_000 + content, "USD");
    Contribution contribution =
        new Contribution(
            "data-engineer",
            null,
            new RegionPath("US", null),
            null,
            SourceType.OFFER,
            PayPeriod.YEAR,
            20_000,
            "USD",
            pay,
            pay,
            3,
            List.of("skill:kafka"),
            0);
    return new Identity(version, type, content, content, false, contribution, 20_000);
  }
}
