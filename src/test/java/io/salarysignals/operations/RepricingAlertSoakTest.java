package io.salarysignals.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.salarysignals.operations.Monitoring.Told;
import io.salarysignals.runtime.embedded.EmbeddedStack;
import io.salarysignals.runtime.embedded.TestStack;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pay of one of four simulated markets moves by 15 % (0.14 in logs); the running application finds
 * it, and the people who watch are told which market it is. When the records are corrected, it is
 * over.
 */
@Tag("soak")
@Tag("operations")
class RepricingAlertSoakTest {
  private static final List<String> TITLES =
      List.of("Data Engineer", "Backend Engineer", "Product Manager", "Data Analyst");
  private static final int DAYS = 150;
  private static final int MOVED_FOR_DAYS = 12;
  private static final int PER_DAY = 25;
  private static final int EMPLOYERS = 80;
  private static final long SEED = 5;

  @TempDir Path folder;

  @Test
  void aSpikeIsToldWithItsMarketAndTakenBackWithItsGround() throws Exception {
    for (String program : List.of("prometheus", "prometheus-alertmanager", "python3")) {
      Tools.need(program, program);
    }
    EmbeddedStack stack = TestStack.shared();
    Map<String, String> settings =
        Map.of(
            "kafka.bootstrap.servers", stack.bootstrapServers(),
            "registry.url", stack.registryUrl(),
            "topic.prefix", TestStack.freshPrefix(),
            "topologies", "trends,repricing");
    try (Application application = Application.of(folder.resolve("app"), "app", settings)) {
      String config = application.config().toString();
      Application.run(folder, "topics", "create", "--config", config);
      application.start();
      application.awaitReady();
      try (Monitoring monitoring =
          Monitoring.start(folder.resolve("monitoring"), List.of(application.address()))) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        ingest(config, load(now, "first", 1, 0.14));
        awaitMarket(monitoring, "firing");
        ingest(config, load(now, "corrected", 2, 0));
        awaitMarket(monitoring, "resolved");
        assertThat(monitoring.told())
            .extracting(Told::alert)
            .containsOnly("SalarySignalsRepricingConfirmed");
      }
    }
  }

  private static void awaitMarket(Monitoring monitoring, String status) {
    await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(monitoring.told())
                    .contains(
                        new Told(
                            "markets",
                            status,
                            "SalarySignalsRepricingConfirmed",
                            "notice",
                            "Pay of data-engineer in US (PAID) is repricing: UP")));
  }

  private void ingest(String config, Path file) throws Exception {
    String side = "--side=" + folder;
    String topic = "--topic=salary-observations";
    Application.run(folder, "ingest", "--quiet", "--config", config, side, topic, file.toString());
  }

  /**
   * All of it in version 1; of version 2 only what had moved.
   *
   * @param move what is added to the log of pay of the first market in the last days
   */
  private Path load(Instant now, String name, int version, double move) throws IOException {
    Random random = new Random(SEED);
    double[] employers = random.doubles(EMPLOYERS).map(u -> (u - 0.5) * 0.2).toArray();
    Path file = folder.resolve(name + ".jsonl");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int day = 0, id = 0; day < DAYS; day++) {
        for (int title = 0; title < TITLES.size(); title++) {
          for (int k = 0; k < PER_DAY; k++, id++) {
            int employer = random.nextInt(EMPLOYERS);
            double log = employers[employer] + 0.12 * random.nextGaussian();
            Instant at = now.minus(DAYS - day, ChronoUnit.DAYS).plusSeconds(random.nextInt(86_400));
            boolean moved = title == 0 && day >= DAYS - MOVED_FOR_DAYS;
            if (version == 1 || moved) {
              out.write(
                  """
                  {"observationId":"o%d","version":%d,"eventType":"%s","observedAt":"%s",\
                  "sourceId":"simulated","sourceType":"OFFER","employer":"Simulated Employer %d",\
                  "title":"%s","level":"MID","region":"US-CA","currency":"USD",\
                  "payPeriod":"YEAR","amount":%.2f}
                  """
                      .formatted(
                          id,
                          version,
                          version == 1 ? "NEW" : "CORRECTED",
                          at,
                          employer,
                          TITLES.get(title),
                          100_000 * Math.exp(log + (moved ? move : 0))));
            }
          }
        }
      }
    }
    return file;
  }
}
