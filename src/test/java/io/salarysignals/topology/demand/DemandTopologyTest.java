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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
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
    settle();
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
    settle();
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
  void a_posting_with_a_whole_life_that_is_taken_back_leaves_the_bytes_as_they_were() {
    // Given other postings, one of the same employer, and all windows told that they are due for
    for (int i = 0; i < 15; i++) {
      send(
          opened("p" + i, START)
              .setEmployer("employer " + i % 3)
              .setSkills(List.of("sql"))
              .build());
      send(bare("p" + i, 2, PostingEventType.CLOSED, START.plus(Duration.ofDays(50 + i))));
    }
    settle();
    Map<String, String> panes = bytes(Stores.DEMAND_DAYS);
    Map<String, String> vacancies = bytes(Stores.VACANCIES);
    assertThat(panes).isNotEmpty();
    Map<String, String> stood = standing(new TreeMap<>());
    Map<Integer, Long> pays = new TreeMap<>();
    count(pays);
    assertThat(pays).isEmpty();
    // When one opens, closes, opens again, expires, opens once more, moves, changes its pay
    sendAt(1, PostingEventType.OPENED, 1, "US", 100_000.0, 90);
    send(bare("s", 2, PostingEventType.CLOSED, START.plus(Duration.ofDays(5))));
    sendAt(3, PostingEventType.OPENED, 15, "US", 100_000.0, 20);
    sendAt(4, PostingEventType.REPOSTED, 30, "US", 100_000.0, null);
    sendAt(5, PostingEventType.UPDATED, 33, "DE", 100_000.0, null);
    sendAt(6, PostingEventType.UPDATED, 36, "DE", 120_000.0, null);
    settle();
    assertThat(bytes(Stores.DEMAND_DAYS)).isNotEqualTo(panes);
    assertThat(bytes(Stores.VACANCIES)).isNotEqualTo(vacancies);
    assertThat(standing(new TreeMap<>(stood))).isNotEqualTo(stood);
    count(pays);
    assertThat(pays).hasSizeGreaterThan(1);
    // And is at last retracted as a whole
    Map<String, String> stands = new TreeMap<>(stood);
    send(bare("s", 7, PostingEventType.RETRACTED, START.plus(Duration.ofDays(40))));
    settle();
    // Then every pane, group of postings and signal is as it was, and its pay is nowhere
    assertThat(differing(bytes(Stores.DEMAND_DAYS), panes)).isEmpty();
    assertThat(differing(bytes(Stores.VACANCIES), vacancies)).isEmpty();
    assertThat(bytes(Stores.LATE_CHANGES)).isEmpty();
    assertThat(differing(standing(stands), stood)).isEmpty();
    count(pays);
    assertThat(pays).isEmpty();
  }

  private void sendAt(
      int version, PostingEventType type, int day, String region, double pay, Integer days) {
    Instant at = START.plus(Duration.ofDays(day));
    send(
        opened("s", at)
            .setVersion(version)
            .setEventType(type)
            .setEmployer("employer 1")
            .setSkills(List.of("sql", "kafka"))
            .setRegion(region)
            .setSalary(new PostedPay("USD", PayPeriod.YEAR, pay, pay))
            .setValidThrough(days == null ? null : at.plus(Duration.ofDays(days - day)))
            .build());
  }

  private static List<String> differing(Map<String, String> left, Map<String, String> right) {
    return Stream.concat(left.keySet().stream(), right.keySet().stream())
        .distinct()
        .filter(key -> !Objects.equals(left.get(key), right.get(key)))
        .toList();
  }

  /** All that a store holds, in hexadecimal. */
  private Map<String, String> bytes(String store) {
    Map<String, String> bytes = new TreeMap<>();
    try (KeyValueIterator<Bytes, byte[]> entries =
        driver.<Bytes, byte[]>getKeyValueStore(store).all()) {
      entries.forEachRemaining(
          entry ->
              bytes.put(
                  HexFormat.of().formatHex(entry.key.get()),
                  HexFormat.of().formatHex(entry.value)));
    }
    return bytes;
  }

  /** What stands after the signals that have come since: their content, by key. */
  private Map<String, String> standing(Map<String, String> before) {
    driver
        .createOutputTopic(
            "demand-signals",
            new StringDeserializer(),
            codecs.serde(DemandSignal.class).deserializer())
        .readKeyValuesToList()
        .forEach(
            told -> {
              if (told.value == null || told.value.getStatus() == Status.RETRACTION) {
                before.remove(told.key);
              } else {
                told.value.setRevision(0L);
                told.value.setStatus(Status.FINAL);
                told.value.setWatermark(null);
                told.value.setEmittedAt(START);
                before.put(told.key, told.value.toString());
              }
            });
    return before;
  }

  @Test
  void advertised_pay_follows_its_posting() {
    // Given a posting with pay, with another pay later, and a third that says the same again
    send(paid("p", 1, 100_000, START).build());
    send(paid("p", 2, 120_000, START.plus(Duration.ofDays(3))).build());
    send(paid("p", 3, 120_000, START.plus(Duration.ofDays(5))).build());
    settle();
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

  /** Lets tell all that is to be told: one visit ends where its share of time does. */
  private void settle() {
    for (int i = 0; i < 20; i++) {
      driver.advanceWallClockTime(Duration.ofSeconds(2));
    }
  }

  private void close() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Control.HEADER, Control.CLOSED.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    input.pipeInput(new TestRecord<>(null, null, headers, START.toEpochMilli()));
    settle();
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
