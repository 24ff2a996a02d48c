package io.salarysignals.topology.repricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.pane.MarketStrata;
import io.salarysignals.domain.pane.Strata;
import io.salarysignals.domain.repricing.WatchRules;
import io.salarysignals.domain.repricing.scorecard.Design;
import io.salarysignals.domain.repricing.scorecard.Event;
import io.salarysignals.domain.repricing.scorecard.SimulatedMarket;
import io.salarysignals.domain.simulate.Draws;
import io.salarysignals.event.AlertState;
import io.salarysignals.event.Basis;
import io.salarysignals.event.RepricingAlert;
import io.salarysignals.event.Status;
import io.salarysignals.streams.codec.StrataCodec;
import io.salarysignals.streams.codec.StrataMarker;
import io.salarysignals.streams.metrics.RepricingMeters;
import io.salarysignals.streams.serde.AvroCodecs;
import io.salarysignals.streams.serde.MockSchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sub-divisions that reprice together are told, counted and named once. */
class RollUpTopologyTest {
  private static final long SEED = 3;
  private static final List<String> MOVED = List.of("US-CA", "US-NY", "US-TX");
  private static final RepricingSettings SETTINGS =
      new RepricingSettings(
          "", 1, 1, WatchRules.standard(), Duration.ofDays(14).toMillis(), -1, 30, 5);

  private final AvroCodecs codecs =
      new AvroCodecs(MockSchemaRegistry.scope("roll-up-topology-test"), true);
  private final Map<String, RepricingAlert> last = new TreeMap<>();

  /** Alerts that the metrics name, by id. */
  private final Set<String> active = new TreeSet<>();

  private int confirmations;
  private boolean anyLive;
  private String basis = "PAID";
  private long daysLater;
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> input;
  private TestOutputTopic<byte[], byte[]> alerts;
  private SimulatedMarket shape;
  private final TreeMap<Integer, Map<String, Strata>> days = new TreeMap<>();

  /** Four states, of which three shift, one of these four days later; the country does not. */
  @BeforeEach
  void simulate() {
    shape = new SimulatedMarket(Design.plain(), Event.SHIFT, new Draws(SEED));
    TreeMap<Integer, Strata> shifted = simulated(Event.SHIFT, SEED);
    TreeMap<Integer, Strata> quiet = simulated(Event.NOTHING, SEED + 1);
    for (int day = shape.firstDay(); day < shape.endDay(); day++) {
      Map<String, Strata> markets = new TreeMap<>();
      markets.put("US", quiet.get(day));
      markets.put("US-CA", shifted.get(day));
      markets.put("US-NY", shifted.get(day));
      markets.put("US-TX", shifted.getOrDefault(day - 7, Strata.NONE));
      markets.put("US-WA", quiet.get(day));
      days.put(day, markets);
    }
    start();
  }

  private static TreeMap<Integer, Strata> simulated(Event event, long seed) {
    SimulatedMarket market = new SimulatedMarket(Design.plain(), event, new Draws(seed));
    TreeMap<Integer, Strata> simulated = new TreeMap<>();
    for (int day = market.firstDay(); day < market.endDay(); day++) {
      simulated.put(day, market.day(day));
    }
    return simulated;
  }

  private final RepricingMeters meters =
      new RepricingMeters() {
        @Override
        public void alert(
            String id, String cell, String direction, String was, String is, boolean live) {
          boolean confirmed = live && is.equals("CONFIRMED_STRUCTURAL");
          anyLive |= live;
          confirmations += confirmed && !was.equals(is) ? 1 : 0;
          if (confirmed) {
            active.add(id);
          } else {
            active.remove(id);
          }
        }

        @Override
        public void here(String id, String cell, String direction, String is, boolean live) {}

        @Override
        public void gone(String id, String cell, String direction, String is, boolean live) {}

        @Override
        public void detectionDelay(int ofDays) {}

        @Override
        public void budgetSpent(double ratio) {}
      };

