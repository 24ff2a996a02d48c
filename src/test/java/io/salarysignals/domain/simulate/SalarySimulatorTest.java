package io.salarysignals.domain.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.simulate.SimulatedObservation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SalarySimulatorTest {
  private static final long DAY = 86_400_000;

  @ParameterizedTest
  @ValueSource(
      strings = {"steady", "messy", "us-tech", "demo", "clustered", "protected", "repricing"})
  void sameSeedGivesSameFeedInArrivalOrder(String name) {
    // Given
    Scenario scenario = Scenarios.named(name).withObservations(3_000);
    // When
    List<Arrival<SimulatedObservation>> one = all(new SalarySimulator(scenario, 42));
    List<Arrival<SimulatedObservation>> two = all(new SalarySimulator(scenario, 42));
    List<Arrival<SimulatedObservation>> other = all(new SalarySimulator(scenario, 43));
    // Then
    assertThat(one).isEqualTo(two).isNotEqualTo(other);
    assertThat(one).isSortedAccordingTo((a, b) -> Long.compare(a.at(), b.at()));
    for (Arrival<SimulatedObservation> arrival : one) {
      SimulatedObservation o = arrival.value();
      if (o.eventType() != Kind.RETRACTED) {
        assertThat(o.sourceId()).startsWith("simulated-");
        assertThat(o.observedAt()).isLessThanOrEqualTo(arrival.at());
      }
    }
  }

  @Test
  void countsAreExactForAnyNumberOfDays() {
    for (int days : new int[] {1, 6, 7, 61}) {
      Scenario scenario = Scenarios.named("messy").withObservations(1_237).withDays(days);
      SalarySimulator simulator = new SalarySimulator(scenario, 5);
      List<Arrival<SimulatedObservation>> feed = all(simulator);
      Map<String, Long> counts = simulator.counts();
      assertThat(counts.get("observations")).isEqualTo(1_237);
      long records =
          counts.get("observations")
              + counts.get("duplicates")
              + counts.get("corrections")
              + 2 * counts.get("retractions")
              + counts.get("invalid");
      assertThat((long) feed.size()).isEqualTo(records);
    }
  }

  @Test
  void sampleAgreesWithTheTruth() {
    // Given a world without faults: what is drawn must scatter about the stated truth.
    Scenario scenario = Scenarios.named("steady").withObservations(60_000);
    SalarySimulator simulator = new SalarySimulator(scenario, 7);
    Map<String, List<Double>> pay = new HashMap<>();
    while (simulator.hasNext()) {
      SimulatedObservation o = simulator.next().value();
      if (o.level() != Level.MID) {
        continue;
      }
      pay.computeIfAbsent(o.title() + '|' + o.region(), k -> new ArrayList<>()).add(o.amount());
    }
    // When
    int compared = 0;
    double sumOfErrors = 0;
    for (TrueMarket market : simulator.markets()) {
      if (market.level() == Level.MID && market.observations() > 300) {
        String key = title(market.role()) + '|' + market.region();
        List<Double> sample = pay.get(key);
        assertThat((long) sample.size()).isEqualTo(market.observations());
        double mean = sample.stream().mapToDouble(d -> d).average().orElseThrow();
        double median = sample.stream().sorted().skip(sample.size() / 2).findFirst().orElseThrow();
        // Then: sigma .28 on 300+ with employer clustering makes a standard error of about 2.5 %.
        assertThat(mean / market.mean()).as(key + " mean").isBetween(0.90, 1.10);
        assertThat(median / market.median()).as(key + " median").isBetween(0.90, 1.10);
        sumOfErrors += StrictMath.log(mean / market.mean());
        compared++;
      }
    }
    System.out.printf(
        "seed 7: %d markets, mean log error %.4f%n", compared, sumOfErrors / compared);
    assertThat(compared).isGreaterThan(15);
    assertThat(StrictMath.abs(sumOfErrors / compared)).isLessThan(0.03);
  }

  @Test
  void demoHoldsTheFocusMarketInEvery28Days() {
    // Given
    Scenario scenario = Scenarios.named("demo");
    // When: the settled view of the feed
    Map<String, SimulatedObservation> live = new HashMap<>();
    all(new SalarySimulator(scenario, 1)).forEach(a -> keepGreatest(live, a.value()));
    // Then
    long end = (scenario.startDay() + scenario.days()) * DAY;
    for (int back = 0; back <= scenario.days() - 28; back += 20) {
      long until = end - back * DAY;
      List<SimulatedObservation> focus =
          live.values().stream()
              .filter(o -> o.eventType() != Kind.RETRACTED)
              .filter(o -> "Lead Backend Specialist".equals(o.title()) && inUnitedStates(o))
              .filter(o -> o.observedAt() >= until - 28 * DAY && o.observedAt() < until)
              .toList();
      assertThat(focus.size()).isBetween(300, 310);
      assertThat(focus).allMatch(o -> o.sourceType() != SourceType.POSTED);
    }
    TrueMarket truth =
        truthOf(scenario, 1).stream()
            .filter(m -> m.role().equals("backend-specialist") && m.region().equals("US"))
            .filter(m -> m.level() == Level.LEAD)
            .findFirst()
            .orElseThrow();
    System.out.println("demo focus: " + truth);
    assertThat(truth.mean()).isBetween(115_000.0, 140_000.0);
  }

  @Test
  void messyHoldsEveryKindOfFault() {
    Scenario scenario = Scenarios.named("messy");
    SalarySimulator simulator = new SalarySimulator(scenario, 3);
    Set<String> seen = new HashSet<>();
    int retractedFirst = 0;
    int correctedFirst = 0;
    int titleOnly = 0;
    while (simulator.hasNext()) {
      SimulatedObservation o = simulator.next().value();
      boolean known = !seen.add(o.observationId());
      retractedFirst += !known && o.eventType() == Kind.RETRACTED ? 1 : 0;
      correctedFirst += !known && o.eventType() == Kind.CORRECTED ? 1 : 0;
      titleOnly += o.title() != null && o.level() == null ? 1 : 0;
    }
    assertThat(simulator.counts())
        .allSatisfy((kind, count) -> assertThat(count).as(kind).isPositive());
    assertThat(retractedFirst).isPositive();
    assertThat(correctedFirst).isPositive();
    assertThat(titleOnly).isPositive();
    assertThat(simulator.rates()).extracting(SimulatedRate::currency).contains("EUR", "JPY");
  }

  @Test
  void medianOfAMixtureIsWhereHalfLies() {
    // Published values of the normal distribution function (Abramowitz and Stegun, table 26.1).
    assertThat(Mixture.normal(0)).isEqualTo(0.5);
    assertThat(Mixture.normal(1)).isCloseTo(0.841344746068543, within(1e-14));
    assertThat(Mixture.normal(-1.96)).isCloseTo(0.024997895148220, within(1e-14));
    // A symmetric mixture has its median in the middle.
    Mixture mixture = new Mixture(0.3);
    mixture.add(10, 1);
    mixture.add(12, 1);
    assertThat(mixture.median()).isCloseTo(11, within(1e-9));
    assertThat(mixture.mean()).isEqualTo(11);
  }

  @Test
  void unknownScenarioIsNamed() {
    assertThatThrownBy(() -> Scenarios.named("nowhere"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("steady");
  }

  static List<Arrival<SimulatedObservation>> all(SalarySimulator simulator) {
    List<Arrival<SimulatedObservation>> all = new ArrayList<>();
    simulator.forEachRemaining(all::add);
    return all;
  }

  private static List<TrueMarket> truthOf(Scenario scenario, long seed) {
    SalarySimulator simulator = new SalarySimulator(scenario, seed);
    all(simulator);
    return simulator.markets();
  }

  private static void keepGreatest(Map<String, SimulatedObservation> live, SimulatedObservation o) {
    live.merge(o.observationId(), o, (a, b) -> b.version() > a.version() ? b : a);
  }

  private static boolean inUnitedStates(SimulatedObservation o) {
    return o.region() != null
        ? o.region().startsWith("US")
        : PlaceCatalogue.unitedStates().stream().anyMatch(p -> p.location().equals(o.location()));
  }

  private static String title(String role) {
    return RoleCatalogue.first(24).stream()
        .filter(r -> r.role().equals(role))
        .findFirst()
        .orElseThrow()
        .title();
  }
}
