package io.salarysignals.topology.trends;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.gate.GateSettings;
import io.salarysignals.domain.gate.protect.ProtectedSettings;
import io.salarysignals.domain.intake.IntakeRules;
import io.salarysignals.domain.intake.NormalisedTitle;
import io.salarysignals.domain.intake.RegionResolver;
import io.salarysignals.domain.intake.SkillNormaliser;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.trend.TrendRules;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.event.EventType;
import io.salarysignals.event.FxRate;
import io.salarysignals.event.MarketProgress;
import io.salarysignals.event.MarketTrend;
import io.salarysignals.event.PayPeriod;
import io.salarysignals.event.RejectedEvent;
import io.salarysignals.event.SalaryObservation;
import io.salarysignals.event.SourceType;
import io.salarysignals.event.Status;
import io.salarysignals.streams.control.Control;
import io.salarysignals.streams.metrics.PipelineMeters;
import io.salarysignals.streams.serde.AvroCodecs;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.MockSchemaRegistry;
import io.salarysignals.topology.parts.Dictionaries;
import io.salarysignals.topology.parts.Pace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wiring: what goes in at one end comes out at the right topics at the other. */
class TrendsTopologyTest {
  @TempDir Path stateDir;
  private final AtomicInteger completions = new AtomicInteger();
  private EventCodecs codecs;
  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> input;

