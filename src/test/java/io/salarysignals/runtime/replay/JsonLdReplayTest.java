package io.salarysignals.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Postings as pages carry them, from the file to the signal: in lists, in a graph of a page, in a
 * page that is compressed, as JSON Lines and as CSV, with a description that is nowhere after.
 */
@Tag("broker")
class JsonLdReplayTest {
  private static final long SEED = 20_266;
  private static final String SECRET = "zwyxsecret";
  private static final int TEXTS = 10;
  private static final int WORDS = 300;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TEAMS =
      List.of(
          "Alpha",
          "Bravo",
          "Charlie",
          "Delta",
          "Echo",
          "Foxtrot",
          "Golf",
          "Hotel",
          "India",
          "Juliett",
          "Kilo",
          "Lima",
          "Mike",
          "November",
          "Oscar",
          "Papa",
          "Quebec",
          "Romeo",
          "Sierra",
          "Tango");

  @TempDir Path folder;

  /** A text with the words of a language's frequencies, among them one that must be nowhere. */
  private static String[] text(Random random) {
    String[] words = new String[WORDS];
    for (int i = 0; i < WORDS; i++) {
      words[i] = "w" + (int) Math.exp(random.nextDouble() * Math.log(5_000));
    }
    words[WORDS / 2] = SECRET;
    return words;
  }

  private static String posting(int i, String pay, String description) {
    return """
        {"@context":"https://schema.org","@type":"JobPosting","title":"Data Engineer %s",
        "identifier":{"@type":"PropertyValue","name":"acme","value":%d},"datePosted":"2026-03-%02d",
        "hiringOrganization":{"@type":"Organization","name":"Acme &amp; Co"},
        "jobLocation":[{"@type":"Place","address":{"addressLocality":"Austin","addressRegion":"TX",
        "addressCountry":{"@type":"Country","name":"US"}}}],"baseSalary":%s,
        "description":"<p>%s</p>"}"""
        .formatted(TEAMS.get(i), i, 2 + i / 4, pay, description.replace(" ", "</p> <p>"));
  }

  @Test
  void textsAreToldApartAndKeptNowhere() throws IOException {
    System.out.println("seed " + SEED);
    // Given twenty postings under titles of their own, of ten texts, each once more with one word
    // changed
    Random random = new Random(SEED);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < TEXTS; i++) {
      String[] words = text(random);
      texts.add(String.join(" ", words));
      words[random.nextInt(WORDS / 2)] = "other";
      texts.add(String.join(" ", words));
    }
    String year =
        "{\"currency\":\"USD\",\"value\":{\"minValue\":100000,\"maxValue\":120000,\"unitText\":\"ANNUAL\"}}";
    String hour =
        "{\"currency\":\"USD\",\"value\":{\"value\":\"50.00\",\"unitText\":\"per hour\"}}";
    // In a list, each followed by its twin in another form
    Path list =
        write(
            "list.json",
            "[%s,{\"@type\":\"Thing\"},%s]"
                .formatted(posting(0, year, texts.get(0)), posting(2, hour, texts.get(2))));
    Path page =
        write(
            "page.html",
            page(
                "{\"@graph\":[{\"@type\":\"WebPage\"},%s,%s,%s]}"
                    .formatted(
                        posting(1, "null", texts.get(1)),
                        posting(3, "\"competitive\"", texts.get(3)),
                        posting(4, hour, texts.get(4)))));
    Path packed = folder.resolve("packed.html.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(page(posting(5, year, texts.get(5))).getBytes(StandardCharsets.UTF_8));
    }
    StringBuilder lines = new StringBuilder();
    for (int i = 6; i < 13; i++) {
      lines.append(
          """
          {"postingId":"l-%d","eventType":"OPENED","eventAt":"2026-03-%02dT00:00:00Z","employer":\
          "Acme & Co","title":"Data Engineer %s","region":"US-TX","description":"%s"}
          """
              .formatted(i, 2 + i / 4, TEAMS.get(i), texts.get(i)));
    }
    Path jsonLines = write("lines.jsonl", lines.toString());
    StringBuilder csv = new StringBuilder("id,day,team,text\n");
    for (int i = 13; i < 20; i++) {
      csv.append("%d,2026-03-%02d,%s,%s\n".formatted(i, 2 + i / 4, TEAMS.get(i), texts.get(i)));
    }
    write("rows.csv", csv.toString());
    write(
        "rows.yaml",
        """
        topic: job-postings
        id: [{const: c}, {column: id}]
        fields:
          eventType: {const: OPENED}
          eventAt: day
          employer: {const: Acme & Co}
          title: {join: {of: [{const: Data Engineer}, team], with: " "}}
          region: {const: US-TX}
          textFingerprint: {fingerprint: text}
        """);
    Path rows = folder.resolve("rows.csv:" + folder.resolve("rows.yaml"));

    // When
    Path out = folder.resolve("out");
    Summary summary = SharedReplay.run(List.of(list, page, packed, jsonLines, rows), out, 3, -1);

    // Then all count, and near-identical texts count once as a vacancy
    assertThat(summary.balanced()).as(summary.toString()).isTrue();
    assertThat(summary.topics().get("job-postings").read()).isEqualTo(2 * TEXTS);
    JsonNode last = null;
    for (String line : Files.readAllLines(out.resolve("demand-signals.jsonl"))) {
      JsonNode signal = JSON.readTree(line);
      if (signal.path("role").asText().equals("data-engineer")
          && signal.path("region").asText().equals("US-TX")
          && signal.path("facet").asText().equals("all")
          && signal.path("horizonDays").asInt() == 28
          && (last == null || signal.path("open").asInt() > last.path("open").asInt())) {
        last = signal;
      }
    }
    assertThat(last).isNotNull();
    assertThat(last.path("open").asInt()).isEqualTo(2 * TEXTS);
    assertThat(last.path("employers").asInt()).isEqualTo(1);
    assertThat(last.path("vacancies").asInt()).isEqualTo(TEXTS);
    // And the pay of those that say it in a way that can be read is advertised pay
    assertThat(Files.readString(out.resolve("market-panes.jsonl"))).contains("POSTED");
    // And no word of a description is in any file that was written, state and results alike
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(contains(Files.readAllBytes(file), SECRET)).as("%s", file).isFalse();
      }
    }
  }

  private static String page(String json) {
    return "<html><head><script type=\"application/ld+json\">" + json + "</script></head></html>";
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static boolean contains(byte[] bytes, String word) {
    byte[] sought = word.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i + sought.length <= bytes.length; i++) {
      if (Arrays.equals(sought, 0, sought.length, bytes, i, i + sought.length)) {
        return true;
      }
    }
    return false;
  }
}
