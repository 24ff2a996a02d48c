package io.salarysignals.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.salarysignals.domain.intake.Reason;
import io.salarysignals.event.RejectedEvent;
import io.salarysignals.event.SalaryObservation;
import io.salarysignals.runtime.audit.IntakeCounters;
import io.salarysignals.runtime.feed.FeedResult;
import io.salarysignals.streams.json.JsonToAvro;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.Mutations;
import io.salarysignals.streams.serde.RecordEncoder;
import io.salarysignals.streams.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged CSV lines, JSON lines and Avro records through feed and pipeline: nothing stops, and each
 * is accounted for, with a reason where it was not taken.
 */
@Tag("broker")
class MutatedInputTest {
  private static final Set<String> REASONS =
      Arrays.stream(Reason.values()).map(Enum::name).collect(Collectors.toSet());

  @TempDir Path folder;

  @Test
  void everyDamagedInputIsAccountedFor() throws Exception {
    check(folder, System.nanoTime(), 4_000, 4_000, 2_000);
  }

  static void check(Path folder, long seed, int csvLines, int jsonLines, int records)
      throws Exception {
    System.out.println("seed " + seed);
    MessyFeed feed = MessyFeed.write(folder.resolve("feed"), seed, 1_000, 30);
    List<String> lines = Files.readAllLines(feed.observations());
    Path csv = csv(folder.resolve("broken.csv"), seed, csvLines);
    Path json = json(folder.resolve("broken.jsonl"), seed, jsonLines, lines);
    try (LivePipeline pipeline = new LivePipeline(folder.resolve("run"), 3, Map.of())) {
      pipeline.feed(feed.rates().toString());
      pipeline.start();
      // When
      FeedResult fed = pipeline.feed(csv + ":ai-jobs", json + ":salary-observations");
      produce(pipeline, seed, records, lines);
      pipeline.finish();
      pipeline.export(folder.resolve("out"));
      // Then
      FeedResult.Counts files = fed.topics().get("salary-observations");
      IntakeCounters.Counts taken = pipeline.counts();
      System.out.println("files: " + files);
      System.out.println("intake: " + taken);
      assertThat(files.read()).isEqualTo(files.produced() + sum(files.rejected()));
      assertThat(files.rejected().keySet()).isSubsetOf(REASONS);
      assertThat(taken.read()).isEqualTo(files.produced() + records);
      assertThat(taken.rejected().keySet()).isSubsetOf(REASONS);
      assertThat(pipeline.auditProblems()).isEmpty();
      // None of the ways may be empty, or it was not tested.
      assertThat(sum(files.rejected())).isPositive();
      assertThat(taken.accepted()).isPositive();
      assertThat(taken.rejectedTotal()).isPositive();
      assertThat(taken.deadLettered()).isPositive();
      checkSideFiles(folder.resolve("run/side"), files);
      checkRejections(pipeline, taken);
      checkDeadLetters(pipeline, taken);
    }
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void checkSideFiles(Path side, FeedResult.Counts files) throws IOException {
    Map<String, Long> found = new TreeMap<>();
    try (var parser =
        org.apache.commons.csv.CSVParser.parse(
            side.resolve("broken.rejected.csv"),
            StandardCharsets.UTF_8,
            org.apache.commons.csv.CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get())) {
      parser.forEach(row -> found.merge(row.get("reason"), 1L, Long::sum));
    }
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(side.resolve("broken.2.rejected.jsonl"))) {
      found.merge(json.readTree(line).get("reason").asText(), 1L, Long::sum);
    }
    assertThat(found).isEqualTo(files.rejected());
  }

  private static void checkRejections(LivePipeline pipeline, IntakeCounters.Counts taken) {
    Map<String, Long> found = new TreeMap<>();
    try (EventCodecs codecs = EventCodecs.open(pipeline.settings().registry())) {
      var decoder = codecs.decoder(RejectedEvent.class);
      for (ConsumerRecord<byte[], byte[]> record : pipeline.records(Topics.REJECTED_EVENTS)) {
        RejectedEvent event = decoder.decode(record.topic(), record.value());
        assertThat(event.getDetail()).isNotBlank();
        found.merge(event.getReason(), 1L, Long::sum);
      }
    }
    assertThat(found).isEqualTo(taken.rejected());
  }