  @BeforeEach
  void start() {
    codecs = new AvroCodecs(MockSchemaRegistry.scope("trends-topology-test"), true);
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "trends");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
    config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
    driver =
        new TopologyTestDriver(
            TrendsTopology.build(
                settings(),
                dictionaries(),
                codecs,
                PipelineMeters.none(),
                completions::incrementAndGet),
            config,
            Instant.parse("2026-03-01T00:00:00Z"));
    input =
        driver.createInputTopic(
            "salary-observations", new StringSerializer(), new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void observations_become_provisional_then_final_trends() {
    // Given 40 observations from 40 employers on one day
    for (int i = 0; i < 40; i++) {
      send(observation("o" + i, "Engineer", "US", 100_000 + i * 1000).build());
    }
    // When time passes and then the only partition is closed
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    List<MarketTrend> provisional = trends();
    RecordHeaders headers = new RecordHeaders();
    headers.add(Control.HEADER, Control.CLOSED.getBytes(StandardCharsets.UTF_8));
    input.pipeInput(new TestRecord<>(null, null, headers, now()));
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    List<MarketTrend> settled = trends();

    // Then all horizons were told provisionally for US and WORLD, and then finally
    assertThat(provisional).hasSize(8).allMatch(t -> t.getStatus() == Status.PROVISIONAL);
    assertThat(provisional).allMatch(t -> t.getN() == 40 && t.getMean().getValue() == 119_500.0);
    assertThat(settled).hasSize(8).allMatch(t -> t.getStatus() == Status.FINAL);
    assertThat(settled).allMatch(t -> t.getRevision() == 2 && t.getWatermark() == null);
    List<MarketProgress> progress = read("market-progress", MarketProgress.class).stream().toList();
    assertThat(progress).isNotEmpty();
    assertThat(progress.stream().mapToLong(MarketProgress::getFinals).sum()).isEqualTo(8);
    assertThat(completions.get()).isPositive();
  }

  @Test
  void old_records_that_nothing_follows_are_told_as_well() {
    // Given a backlog whose last record was appended half a day ago
    driver.advanceWallClockTime(Duration.ofDays(2));
    for (int i = 0; i < 40; i++) {
      send(observation("o" + i, "Engineer", "US", 100_000).build());
    }
    // When more may follow, nothing provisional is said; when the input rests, it is
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    assertThat(trends()).isEmpty();
    for (int i = 0; i < Pace.IDLE_TICKS; i++) {
      driver.advanceWallClockTime(Duration.ofMillis(500));
    }
    assertThat(trends()).hasSize(8).allMatch(t -> t.getStatus() == Status.PROVISIONAL);
  }

  @Test
  void what_breaks_a_rule_is_rejected_with_a_reason_and_what_is_no_event_is_a_dead_letter() {
    // Given a record without pay, one in a currency without a rate, and bytes that are no record
    send(observation("a", "Engineer", "US", 1).setAmount(null).build());
    send(observation("b", "Engineer", "US", 90_000).setCurrency("GBP").build());
    input.pipeInput("c", new byte[] {1, 2, 3}, now());

    // Then each comes out where it belongs, with its reason
    List<RejectedEvent> rejected = read("rejected-events", RejectedEvent.class);
    assertThat(rejected)
        .extracting(RejectedEvent::getReason)
        .containsExactly("MISSING_FIELD", "NO_FX_RATE");
    assertThat(rejected).extracting(RejectedEvent::getOffset).containsExactly(0L, 1L);
    var dead =
        driver
            .createOutputTopic(
                "dead-letters", new StringDeserializer(), Serdes.ByteArray().deserializer())
            .readRecordsToList();
    assertThat(dead).hasSize(1);
    assertThat(dead.get(0).value()).containsExactly(1, 2, 3);
    assertThat(dead.get(0).headers().lastHeader("__streams.errors.offset").value())
        .isEqualTo("2".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void rates_of_the_global_table_are_used() {
    // Given a rate and pay in euros in a German market
    FxRate rate = new FxRate("EUR", 0.8, Instant.parse("2026-02-01T00:00:00Z"));
    driver
        .createInputTopic("fx-rates", new StringSerializer(), new ByteArraySerializer())
        .pipeInput("EUR|2026-02-01T00:00:00Z", encode("fx-rates", FxRate.class, rate), now());
    for (int i = 0; i < 40; i++) {
      send(observation("o" + i, "Engineer", "DE", 80_000).setCurrency("EUR").build());
    }
    driver.advanceWallClockTime(Duration.ofSeconds(2));

    // Then the country is in euros and the world in dollars
    assertThat(trends())
        .allSatisfy(
            t -> {
              boolean world = t.getRegion().equals("WORLD");
              assertThat(t.getCurrency()).isEqualTo(world ? "USD" : "EUR");
              assertThat(t.getMean().getValue()).isEqualTo(world ? 100_000.0 : 80_000.0);
            })
        .hasSize(8);
  }

  private static long now() {
    return Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
  }

  private void send(SalaryObservation event) {
    input.pipeInput(
        event.getObservationId(),
        encode("salary-observations", SalaryObservation.class, event),
        now());
  }

  private <T extends org.apache.avro.specific.SpecificRecord> byte[] encode(
      String topic, Class<T> type, T value) {
    return codecs.encoder(type).encode(topic, value);
  }

  private List<MarketTrend> trends() {
    return read("market-trends", MarketTrend.class);
  }

  private <T extends org.apache.avro.specific.SpecificRecord> List<T> read(
      String topic, Class<T> type) {
    return driver
        .createOutputTopic(topic, new StringDeserializer(), codecs.serde(type).deserializer())
        .readValuesToList();
  }

  private static SalaryObservation.Builder observation(
      String id, String title, String region, double amount) {
    return SalaryObservation.newBuilder()
        .setObservationId(id)
        .setEventType(EventType.NEW)
        .setObservedAt(Instant.parse("2026-03-02T10:15:00Z"))
        .setSourceId("survey")
        .setSourceType(SourceType.OFFER)
        .setEmployer("employer of " + id)
        .setTitle(title)
        .setRegion(region)
        .setCurrency("USD")
        .setPayPeriod(PayPeriod.YEAR)
        .setAmount(amount);
  }

  private static TrendsSettings settings() {
    return new TrendsSettings(
        "",
        1,
        0,
        1,
        IntakeRules.defaults(),
        GateSettings.DEFAULT,
        ProtectedSettings.DEFAULT,
        new TrendRules(Grid.standard(), 86_400_000L, -1, 10_000),
        20_000,
        3_600_000L,
        0,
        1000,
        1 << 20,
        -1,
        1_000_000,
        1.0,
        1000,
        1 << 20);
  }

  private static Dictionaries dictionaries() {
    return new Dictionaries(
        title -> new NormalisedTitle(title.toLowerCase(java.util.Locale.ROOT), null, null, true),
        new RegionResolver() {
          @Override
          public RegionPath resolve(String region, String location) {
            return new RegionPath(region, null);
          }

          @Override
          public String currencyOf(String country) {
            return country.equals("US") ? "USD" : "EUR";
          }

          @Override
          public boolean isCurrency(String currency) {
            return currency.length() == 3;
          }
        },
        new SkillNormaliser() {
          @Override
          public List<String> skills(List<String> raw) {
            return raw;
          }

          @Override
          public List<String> certifications(List<String> raw) {
            return raw;
          }
        },
        employer -> employer.hashCode() & 0xFFFF);
  }
}
