package io.salarysignals.runtime.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.salarysignals.event.SalaryObservation;
import io.salarysignals.streams.serde.EventCodecs;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every line of a broken file is either produced or in the side file, and what is produced decodes.
 */
class MutatedLinesTest {
  private static final int LINES = 15_000;

  @TempDir Path folder;

  private static byte[] mutate(String line, Random random) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int mutations = random.nextInt(4);
    int at = 0;
    for (int i = 0; i < mutations; i++) {
      int next = at + random.nextInt(Math.max(1, bytes.length - at));
      out.write(bytes, at, next - at);
      at = next;
      switch (random.nextInt(5)) {
        case 0 -> at = Math.min(bytes.length, at + 1 + random.nextInt(8));
        case 1 -> out.write(random.nextInt(256));
        case 2 -> out.writeBytes("\"".getBytes(StandardCharsets.UTF_8));
        case 3 -> out.writeBytes(new byte[] {'\n'});
        default -> out.write(bytes, 0, random.nextInt(bytes.length));
      }
    }
    out.write(bytes, at, bytes.length - at);
    out.write('\n');
    return out.toByteArray();
  }

  private Path mutated(String name, String header, List<String> lines, Random random)
      throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(header.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < LINES; i++) {
      file.writeBytes(mutate(lines.get(i % lines.size()), random));
    }
    return Files.write(folder.resolve(name), file.toByteArray());
  }

  private record Fed(Position end, List<ProducerRecord<byte[], byte[]>> produced) {}

  private Fed feed(InputSpec spec) throws Exception {
    FeedSettings settings =
        new FeedSettings(
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of("registry.url", "mock://mutated"),
            "",
            folder,
            Duration.ofMillis(50));
    FeedPlan plan = FeedPlan.of(List.of(spec));
    FeedPlan.Item item = plan.items().get(0);
    var bytes = new ByteArraySerializer();
    try (MockProducer<byte[], byte[]> producer = new MockProducer<>(true, null, bytes, bytes);
        EventCodecs codecs = EventCodecs.open(settings.registry());
        OpenInput input = OpenInput.open(item.spec());
        Rejects rejects =
            new Rejects(
                folder.resolve(item.sideName()), spec.format() == InputSpec.Format.CSV, 0)) {
      producer.initTransactions();
      FileFeed feed = new FileFeed(item, settings, producer, codecs, new Positions(settings), 4);
      Position end = feed.run(input, rejects, Position.start(-1), 1, done -> {});
      List<ProducerRecord<byte[], byte[]>> produced = new ArrayList<>(producer.history());
      produced.removeIf(record -> record.topic().equals(Positions.TOPIC));
      var decoder = codecs.decoder(SalaryObservation.class);
      produced.forEach(
          record ->
              assertThat(decoder.decode(record.topic(), record.value()).getObservationId())
                  .isEqualTo(new String(record.key(), StandardCharsets.UTF_8)));
      return new Fed(end, produced);
    }
  }

  private static Random seeded() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    return new Random(seed);
  }

  @Test
  void jsonLines() throws Exception {
    Random random = seeded();
    Path file =
        mutated(
            "m.jsonl",
            "",
            List.of(
                "{\"observationId\":\"s1-17\",\"version\":1,\"eventType\":\"NEW\",\"observedAt\":"
                    + "\"2026-03-02T10:15:00Z\",\"amount\":126500.0,\"skills\":[\"React\",\"Go\"]}",
                "{\"observationId\":\"é2\",\"version\":2,\"eventType\":\"RETRACTED\"}"),
            random);

    Fed fed = feed(InputSpec.of(file, "salary-observations"));

    long lines =
        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
            .lines()
            .filter(line -> !line.isBlank())
            .count();
    List<String> side = Files.readAllLines(folder.resolve("m.rejected.jsonl"));
    for (String line : side) {
      assertThat(JsonMapper.builder().build().readTree(line).get("reason").asText()).isNotEmpty();
    }
    System.out.println(fed.produced().size() + " produced, " + fed.end().rejected());
    assertThat(fed.end().read()).isEqualTo(fed.produced().size() + side.size());
    // A lone carriage return is a line end to Java but not to JSON Lines, so lines is an upper
    // bound.
    assertThat(fed.end().read()).isBetween((long) LINES, lines);
    assertThat(fed.produced().size()).isBetween(LINES / 5, LINES);
  }

  @Test
  void csv() throws Exception {
    Random random = seeded();
    String header =
        "observed_at,commit,work_year,experience_level,employment_type,job_title,salary,"
            + "salary_currency,employee_residence,remote_ratio,company_location,company_size,usd\n";
    Path file =
        mutated(
            "m.csv",
            header,
            List.of(
                "2021-08-28T13:56:28+00:00,87f,2020,EN,FT,Data Analyst,72000,USD,US,100,US,L,72000",
                "2021-08-28T13:56:28Z,87f,2021e,SE,FT,\"Head, of \"\"Data\"\"\",5e4,EUR,DE,50,DE,L,1"),
            random);

    Fed fed = feed(InputSpec.of(file, "ai-jobs"));

    List<String> reasons = new ArrayList<>();
    try (var parser =
        CSVParser.parse(
            folder.resolve("m.rejected.csv"), StandardCharsets.UTF_8, CSVFormat.RFC4180)) {
      parser.forEach(record -> reasons.add(record.get(1)));
    }
    System.out.println(fed.produced().size() + " produced, " + fed.end().rejected());
    assertThat(reasons.remove(0)).isEqualTo("reason");
    assertThat(fed.end().read()).isEqualTo(fed.produced().size() + reasons.size());
    assertThat(fed.end().rejected().values().stream().mapToLong(n -> n).sum())
        .isEqualTo(reasons.size());
    assertThat(fed.end().offset()).isEqualTo(Files.size(file));
    assertThat(fed.produced().size()).isBetween(LINES / 5, 2 * LINES);
  }
}
