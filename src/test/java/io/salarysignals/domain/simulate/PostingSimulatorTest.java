package io.salarysignals.domain.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.demand.Driver;
import io.salarysignals.domain.demand.Lifecycle;
import io.salarysignals.domain.demand.LifecycleRules;
import io.salarysignals.domain.demand.PostingAttributes;
import io.salarysignals.domain.demand.PostingEventType;
import io.salarysignals.domain.demand.PostingFact;
import io.salarysignals.domain.demand.PostingHistory;
import io.salarysignals.domain.demand.PostingLife.Segment;
import io.salarysignals.domain.market.RegionPath;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostingSimulatorTest {
  private static final long DAY = 86_400_000;
  private static final long SEED = 20_311;

  @ParameterizedTest
  @ValueSource(strings = {"demo", "postings"})
  void sameSeedGivesSameFeedInArrivalOrder(String name) {
    Scenario scenario = Scenarios.named(name).withDays(20);
    List<Arrival<SimulatedPosting>> one = all(new PostingSimulator(scenario, 42));
    assertThat(one)
        .isEqualTo(all(new PostingSimulator(scenario, 42)))
        .isNotEqualTo(all(new PostingSimulator(scenario, 43)))
        .isSortedAccordingTo((a, b) -> Long.compare(a.at(), b.at()))
        .allMatch(a -> a.at() >= a.value().eventAt())
        .allMatch(a -> a.value().postingId().startsWith("simulated-" + name));
  }

  /** The lifecycle that production runs, over all events, must find what the truth says. */
  @Test
  void theLifecycleOfTheEventsIsTheTruth() {
    System.out.println("seed " + SEED);
    Scenario scenario = Scenarios.named("postings");
    PostingSimulator simulator = new PostingSimulator(scenario, SEED);
    Lifecycle lifecycle = new Lifecycle(LifecycleRules.DEFAULT);
    Map<String, PostingHistory> histories = new HashMap<>();
    Map<String, String> roles = new HashMap<>();
    while (simulator.hasNext()) {
      SimulatedPosting event = simulator.next().value();
      Lifecycle.Decision decision =
          lifecycle.decide(1, histories.get(event.postingId()), fact(event));
      assertThat(decision.rejection()).isNull();
      if (decision.next() != null) {
        histories.put(event.postingId(), decision.next());
      }
      if (event.title() != null) {
        roles.put(event.postingId(), role(event));
      }
    }
    int last = (int) (scenario.startDay() + scenario.days() - 1);
    Map<String, long[]> found = new HashMap<>();
    histories.forEach(
        (id, history) -> {
          List<Segment> segments = lifecycle.life(1, history).segments();
          if (!segments.isEmpty()) {
            long[] both = found.computeIfAbsent(roles.get(id), r -> new long[2]);
            both[0]++;
            Segment end = segments.get(segments.size() - 1);
            both[1] += end.from() <= last && end.to() > last ? 1 : 0;
          }
        });
    assertThat(simulator.demand()).hasSize(8);
    for (TrueDemand truth : simulator.demand()) {
      assertThat(found.get(truth.role()))
          .as(truth.role())
          .containsExactly(truth.postings(), truth.openAtEnd());
    }
  }

  @Test
  void everyKindOfEventAndFaultIsThere() {
    PostingSimulator simulator = new PostingSimulator(Scenarios.named("postings"), SEED);
    Map<PostingEventType, Integer> kinds = new EnumMap<>(PostingEventType.class);
    int most = 0;
    while (simulator.hasNext()) {
      SimulatedPosting event = simulator.next().value();
      kinds.merge(event.eventType(), 1, Integer::sum);
      most = Math.max(most, event.version());
    }
    // A date that has run out is not said by anybody: there is no event EXPIRED.
    assertThat(kinds.keySet())
        .containsExactlyInAnyOrder(
            PostingEventType.OPENED,
            PostingEventType.UPDATED,
            PostingEventType.REPOSTED,
            PostingEventType.CLOSED,
            PostingEventType.CORRECTED,
            PostingEventType.RETRACTED);
    assertThat(most).as("versions of one that flaps").isGreaterThan(15);
    assertThat(simulator.counts())
        .allSatisfy((kind, count) -> assertThat(count).as(kind).isPositive());
  }

  @Test
  void whatTheTruthSaysOfADriverIsInTheEvents() {
    // Given
    Scenario scenario = Scenarios.named("postings");
    PostingSimulator simulator = new PostingSimulator(scenario, SEED);
    long onset = (scenario.startDay() + 84) * DAY;
    Map<String, long[]> opened = new HashMap<>();
    Map<String, long[]> asking = new HashMap<>();
    while (simulator.hasNext()) {
      SimulatedPosting event = simulator.next().value();
      if (event.eventType() != PostingEventType.OPENED || event.version() > 1) {
        continue;
      }
      int half = event.eventAt() < onset ? 0 : 1;
      opened.computeIfAbsent(role(event), r -> new long[2])[half]++;
      asking.computeIfAbsent(role(event), r -> new long[2])[half] +=
          event.skills().contains("LLM") ? 1 : 0;
    }
    // Then: 84 days before, 42 after
    for (TrueDemand truth : simulator.demand()) {
      long[] n = opened.get(truth.role());
      double growth = 2.0 * n[1] / n[0];
      boolean more = truth.driver() == Driver.VOLUME || truth.driver() == Driver.BOTH;
      boolean other = truth.driver() == Driver.EVOLUTION || truth.driver() == Driver.BOTH;
      assertThat(growth).as(truth.toString()).isBetween(more ? 1.6 : 0.8, more ? 2.0 : 1.25);
      long[] asked = asking.get(truth.role());
      assertThat(asked[0]).as(truth.toString()).isZero();
      double share = asked[1] / (double) n[1];
      assertThat(share).as(truth.toString()).isBetween(other ? 0.38 : 0, other ? 0.52 : 0);
    }
    assertThat(simulator.demand().stream().map(TrueDemand::driver).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Driver.values());
  }

  @Test
  void postingsThatFlapStayOneADayAndRunOut() {
    LivePostings live = new LivePostings(Scenarios.named("demo"), 1, 2_000);
    long day = LocalDate.of(2026, 2, 3).toEpochDay();
    long first = live.tick(day * DAY);
    SimulatedPosting opened = live.at(first + 5);
    SimulatedPosting closed = live.at(first + 5 + LivePostings.FLAPPING);
    SimulatedPosting again = live.at(first + 5 + 2 * LivePostings.FLAPPING);
    assertThat(opened.eventType()).isEqualTo(PostingEventType.OPENED);
    assertThat(closed.eventType()).isEqualTo(PostingEventType.CLOSED);
    assertThat(again)
        .isEqualTo(
            opened.as(3, PostingEventType.OPENED, again.eventAt(), null, opened.validThrough()));
    assertThat(again.eventAt()).isEqualTo(opened.eventAt() + 2 * LivePostings.FLAPPING * 2_000L);
    assertThat(opened.validThrough()).isEqualTo((day + 2) * DAY);
    long lastOfDay = live.tick((day + 1) * DAY) - 1;
    assertThat(live.at(lastOfDay).version()).isBetween(2, 1_000);
    assertThat(live.at(lastOfDay + 1).version()).isEqualTo(1);
  }

  private static PostingFact fact(SimulatedPosting event) {
    PostingAttributes about =
        event.title() == null
            ? null
            : new PostingAttributes(
                role(event),
                null,
                event.level(),
                List.of(new RegionPath("US", null)),
                List.of(),
                0,
                1,
                1,
                0,
                false,
                0);
    return new PostingFact(
        event.version(),
        event.eventType(),
        event.eventAt(),
        event.correctsVersion() == null ? 0 : event.correctsVersion(),
        event.hashCode(),
        false,
        event.validThrough() == null ? PostingFact.NO_END : event.validThrough(),
        about,
        null);
  }

  private static String role(SimulatedPosting event) {
    for (RoleProfile role : RoleCatalogue.first(24)) {
      if (event.title().equals(Titles.plain(role.title(), event.level()))) {
        return role.role();
      }
    }
    throw new AssertionError("no role " + event.title());
  }

  private static List<Arrival<SimulatedPosting>> all(PostingSimulator simulator) {
    List<Arrival<SimulatedPosting>> all = new ArrayList<>();
    simulator.forEachRemaining(all::add);
    return all;
  }
}
