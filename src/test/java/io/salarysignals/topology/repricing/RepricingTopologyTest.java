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
import io.salarysignals.event.Direction;
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
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From day summaries to alerts, on the topology. */
class RepricingTopologyTest {
  private static final long SEED = 3;
  private static final RepricingSettings SETTINGS =
      new RepricingSettings(
          "", 1, 1, WatchRules.standard(), Duration.ofDays(14).toMillis(), -1, 30, 5);
  private final AvroCodecs codecs =
      new AvroCodecs(MockSchemaRegistry.scope("repricing-topology-test"), true);
  private final AtomicInteger completions = new AtomicInteger();
  private long clockDay = 20_100;
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> panes;
  private TestOutputTopic<byte[], byte[]> alerts;
  private final List<RepricingAlert> log = new ArrayList<>();
  private final Map<String, RepricingAlert> last = new TreeMap<>();

  private void start() {
    close();
    last.clear();
    log.clear();
    completions.set(0);
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "repricing-test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    driver =
        new TopologyTestDriver(
            RepricingTopology.build(
                SETTINGS, codecs, RepricingMeters.NONE, completions::incrementAndGet),
            properties,
            Instant.ofEpochSecond(clockDay * 86_400));
    panes =
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

  private static SimulatedMarket market() {
    return new SimulatedMarket(Design.plain(), Event.SHIFT, new Draws(SEED));
  }

  private static TreeMap<Integer, Strata> days() {
    SimulatedMarket market = market();
    TreeMap<Integer, Strata> days = new TreeMap<>();
    for (int day = market.firstDay(); day < market.endDay(); day++) {
      days.put(day, market.day(day));
    }
    return days;
  }

  private void pane(int day, Strata strata) {
    tell(day, new StrataCodec(), Map.of("US", strata));
  }

  private void tell(int day, StrataCodec codec, Map<String, Strata> byRegion) {
    List<MarketStrata> markets = new ArrayList<>();
    new TreeMap<>(byRegion)
        .forEach(
            (region, strata) -> {
              if (strata.n() > 0) {
                markets.add(new MarketStrata(region, "USD", strata));
              }
            });
    String key = "data-engineer|PAID|" + LocalDate.ofEpochDay(day) + '|';
    List<byte[]> parts = codec.write(markets);
    for (int part = 0; part < Math.max(1, parts.size()); part++) {
      panes.pipeInput(
          (key + part).getBytes(StandardCharsets.UTF_8), parts.isEmpty() ? null : parts.get(part));
    }
  }

  private void marker(int closedThrough, boolean complete) {
    panes.pipeInput(
        "#watermark|0".getBytes(StandardCharsets.UTF_8),
        StrataMarker.bytes(closedThrough, complete));
    // Folding waits for a tick without records.
    driver.advanceWallClockTime(Duration.ofMillis(200));
    driver.advanceWallClockTime(Duration.ofMillis(200));
    for (KeyValue<byte[], byte[]> event : alerts.readKeyValuesToList()) {
      RepricingAlert alert =
          codecs.decoder(RepricingAlert.class).decode("repricing-alerts", event.value);
      assertThat(new String(event.key, StandardCharsets.UTF_8)).isEqualTo(alert.getAlertId());
      RepricingAlert before = last.put(alert.getAlertId(), alert);
      assertThat(alert.getRevision()).isEqualTo(before == null ? 1 : before.getRevision() + 1);
      log.add(alert);
    }
  }

  /** The settled view: what no order of arrival may change. */
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

  private void dayByDay() {
    start();
    days()
        .forEach(
            (day, strata) -> {
              pane(day, strata);
              marker(day + 1, false);
            });
    marker(market().endDay(), true);
  }

  @Test
  void anAlertIsBornAndConfirmed() {
    // Given a market whose pay shifts by 8 % for good, told day by day
    dayByDay();
    // Then one alert is confirmed, in its direction, after having been a candidate
    List<RepricingAlert> confirmed =
        last.values().stream()
            .filter(a -> a.getState() == AlertState.CONFIRMED_STRUCTURAL)
            .toList();
    assertThat(confirmed).hasSize(1);
    RepricingAlert alert = confirmed.get(0);
    assertThat(alert.getDirection() == Direction.UP ? 1 : -1).isEqualTo(market().direction());
    assertThat(log.stream().filter(a -> a.getAlertId().equals(alert.getAlertId())))
        .first()
        .matches(a -> a.getState() == AlertState.CANDIDATE && a.getStatus() == Status.PROVISIONAL);
    assertThat(alert.getBefore()).isPositive();
    assertThat(alert.getQValue()).isLessThanOrEqualTo(0.05);
    var d = alert.getDecomposition();
    assertThat(Math.round((d.getLikeForLike() + d.getMix() + d.getEntry() + d.getExit()) * 1e6))
        .isEqualTo(Math.round(d.getTotal() * 1e6));
    // And everything was told
    assertThat(completions.get()).isEqualTo(1);
  }

  @Test
  void orderOfArrivalIsOfNoAccount() {
    dayByDay();
    Map<String, String> inOrder = settled();
    assertThat(inOrder).isNotEmpty();
    // All days shuffled, one marker at the end
    start();
    List<Integer> shuffled = new ArrayList<>(days().keySet());
    Collections.shuffle(shuffled, new Random(SEED));
    TreeMap<Integer, Strata> days = days();
    shuffled.forEach(day -> pane(day, days.get(day)));
    marker(market().endDay(), true);
    assertThat(settled()).isEqualTo(inOrder);
    // A week is told late, some of it with days already folded in changed on the way
    start();
    int late = market().onset() + 2;
    days.forEach(
        (day, strata) -> {
          if (day < late || day >= late + 7) {
            pane(day, strata);
          }
          marker(day + 1, false);
        });
    for (int day = late + 6; day >= late; day--) {
      pane(day, days.get(day));
      marker(market().endDay(), false);
    }
    marker(market().endDay(), true);
    assertThat(settled()).isEqualTo(inOrder);
  }

  /** A role's markets come in one record or in several: what becomes of each is the same. */
  @Test
  void partsOfADayAreOfNoAccount() {
    SimulatedMarket simulated =
        new SimulatedMarket(Design.plain(), Event.SHIFT, new Draws(SEED + 1));
    TreeMap<Integer, Strata> other = new TreeMap<>();
    for (int day = market().firstDay(); day < market().endDay(); day++) {
      other.put(day, simulated.day(day));
    }
    StrataCodec whole = new StrataCodec();
    StrataCodec split = new StrataCodec(1);
    List<Map<String, String>> views = new ArrayList<>();
    for (StrataCodec codec : List.of(whole, split)) {
      start();
      TreeMap<Integer, Strata> ofCountry = days();
      ofCountry.forEach(
          (day, strata) -> {
            // Told in parts first, and then as it is: what is no longer there counts for nothing
            Strata shown = day % 5 == 0 ? strata : other.get(day);
            tell(day, split, Map.of("US", strata, "US-CA", shown, "US-NY", strata));
            tell(day, codec, Map.of("US", strata, "US-CA", other.get(day)));
            marker(day + 1, false);
          });
      marker(market().endDay(), true);
      views.add(settled());
    }
    assertThat(views.get(1)).isEqualTo(views.get(0));
    assertThat(views.get(0).values()).anyMatch(a -> a.contains("\"region\": \"US-CA\""));
    assertThat(views.get(0).values()).noneMatch(a -> a.contains("\"region\": \"US-NY\""));
    // And a market by itself tells the same of itself
    dayByDay();
    views
        .get(0)
        .forEach(
            (id, alert) ->
                assertThat(alert.contains("\"region\": \"US\"")).isEqualTo(last.containsKey(id)));
  }

  @Test
  void takingBackWhatIsBehindAnAlertRetractsIt() {
    dayByDay();
    String id =
        last.values().stream()
            .filter(a -> a.getState() == AlertState.CONFIRMED_STRUCTURAL)
            .findFirst()
            .orElseThrow()
            .getAlertId();
    for (int day = market().onset() - 7; day < market().endDay(); day++) {
      pane(day, Strata.NONE);
    }
    marker(market().endDay(), true);
    assertThat(last.get(id).getState()).isEqualTo(AlertState.RETRACTED);
    assertThat(last.get(id).getVerdict()).isEqualTo(AlertState.CONFIRMED_STRUCTURAL);
    assertThat(last.get(id).getStatus()).isEqualTo(Status.RETRACTION);
  }

  /** After a restart the metrics know again which alerts there are, and which of them are live. */
  @Test
  void alertsAreLiveAgainAfterARestart() {
    clockDay = market().onset() + 10L;
    dayByDay();
    MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    for (String store :
        List.of(
            Stores.EPISODES, Stores.THRESHOLDS, Stores.TOLD, Stores.WATCHED, Stores.ALERTS_META)) {
      context.addStateStore(driver.getKeyValueStore(store));
    }
    Map<String, String> here = new TreeMap<>();
    RepricingMeters meters =
        new RepricingMeters() {
          @Override
          public void alert(
              String alertId, String cell, String dir, String was, String is, boolean live) {
            throw new AssertionError("a restart is no event");
          }

          @Override
          public void here(String alertId, String cell, String dir, String is, boolean live) {
            assertThat(cell).isEqualTo("data-engineer|US|PAID");
            here.put(alertId, dir + ' ' + is + ' ' + live);
          }

          @Override
          public void gone(String alertId, String cell, String dir, String is, boolean live) {
            here.remove(alertId, dir + ' ' + is + ' ' + live);
          }

          @Override
          public void detectionDelay(int days) {}

          @Override
          public void budgetSpent(double ratio) {}
        };
    AlertsProcessor restarted =
        new AlertsProcessor(SETTINGS, codecs, meters, new Completion(1, () -> {}));
    restarted.init(context);
    Map<String, String> told = new TreeMap<>();
    last.forEach(
        (id, a) -> told.put(id, a.getDirection() + " " + a.getState() + ' ' + !a.getHistorical()));
    assertThat(here).isEqualTo(told);
    assertThat(here.values()).anyMatch(state -> state.contains("CONFIRMED_STRUCTURAL true"));
    restarted.close();
    assertThat(here).isEmpty();
  }
}
