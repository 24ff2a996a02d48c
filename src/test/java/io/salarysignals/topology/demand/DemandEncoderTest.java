package io.salarysignals.topology.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.demand.DemandEvent;
import io.salarysignals.domain.demand.DemandEvent.Status;
import io.salarysignals.domain.demand.DemandFigures;
import io.salarysignals.domain.demand.DemandFigures.Share;
import io.salarysignals.domain.demand.DemandMarket;
import io.salarysignals.domain.demand.Driver;
import io.salarysignals.domain.demand.Seasonal;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.stats.Estimate;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.window.Horizon;
import io.salarysignals.event.DemandSignal;
import io.salarysignals.streams.serde.AvroCodecs;
import io.salarysignals.streams.serde.MockSchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The direct encoder against the record and Avro's own encoder. */
class DemandEncoderTest {
  @Test
  void saysWhatTheRecordSays() {
    // Given events of every kind
    AvroCodecs codecs = new AvroCodecs(MockSchemaRegistry.scope("demand-encoder-test"), true);
    Random random = new Random(5);
    DemandEncoder encoder = null;
    for (int i = 0; i < 2_000; i++) {
      DemandEvent event = event(random);
      DemandSignal record = DemandRecords.signal(event, "EUR", Instant.ofEpochMilli(i * 1000L));
      byte[] plain = codecs.encoder(DemandSignal.class).encode("demand-signals", record);
      encoder = encoder == null ? new DemandEncoder(plain) : encoder;
      // Then the bytes are those of the record that is built in the plain way, and so is the key
      assertThat(encoder.encode(event, "EUR", i * 1000L)).isEqualTo(plain);
      assertThat(new String(encoder.key(event), StandardCharsets.UTF_8))
          .isEqualTo(DemandRecords.key(event));
    }
  }

  private static DemandEvent event(Random random) {
    Status status = Status.values()[random.nextInt(Status.values().length)];
    boolean told = status != Status.RETRACTION;
    boolean suppressed = told && random.nextInt(3) == 0;
    DemandMarket market =
        new DemandMarket(
            random.nextBoolean() ? "datenbank-ingenieur" : "ingénieur",
            random.nextBoolean() ? "DE" : Market.WORLD);
    return new DemandEvent(
        market,
        random.nextBoolean() ? Facet.ALL : random.nextBoolean() ? "level:senior" : "skill:c++",
        new Horizon(random.nextBoolean() ? 28 : 364, 1),
        18_900 - random.nextInt(30_000),
        status,
        1 + random.nextInt(5_000),
        told ? random.nextInt(200) : 0,
        told ? random.nextInt(100) : 0,
        suppressed && random.nextBoolean()
            ? new DemandEvent.Fallback(market, Facet.ALL, random.nextInt(3), 40)
            : null,
        told && !suppressed ? figures(random) : null,
        random.nextBoolean() ? SourceProgress.CLOSED : random.nextLong() >>> 20);
  }

  private static DemandFigures figures(Random random) {
    return new DemandFigures(
        random.nextInt(1_000),
        random.nextInt(1_000),
        random.nextInt(1_000),
        random.nextInt(1_000),
        random.nextInt(1_000),
        random.nextInt(1_000),
        random.nextInt(10) - 5,
        random.nextBoolean() ? 7L : null,
        random.nextBoolean() ? 3L : null,
        number(random),
        number(random),
        random.nextBoolean() ? 18_000 : null,
        Seasonal.values()[random.nextInt(3)],
        estimate(random),
        estimate(random),
        estimate(random),
        estimate(random),
        number(random),
        number(random),
        estimate(random),
        shares(random),
        shares(random),
        random.nextBoolean()
            ? new DemandFigures.Divergence(random.nextDouble(), random.nextDouble())
            : null,
        estimate(random),
        random.nextBoolean() ? Driver.values()[random.nextInt(4)] : null,
        estimate(random));
  }

  private static List<Share> shares(Random random) {
    return random.nextBoolean()
        ? List.of()
        : List.of(
            new Share("c++", 12, new Estimate(0.5, 0.4, 0.6), number(random), number(random)),
            new Share("sql", 3, new Estimate(0.1, null, 0.6), number(random), number(random)));
  }

  private static Double number(Random random) {
    return random.nextBoolean() ? random.nextGaussian() : null;
  }

  private static Estimate estimate(Random random) {
    return random.nextBoolean()
        ? null
        : new Estimate(random.nextGaussian(), number(random), number(random));
  }
}
