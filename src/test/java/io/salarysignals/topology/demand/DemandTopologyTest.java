package io.salarysignals.topology.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.demand.DemandRules;
import io.salarysignals.domain.demand.LifecycleRules;
import io.salarysignals.domain.intake.IntakeRules;
import io.salarysignals.domain.intake.NormalisedTitle;
import io.salarysignals.domain.intake.RegionResolver;
import io.salarysignals.domain.intake.SkillNormaliser;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.event.DemandSignal;
import io.salarysignals.event.JobPostingEvent;
import io.salarysignals.event.MarketProgress;
import io.salarysignals.event.PayPeriod;
import io.salarysignals.event.PostedPay;
import io.salarysignals.event.PostingEventType;
import io.salarysignals.event.RejectedEvent;
import io.salarysignals.event.Status;
import io.salarysignals.streams.codec.Block;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.control.Control;
import io.salarysignals.streams.metrics.PipelineMeters;
import io.salarysignals.streams.serde.AvroCodecs;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.MockSchemaRegistry;
import io.salarysignals.topology.parts.Dictionaries;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
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
class DemandTopologyTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  @TempDir Path stateDir;
  private final AtomicInteger completions = new AtomicInteger();
  private EventCodecs codecs;
  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> input;

  @BeforeEach
  void start() {
    codecs = new AvroCodecs(MockSchemaRegistry.scope("demand-topology-test"), true);
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "demand");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
    config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
    driver =
        new TopologyTestDriver(
            DemandTopology.build(
                settings(),
                dictionaries(),
                codecs,
                PipelineMeters.none(),
                completions::incrementAndGet),
            config,
            START);
    input =
        driver.createInputTopic("job-postings", new StringSerializer(), new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void postings_become_provisional_then_final_signals() {
    // Given 12 postings, 3 of them closed two days later
    for (int i = 0; i < 12; i++) {
      send(opened("p" + i, START).build());
    }
    for (int i = 0; i < 3; i++) {
      send(bare("p" + i, 2, PostingEventType.CLOSED, START.plus(Duration.ofDays(2))));
    }
    // When time passes, and then the only partition is closed
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    List<DemandSignal> first = signals();
    close();
    List<DemandSignal> last = signals();

    // Then the first day, which the watermark had passed, was told finally at once, the newest
    // windows provisionally, and in the end all windows finally
    assertThat(first.stream().filter(s -> s.getStatus() == Status.FINAL))
        .isNotEmpty()
        .allMatch(s -> s.getOpen() == 12);
    assertThat(first.stream().filter(s -> s.getStatus() == Status.PROVISIONAL))
        .isNotEmpty()
        .allMatch(s -> s.getOpen() == 9);
    List<DemandSignal> settled =
        Stream.concat(first.stream(), last.stream())
            .filter(s -> s.getStatus() == Status.FINAL)
            .toList();
    DemandSignal week = find(settled, "US", 7, "2026-03-05T00:00:00Z");
    assertThat(week.getN()).isEqualTo(12);
    assertThat(week.getOpened()).isEqualTo(12);
    assertThat(week.getClosed()).isEqualTo(3);
    assertThat(week.getOpen()).isEqualTo(9);
    assertThat(find(settled, "US", 7, "2026-03-03T00:00:00Z").getOpen()).isEqualTo(12);
    List<MarketProgress> progress = read("market-progress", MarketProgress.class);
    assertThat(progress).isNotEmpty().allMatch(p -> p.getTopic().equals("demand-signals"));
    assertThat(progress.stream().mapToLong(MarketProgress::getFinals).sum())
        .isEqualTo(settled.size());
    assertThat(completions.get()).isPositive();
  }

  @Test
  void a_posting_that_is_taken_back_leaves_nothing() {
    // Given 12 postings that all went through a whole life
    for (int i = 0; i < 12; i++) {
      send(opened("p" + i, START).build());
      send(bare("p" + i, 2, PostingEventType.CLOSED, START.plus(Duration.ofDays(20))));
      send(opened("p" + i, START.plus(Duration.ofDays(40))).setVersion(3).build());
    }
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    assertThat(signals()).isNotEmpty();
    // When all are retracted and the input is closed
    for (int i = 0; i < 12; i++) {
      send(bare("p" + i, 4, PostingEventType.RETRACTED, START.plus(Duration.ofDays(41))));
    }
    close();
    // Then every signal that stood is retracted
    assertThat(signals()).isNotEmpty().allMatch(s -> s.getStatus() == Status.RETRACTION);
  }

  @Test
  void advertised_pay_follows_its_posting() {
    // Given a posting with pay, with another pay later, and a third that says the same again
    send(paid("p", 1, 100_000, START).build());
    send(paid("p", 2, 120_000, START.plus(Duration.ofDays(3))).build());
    send(paid("p", 3, 120_000, START.plus(Duration.ofDays(5))).build());
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    // Then each pay counts from the day on which it was first advertised
    Map<Integer, Long> pays = new TreeMap<>();
    count(pays);
    int day = Math.toIntExact(START.getEpochSecond() / 86_400);
    assertThat(pays).isEqualTo(Map.of(day, 10_000_000L, day + 3, 12_000_000L));
    // When the second is corrected to the first, only that is left; and nothing in the end
    send(
        paid("p", 4, 100_000, START.plus(Duration.ofDays(3)))
            .setEventType(PostingEventType.CORRECTED)
            .setCorrectsVersion(2)
            .build());
    count(pays);
    assertThat(pays).isEqualTo(Map.of(day, 10_000_000L, day + 5, 12_000_000L));
    send(bare("p", 5, PostingEventType.RETRACTED, START.plus(Duration.ofDays(6))));
    count(pays);
    assertThat(pays).isEmpty();
  }

  private void count(Map<Integer, Long> pays) {
    for (byte[] block :
        driver
            .createOutputTopic(
                "posted-contributions",
                Serdes.ByteArray().deserializer(),
                Serdes.ByteArray().deserializer())
            .readValuesToList()) {
      Block.read(
          block,
          new ByteReader(),
          new Block.Receiver() {
            @Override
            public void entry(int sign, String role, Contribution c) {
              assertThat(c.sourceType()).isEqualTo(SourceType.POSTED);
              pays.merge(c.day(), sign * c.usd().minor(), Long::sum);
            }

            @Override
            public void progress(int source, int sources, SourceProgress p, long appendTime) {}
          });
    }
    pays.values().removeIf(sum -> sum == 0);
  }

  private static JobPostingEvent.Builder paid(String id, int version, double amount, Instant at) {
    return opened(id, at)
        .setVersion(version)
        .setEventType(version == 1 ? PostingEventType.OPENED : PostingEventType.UPDATED)
        .setSalary(new PostedPay("USD", PayPeriod.YEAR, amount, amount));
  }

  @Test
  void what_breaks_a_rule_is_rejected_and_what_is_no_event_is_a_dead_letter() {
    send(opened("a", START).setTitle(null).build());
    input.pipeInput("b", new byte[] {1, 2, 3}, START);
    assertThat(read("rejected-events", RejectedEvent.class))
        .extracting(RejectedEvent::getReason)
        .containsExactly("MISSING_FIELD");
    assertThat(
            driver
                .createOutputTopic(
                    "dead-letters", new StringDeserializer(), Serdes.ByteArray().deserializer())
                .readRecordsToList())
        .hasSize(1);
  }

  private void close() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Control.HEADER, Control.CLOSED.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    input.pipeInput(new TestRecord<>(null, null, headers, START.toEpochMilli()));
    driver.advanceWallClockTime(Duration.ofSeconds(2));
  }

  private static DemandSignal find(List<DemandSignal> all, String region, int days, String end) {
    return all.stream()
        .filter(
            s ->
                s.getRegion().equals(region)
                    && s.getFacet().equals("all")
                    && s.getHorizonDays() == days
                    && s.getWindowEnd().equals(Instant.parse(end)))
        .findFirst()
        .orElseThrow();
  }

  private List<DemandSignal> signals() {
    return read("demand-signals", DemandSignal.class).stream().filter(s -> s != null).toList();
  }

  private <T extends SpecificRecord> List<T> read(String topic, Class<T> type) {
    return driver
        .createOutputTopic(topic, new StringDeserializer(), codecs.serde(type).deserializer())
        .readValuesToList();
  }

  private void send(JobPostingEvent event) {
    input.pipeInput(
        event.getPostingId(),
        codecs.encoder(JobPostingEvent.class).encode("job-postings", event),
        event.getEventAt());
  }

  private static JobPostingEvent bare(String id, int version, PostingEventType type, Instant at) {
    return JobPostingEvent.newBuilder()
        .setPostingId(id)
        .setVersion(version)
        .setEventType(type)
        .setEventAt(at)
        .build();
  }

  private static JobPostingEvent.Builder opened(String id, Instant at) {
    return JobPostingEvent.newBuilder()
        .setPostingId(id)
        .setEventType(PostingEventType.OPENED)
        .setEventAt(at)
        .setSourceId("board")
        .setEmployer("employer of " + id)
        .setTitle("Engineer")
        .setRegion("US");
  }

  private static DemandSettings settings() {
    return new DemandSettings(
        "",
        1,
        1,
        1,
        IntakeRules.defaults(),
        LifecycleRules.DEFAULT,
        DemandRules.defaults(Grid.standard(), 86_400_000L, -1),
        3_600_000L,
        0,
        1000,
        1 << 20,
        -1,
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
            return "USD";
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
