package io.salarysignals.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.salarysignals.event.MarketTrend;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.topics.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Law 8 on the real stack: an attacker who reads all of {@code market-trends} subtracts what was
 * published of payrolls under the profile {@code protected}. The payrolls change in small and large
 * batches after their windows were told; after each batch the log is read and the truth noted.
 */
@Tag("broker")
class ProtectedLogAttackTest {
  private static final int WINDOWS = 5;

  @TempDir Path folder;

  /** What the attacker did and found. */
  private static final class Findings {
    int differences;
    int isolated;
    int exposed;
    int guesses;
    int right;
    int byMedian;

    @Override
    public String toString() {
      return String.format(
          "%d differences, %d of fewer than 3 contributors, %d people's pay worked out;"
              + " %d guesses, %d right, %d by the median",
          differences, isolated, exposed, guesses, right, byMedian);
    }
  }

  /** A published table, and the people who were in it when it was told. */
  private record Table(
      String role,
      String region,
      String facet,
      long end,
      String status,
      long n,
      double mean,
      double median,
      Set<PayrollFeed.Person> people) {
    String cell() {
      return role + '|' + region + '|' + facet;
    }

    boolean isChildOf(Table parent) {
      if (!role.equals(parent.role) || end != parent.end || !parent.facet.equals("all")) {
        return false;
      }
      return facet.equals("all")
          ? parent.region.equals("WORLD") && !region.equals("WORLD")
          : facet.startsWith("level:") && region.equals(parent.region);
    }
  }

  @Test
  void nothingThatWasPublishedGivesAnybodyAway() throws Exception {
    PayrollFeed feed = new PayrollFeed(20_281);
    List<Table> told = new ArrayList<>();
    List<Table> naive = new ArrayList<>();
    Map<String, String> settings =
        Map.of(
            "gate.profile", "protected",
            "emit.interval", "20ms",
            "commit.interval", "100ms",
            "contributions.partitions", "1");
    try (LivePipeline pipeline = new LivePipeline(folder.resolve("run"), 1, settings)) {
      pipeline.feed(Files.write(folder.resolve("rates.jsonl"), PayrollFeed.rates()).toString());
      pipeline.start();
      Map<Integer, Long> read = new HashMap<>();
      for (int w = 0; w < WINDOWS; w++) {
        send(pipeline, "days", feed.days(w));
        note(pipeline, read, feed, told);
        naive.addAll(naive(feed, w + 1));
        send(pipeline, "few", feed.changes(1 + w % 3, w + 1));
        note(pipeline, read, feed, told);
        naive.addAll(naive(feed, w + 1));
        if (w > 1) {
          send(pipeline, "many", feed.changes(300, w - 1));
          note(pipeline, read, feed, told);
        }
      }
      pipeline.finish();
      note(pipeline, read, feed, told);
    }

    // Then much was published, corrections among it
    long corrections = told.stream().filter(t -> t.status().equals("CORRECTION")).count();
    System.out.printf("%d tables published, %d of them corrections%n", told.size(), corrections);
    assertThat(told).hasSizeGreaterThan(40);
    assertThat(corrections).isPositive();

    // And no difference of it is about fewer than three contributors, or tells anybody's pay
    Findings pairs = pairs(told);
    Findings families = families(told);
    System.out.printf("pairs: %s%nfamilies: %s%n", pairs, families);
    for (Findings found : List.of(pairs, families)) {
      assertThat(found.differences).isPositive();
      assertThat(found.isolated).as(found.toString()).isZero();
      assertThat(found.exposed).as(found.toString()).isZero();
      assertThat(found.right)
          .as(found.toString())
          .isLessThanOrEqualTo(found.byMedian * 11 / 10 + 1);
    }

    // And the same attack works on a publisher that shows all that meets the minima
    Findings without = pairs(naive);
    System.out.println("without protection: " + without);
    assertThat(without.isolated).isPositive();
    assertThat(without.exposed).isPositive();
  }

  private void send(LivePipeline pipeline, String name, List<String> lines) throws Exception {
    long before = pipeline.isCounting() ? pipeline.counts().read() : 0;
    pipeline.feed(Files.write(folder.resolve(name + before + ".jsonl"), lines).toString());
    await()
        .atMost(Duration.ofSeconds(180))
        .until(() -> pipeline.isCounting() && pipeline.counts().read() == before + lines.size());
  }