  private void start() {
    close();
    last.clear();
    active.clear();
    confirmations = 0;
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "roll-up-test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    driver =
        new TopologyTestDriver(
            RepricingTopology.build(SETTINGS, codecs, meters, () -> {}),
            properties,
            Instant.ofEpochSecond(86_400L * (shape.onset() + daysLater)));
    input =
        driver.createInputTopic(
            "market-strata", new ByteArraySerializer(), new ByteArraySerializer());
    alerts =
        driver.createOutputTopic(
            "repricing-alerts", new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  void close() {
    if (driver != null) {
      driver.close();
      driver = null;
    }
  }

  private void tell(int day) {
    List<MarketStrata> markets = new ArrayList<>();
    days.get(day)
        .forEach(
            (region, strata) -> {
              if (strata.n() > 0) {
                markets.add(new MarketStrata(region, "USD", strata));
              }
            });
    String key = "data-engineer|" + basis + '|' + LocalDate.ofEpochDay(day) + "|0";
    input.pipeInput(key.getBytes(StandardCharsets.UTF_8), new StrataCodec().write(markets).get(0));
  }

  private void marker(int closedThrough) {
    input.pipeInput(
        "#watermark|0".getBytes(StandardCharsets.UTF_8),
        StrataMarker.bytes(closedThrough, closedThrough == shape.endDay()));
    driver.advanceWallClockTime(Duration.ofMillis(200));
    driver.advanceWallClockTime(Duration.ofMillis(200));
    alerts
        .readValuesToList()
        .forEach(
            value -> {
              RepricingAlert alert =
                  codecs.decoder(RepricingAlert.class).decode("repricing-alerts", value);
              last.put(alert.getAlertId(), alert);
            });
  }

  private void dayByDay() {
    for (int day : days.keySet()) {
      tell(day);
      marker(day + 1);
    }
  }

  private List<RepricingAlert> confirmed() {
    return last.values().stream()
        .filter(a -> a.getState() == AlertState.CONFIRMED_STRUCTURAL)
        .toList();
  }

  private RepricingAlert rollUp() {
    List<RepricingAlert> found =
        last.values().stream().filter(a -> a.getFlags().contains("ROLLED_UP")).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private Map<String, String> settled() {
    Map<String, String> view = new TreeMap<>();
    last.forEach(
        (id, alert) -> {
          if (alert.getState() != AlertState.RETRACTED) {
            RepricingAlert copy = RepricingAlert.newBuilder(alert).build();
            copy.setRevision(0);
            copy.setEmittedAt(Instant.EPOCH);
            copy.setHistorical(false);
            copy.setStatus(copy.getStatus() == Status.CORRECTION ? Status.FINAL : copy.getStatus());
            view.put(id, copy.toString());
          }
        });
    return view;
  }

  private Set<String> ids(List<RepricingAlert> of) {
    return of.stream().map(RepricingAlert::getAlertId).collect(Collectors.toSet());
  }

  private static double effect(RepricingAlert alert) {
    return alert.getEffect().getValue();
  }

  @Test
  void threeOfFourStatesAreToldAsOne() {
    // When
    dayByDay();
    // Then there is one alert for the country, which names those of the three states
    RepricingAlert rollUp = rollUp();
    List<RepricingAlert> children =
        confirmed().stream().filter(a -> !a.getFlags().contains("ROLLED_UP")).toList();
    assertThat(children)
        .extracting(RepricingAlert::getRegion)
        .containsExactlyInAnyOrderElementsOf(MOVED);
    assertThat(rollUp.getRegion()).isEqualTo("US");
    assertThat(rollUp.getState()).isEqualTo(AlertState.CONFIRMED_STRUCTURAL);
    assertThat(rollUp.getChildren()).hasSameSizeAs(MOVED).containsAll(ids(children));
    assertThat(children)
        .allSatisfy(a -> assertThat(a.getParent()).isEqualTo(rollUp.getAlertId()))
        .allSatisfy(a -> assertThat(a.getDirection()).isEqualTo(rollUp.getDirection()));
    assertThat(rollUp.getReasons())
        .containsEntry("subdivisions", 3.0)
        .containsEntry("subdivisionsWatched", 4.0);
    // And it says no more of size than they do
    assertThat(children)
        .anySatisfy(a -> assertThat(rollUp.getEffect().getValue()).isLessThan(effect(a) + 1e-9))
        .anySatisfy(a -> assertThat(rollUp.getEffect().getValue()).isGreaterThan(effect(a) - 1e-9));
    assertThat(rollUp.getBefore()).isNull();
    assertThat(rollUp.getN()).isEqualTo(children.stream().mapToLong(RepricingAlert::getN).sum());
    // And the metrics name it alone: who was paged for one state is not paged for the others
    assertThat(active).containsExactly(rollUp.getAlertId());
    assertThat(confirmations).isLessThanOrEqualTo(MOVED.size() + 1);
  }

  /** Years of history build alerts, and none of them pages anybody. */
  @Test
  void whatIsOldWhenItIsToldCountsInNoLiveMetric() {
    daysLater = 400;
    start();
    dayByDay();
    assertThat(rollUp().getState()).isEqualTo(AlertState.CONFIRMED_STRUCTURAL);
    assertThat(last.values()).allMatch(RepricingAlert::getHistorical);
    assertThat(anyLive).isFalse();
    assertThat(active).isEmpty();
  }

  /** Advertised pay is watched as pay that was told is, under its own name. */
  @Test
  void advertisedPayHasAlertsOfItsOwn() {
    dayByDay();
    Set<String> paid = last.keySet().stream().collect(Collectors.toSet());
    basis = "POSTED";
    start();
    dayByDay();
    assertThat(rollUp().getBasis()).isEqualTo(Basis.POSTED);
    assertThat(last.values()).allMatch(a -> a.getBasis() == Basis.POSTED);
    assertThat(last.keySet()).hasSameSizeAs(paid).doesNotContainAnyElementsOf(paid);
  }

  @Test
  void orderOfArrivalIsOfNoAccount() {
    dayByDay();
    Map<String, String> inOrder = settled();
    start();
    List<Integer> shuffled = new ArrayList<>(days.keySet());
    Collections.shuffle(shuffled, new Random(SEED));
    shuffled.forEach(this::tell);
    marker(shape.endDay());
    assertThat(settled()).isEqualTo(inOrder);
    assertThat(rollUp().getState()).isEqualTo(AlertState.CONFIRMED_STRUCTURAL);
    // Those that were confirmed at once were never counted by themselves
    assertThat(active).containsExactly(rollUp().getAlertId());
  }

  @Test
  void withOneStateTakenBackTheOthersStandByThemselves() {
    dayByDay();
    String id = rollUp().getAlertId();
    int from = shape.onset() - 7;
    for (int day : days.tailMap(from).keySet()) {
      days.get(day).put("US-NY", Strata.NONE);
      tell(day);
    }
    marker(shape.endDay());
    assertThat(last.get(id).getState()).isEqualTo(AlertState.RETRACTED);
    assertThat(confirmed())
        .hasSize(2)
        .allSatisfy(a -> assertThat(a.getParent()).isNull())
        .extracting(RepricingAlert::getRegion)
        .containsExactlyInAnyOrder("US-CA", "US-TX");
    assertThat(active).isEqualTo(ids(confirmed()));
    // And with its days there again, all is as before
    Map<String, String> before = settled();
    for (int day : days.tailMap(from).keySet()) {
      days.get(day).put("US-NY", days.get(day).get("US-CA"));
      tell(day);
    }
    marker(shape.endDay());
    assertThat(settled()).isNotEqualTo(before);
    assertThat(rollUp().getAlertId()).isEqualTo(id);
    assertThat(active).containsExactly(id);
  }

  @Test
  void theCountrysOwnAlertTakesTheirPlace() {
    dayByDay();
    String id = rollUp().getAlertId();
    // When what the country holds turns out to have moved as well
    for (int day : days.keySet()) {
      days.get(day).put("US", days.get(day).get("US-CA"));
      tell(day);
    }
    marker(shape.endDay());
    Map<String, String> late = settled();
    // Then the states are its children, and the roll-up is taken back
    assertThat(last.get(id).getState()).isEqualTo(AlertState.RETRACTED);
    RepricingAlert parent =
        confirmed().stream().filter(a -> a.getRegion().equals("US")).findFirst().orElseThrow();
    assertThat(parent.getFlags()).doesNotContain("ROLLED_UP");
    assertThat(parent.getChildren()).hasSameSizeAs(MOVED);
    assertThat(active).containsExactly(parent.getAlertId());
    // And so it is where it was known from the start
    start();
    dayByDay();
    assertThat(settled()).isEqualTo(late);
  }
}
