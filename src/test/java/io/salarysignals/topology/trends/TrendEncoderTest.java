package io.salarysignals.topology.trends;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.change.PayChange;
import io.salarysignals.domain.gate.SuppressionReason;
import io.salarysignals.domain.intake.Flag;
import io.salarysignals.domain.market.Basis;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.MarketDay;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.pane.Pay;
import io.salarysignals.domain.repricing.Decomposition;
import io.salarysignals.domain.stats.Estimate;
import io.salarysignals.domain.stats.Figures;
import io.salarysignals.domain.trend.TrendEvent;
import io.salarysignals.domain.trend.TrendEvent.Fallback;
import io.salarysignals.domain.trend.TrendEvent.Status;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.window.Horizon;
import io.salarysignals.event.MarketTrend;
import io.salarysignals.streams.serde.AvroCodecs;
import io.salarysignals.streams.serde.MockSchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The direct encoder against the record and Avro's own encoder. */
class TrendEncoderTest {
  private static final Horizon MONTH = new Horizon(28, 1);

  @Test
  void says_what_the_record_says() {
    // Given events of every kind
    AvroCodecs codecs = new AvroCodecs(MockSchemaRegistry.scope("trend-encoder-test"), true);
    Random random = new Random(3);
    TrendEncoder encoder = null;
    for (int i = 0; i < 2_000; i++) {
      TrendEvent event = event(random);
      MarketTrend record = TrendRecords.trend(event, "EUR", Instant.ofEpochMilli(i * 1000L));
      byte[] plain = codecs.encoder(MarketTrend.class).encode("market-trends", record);
      encoder = encoder == null ? new TrendEncoder(plain) : encoder;
      // Then the bytes are those of the record that is built in the plain way
      assertThat(encoder.encode(event, "EUR", i * 1000L)).isEqualTo(plain);
      // And the key is its parts
      assertThat(new String(new OutputKeys().trend(event), StandardCharsets.UTF_8))
          .isEqualTo(event.market().key() + '|' + event.facet() + "|28|2021-09-30");
    }
  }

  private static TrendEvent event(Random random) {
    Status status = Status.values()[random.nextInt(Status.values().length)];
    boolean told = status != Status.RETRACTION;
    boolean suppressed = told && random.nextInt(3) == 0;
    Market market =
        new Market(
            random.nextBoolean() ? "datenbank-ingenieur" : "ingénieur",
            random.nextBoolean() ? "DE" : Market.WORLD,
            Basis.values()[random.nextInt(2)]);
    return new TrendEvent(
        market,
        random.nextBoolean() ? Facet.ALL : random.nextBoolean() ? "level:senior" : "skill:c++",
        MONTH,
        18_900,
        status,
        1 + random.nextInt(5_000),
        told && random.nextInt(9) > 0 ? sums(random) : null,
        told && !suppressed ? figures(random) : null,
        suppressed ? List.of(SuppressionReason.MIN_N, SuppressionReason.DOMINANCE) : List.of(),
        suppressed && random.nextBoolean() ? fallback(market, random) : null,
        random.nextBoolean() ? SourceProgress.CLOSED : random.nextLong() >>> 20,
        told && !suppressed && random.nextBoolean()
            ? List.of(change(random, 28), change(random, 91))
            : List.of());
  }

  private static PayChange change(Random random, int days) {
    return new PayChange(
        days,
        parts(random),
        random.nextBoolean() ? PayChange.NONE : random.nextInt(90_000),
        random.nextBoolean() ? PayChange.NONE : random.nextInt(90_000),
        random.nextInt(4) == 0 ? null : parts(random),
        random.nextInt(1_000_000),
        random.nextInt(200_000) - 100_000);
  }

  private static Decomposition parts(Random random) {
    long likeForLike = random.nextInt(200_000) - 100_000L;
    long mix = random.nextInt(9_000);
    return new Decomposition(likeForLike + mix - 70, likeForLike, mix, -100, 30);
  }

  private static Pane sums(Random random) {
    MarketDay day = new MarketDay();
    for (int i = random.nextInt(60); i >= 0; i--) {
      Pay pay = Pay.of(Math.exp(11 + 0.4 * random.nextGaussian()), "EUR");
      int guard = random.nextInt(40) == 0 ? Contribution.PROTECTED : 0;
      day.add(
          1,
          new Contribution(
              "r",
              null,
              new RegionPath("DE", null),
              null,
              SourceType.OFFER,
              PayPeriod.YEAR,
              18_890,
              "EUR",
              pay,
              pay,
              guard == 0 && random.nextInt(4) == 0
                  ? Contribution.ANONYMOUS
                  : guard + random.nextInt(20),
              List.of(),
              random.nextInt(1 << Flag.count())),
          "DE");
    }
    return day.pane(Facet.ALL);
  }

  private static Figures figures(Random random) {
    long contributors = random.nextInt(40);
    return new Figures(
        contributors * 7,
        contributors,
        random.nextDouble() * 200,
        1.5,
        0.2,
        estimate(random),
        estimate(random),
        random.nextBoolean() ? null : estimate(random),
        estimate(random),
        estimate(random),
        estimate(random),
        random.nextBoolean() ? null : estimate(random));
  }

  private static Estimate estimate(Random random) {
    double value = 50_000 + 50_000 * random.nextDouble();
    return new Estimate(
        value,
        random.nextInt(5) == 0 ? null : value * 0.97,
        random.nextInt(5) == 0 ? null : value * 1.04);
  }

  private static Fallback fallback(Market market, Random random) {
    return new Fallback(
        market,
        Facet.ALL,
        18_900,
        random.nextInt(3),
        "EUR",
        random.nextInt(500),
        random.nextDouble() * 1e5,
        random.nextDouble() * 1e5);
  }
}