  /** Waits until the log has stood still, and adds what is new in it, with today's truth. */
  private static void note(
      LivePipeline pipeline, Map<Integer, Long> read, PayrollFeed feed, List<Table> told) {
    List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(180))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              int before = log.size();
              log.clear();
              log.addAll(pipeline.records(Topics.MARKET_TRENDS));
              return log.size() == before;
            });
    try (EventCodecs codecs = EventCodecs.open(pipeline.settings().registry())) {
      var decoder = codecs.decoder(MarketTrend.class);
      for (ConsumerRecord<byte[], byte[]> record : log) {
        Long last = read.getOrDefault(record.partition(), -1L);
        if (record.offset() > last) {
          read.put(record.partition(), record.offset());
          if (record.value() != null) {
            take(decoder.decode(record.topic(), record.value()), feed, told);
          }
        }
      }
    }
  }

  private static void take(MarketTrend trend, PayrollFeed feed, List<Table> told) {
    String place = trend.toString();
    if (trend.getSuppressed() || trend.getMean() == null) {
      assertThat(trend.getN()).as(place).isNull();
      assertThat(trend.getEmployers()).as(place).isNull();
      assertThat(trend.getP50()).as(place).isNull();
      return;
    }
    assertThat(trend.getHorizonDays()).as(place).isEqualTo(28);
    assertThat(trend.getRole()).as(place).doesNotStartWith("family:");
    assertThat(trend.getFacet()).as(place).matches("all|level:.*");
    long end = trend.getWindowEnd().getEpochSecond() / 86_400;
    assertThat(end % 28).as(place).isZero();
    double rate = trend.getCurrency().equals("USD") ? 1 : PayrollFeed.EUROS;
    double mean = trend.getMean().getValue() / rate;
    Set<PayrollFeed.Person> people =
        feed.in(trend.getRole(), trend.getRegion(), trend.getFacet(), end);
    assertThat((long) people.size()).as(place).isEqualTo(trend.getN());
    double truth = people.stream().mapToDouble(PayrollFeed.Person::pay).average().orElseThrow();
    assertThat(mean).as(place).isBetween(truth * 0.99, truth * 1.01);
    told.add(
        new Table(
            trend.getRole(),
            trend.getRegion(),
            trend.getFacet(),
            end,
            trend.getStatus().toString(),
            trend.getN(),
            mean,
            trend.getP50().getValue() / rate,
            people));
  }

  /** What a publisher without release rules shows of the same people: all with 30 or more. */
  private static List<Table> naive(PayrollFeed feed, int windows) {
    List<Table> tables = new ArrayList<>();
    for (int w = 0; w < windows; w++) {
      long end = PayrollFeed.FIRST_DAY + 28L * (w + 1);
      for (String role : PayrollFeed.ROLES) {
        Set<PayrollFeed.Person> people = feed.in(role, "WORLD", "all", end);
        if (people.size() >= 30) {
          double[] pay = people.stream().mapToDouble(PayrollFeed.Person::pay).sorted().toArray();
          double mean = java.util.Arrays.stream(pay).average().orElseThrow();
          double median = pay[pay.length / 2];
          tables.add(
              new Table(role, "WORLD", "all", end, "FINAL", pay.length, mean, median, people));
        }
      }
    }
    return tables;
  }

  /** Every two tables of a cell: of one window (FINAL, CORRECTIONs) and of different ones. */
  private static Findings pairs(List<Table> tables) {
    Findings findings = new Findings();
    for (int i = 0; i < tables.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (tables.get(i).cell().equals(tables.get(j).cell())) {
          judge(findings, tables.get(i), List.of(tables.get(j)));
        }
      }
    }
    return findings;
  }

  /** A parent minus any of its children, a facet against all, as they stood after each event. */
  private static Findings families(List<Table> log) {
    Findings findings = new Findings();
    Map<String, Table> standing = new TreeMap<>();
    for (Table table : log) {
      standing.put(table.cell() + table.end(), table);
      for (Table parent : standing.values()) {
        if (!parent.role().equals(table.role()) || parent.end() != table.end()) {
          continue;
        }
        List<Table> children =
            standing.values().stream().filter(child -> child.isChildOf(parent)).toList();
        for (int subset = 1; subset < 1 << children.size(); subset++) {
          List<Table> minus = new ArrayList<>();
          for (int i = 0; i < children.size(); i++) {
            if ((subset & 1 << i) != 0) {
              minus.add(children.get(i));
            }
          }
          judge(findings, parent, minus);
        }
      }
    }
    return findings;
  }

  private static void judge(Findings findings, Table plus, List<Table> minus) {
    Map<PayrollFeed.Person, Integer> weights = new HashMap<>();
    plus.people().forEach(p -> weights.merge(p.withoutLevel(), 1, Integer::sum));
    double sum = plus.n() * plus.mean();
    long n = plus.n();
    for (Table table : minus) {
      table.people().forEach(p -> weights.merge(p.withoutLevel(), -1, Integer::sum));
      sum -= table.n() * table.mean();
      n -= table.n();
    }
    weights.values().removeIf(weight -> weight == 0);
    if (weights.isEmpty()) {
      return;
    }
    findings.differences++;
    Set<Integer> contributors = new HashSet<>();
    weights.keySet().forEach(p -> contributors.add(p.employer()));
    findings.isolated += contributors.size() < 3 ? 1 : 0;
    if (n == 0) {
      return;
    }
    double guess = sum / n;
    boolean alone = weights.size() == 1;
    for (PayrollFeed.Person p : weights.keySet()) {
      findings.guesses++;
      boolean hit = Math.abs(guess - p.pay()) < 0.01 * p.pay();
      findings.right += hit ? 1 : 0;
      findings.exposed += hit && alone ? 1 : 0;
      findings.byMedian += Math.abs(plus.median() - p.pay()) < 0.01 * p.pay() ? 1 : 0;
    }
  }
}