  private static void checkDeadLetters(LivePipeline pipeline, IntakeCounters.Counts taken) {
    List<ConsumerRecord<byte[], byte[]>> letters = pipeline.records(Topics.DEAD_LETTERS);
    Map<String, Long> codes = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> letter : letters) {
      String code =
          new String(
              letter.headers().lastHeader("__streams.errors.code").value(), StandardCharsets.UTF_8);
      if (code.equals("BUG")) {
        System.out.println(letter.headers() + " " + Arrays.toString(letter.value()));
      }
      codes.merge(code, 1L, Long::sum);
    }
    System.out.println("dead letters: " + codes);
    assertThat(letters).hasSize((int) taken.deadLettered());
    assertThat(codes).doesNotContainKey("BUG");
  }

  private static Path csv(Path file, long seed, int count) throws IOException {
    Random random = new Random(seed);
    Mutations mutations = new Mutations(seed + 1);
    String[] titles = {"Data Engineer", "\"Dev, of things\"", "Sr. ML Engineer", "Head of Data"};
    String[] places = {"US", "DE", "GB", "IN", "XX", ""};
    String[] currencies = {"USD", "EUR", "GBP", "INR", "usd", "EURO"};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        ("observed_at,experience_level,job_title,salary,salary_currency,remote_ratio,"
                + "company_location\n")
            .getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < count; i++) {
      String line =
          "2026-01-%02dT%02d:00:00Z,%s,%s,%d,%s,%d,%s"
              .formatted(
                  1 + random.nextInt(28),
                  random.nextInt(24),
                  List.of("EN", "MI", "SE", "EX").get(random.nextInt(4)),
                  titles[random.nextInt(titles.length)],
                  20_000 + random.nextInt(200_000),
                  currencies[random.nextInt(currencies.length)],
                  50 * random.nextInt(3),
                  places[random.nextInt(places.length)]);
      out.writeBytes(
          random.nextBoolean()
              ? mutations.next(line.getBytes(StandardCharsets.UTF_8), 0)
              : digitChanged(line, random).getBytes(StandardCharsets.UTF_8));
      out.write('\n');
    }
    return Files.write(file, out.toByteArray());
  }

  private static Path json(Path file, long seed, int count, List<String> lines) throws IOException {
    Random random = new Random(seed + 2);
    Mutations mutations = new Mutations(seed + 3);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      String line = lines.get(random.nextInt(lines.size()));
      out.writeBytes(
          random.nextBoolean()
              ? mutations.next(line.getBytes(StandardCharsets.UTF_8), 0)
              : digitChanged(line, random).getBytes(StandardCharsets.UTF_8));
      out.write('\n');
    }
    return Files.write(file, out.toByteArray());
  }

  /** Well-formed, mostly: years, amounts and versions beyond belief. */
  private static String digitChanged(String line, Random random) {
    StringBuilder text = new StringBuilder(line);
    for (int tries = 0; tries < 40; tries++) {
      int at = random.nextInt(text.length());
      if (Character.isDigit(text.charAt(at))) {
        text.setCharAt(at, (char) ('0' + random.nextInt(10)));
        if (random.nextInt(4) == 0) {
          text.insert(at, random.nextInt(3) == 0 ? "-" : "9999");
        }
        break;
      }
    }
    return text.toString();
  }

  private static void produce(LivePipeline pipeline, long seed, int count, List<String> lines)
      throws Exception {
    Random random = new Random(seed + 4);
    Mutations mutations = new Mutations(seed + 5);
    String topic = pipeline.settings().topic(Topics.SALARY_OBSERVATIONS.name());
    try (EventCodecs codecs = EventCodecs.open(pipeline.settings().registry());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                pipeline.settings().kafka().producer(),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      RecordEncoder<SalaryObservation> encoder = codecs.encoder(SalaryObservation.class);
      JsonToAvro<SalaryObservation> json = new JsonToAvro<>(SalaryObservation.class);
      for (int i = 0; i < count; i++) {
        String line = lines.get(random.nextInt(lines.size()));
        SalaryObservation event = json.read(line);
        byte[] key = event.getObservationId().getBytes(StandardCharsets.UTF_8);
        byte[] value = mutations.next(encoder.encode(topic, event), random.nextInt(8) == 0 ? 0 : 5);
        switch (random.nextInt(40)) {
          case 0 -> key = null;
          case 1 -> key = mutations.next(key, 0);
          case 2 -> value = null;
          case 3 -> value = new byte[0];
          default -> {}
        }
        producer.send(new ProducerRecord<>(topic, i % 3, key, value));
      }
      producer.flush();
    }
  }
}
