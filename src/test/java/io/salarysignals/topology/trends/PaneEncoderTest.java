package io.salarysignals.topology.trends;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.intake.Flag;
import io.salarysignals.domain.market.Basis;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.MarketDay;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.pane.Pay;
import io.salarysignals.domain.pane.Strata;
import io.salarysignals.domain.pane.Stratum;
import io.salarysignals.event.MarketPane;
import io.salarysignals.streams.serde.AvroCodecs;
import io.salarysignals.streams.serde.MockSchemaRegistry;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The direct encoder against the record and Avro's own encoder. */
class PaneEncoderTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 50, 3000})
  void says_what_the_record_says(int size) {
    // Given panes of a country with a currency of its own and of the world
    AvroCodecs codecs = new AvroCodecs(MockSchemaRegistry.scope("pane-encoder-test"), true);
    byte[] sample =
        codecs
            .encoder(MarketPane.class)
            .encode("market-panes", PanesPartitioner.markerValue(0, 0, false));
    PaneEncoder encoder = new PaneEncoder(sample);
    Random random = new Random(size);
    MarketDay country = new MarketDay();
    MarketDay world = new MarketDay();
    Strata.Collector seen = new Strata.Collector();
    for (int i = 0; i < size; i++) {
      Contribution c = contribution(random);
      country.add(1, c, "DE");
      world.add(1, c, "WORLD");
      seen.add(Stratum.of(c), 1, c.local().log());
    }
    Strata strata = seen.toStrata();
    // Then the bytes decode to the record that is built in the plain way
    for (String region : List.of("DE", "WORLD")) {
      String currency = region.equals("DE") ? "EUR" : "USD";
      Market market = new Market("data-engineer", region, Basis.PAID);
      MarketDay day = region.equals("DE") ? country : world;
      for (Map.Entry<String, Pane> entry : day.panes().entrySet()) {
        Pane pane = entry.getValue().with(strata);
        byte[] bytes = encoder.encode(market, entry.getKey(), 19_000, pane, currency);
        assertThat(codecs.decoder(MarketPane.class).decode("market-panes", bytes))
            .isEqualTo(TrendRecords.pane(market, entry.getKey(), 19_000, pane, currency));
      }
    }
  }

  private static Contribution contribution(Random random) {
    double usd = Math.exp(11 + 0.4 * random.nextGaussian());
    Level level = random.nextBoolean() ? Level.SENIOR : null;
    return new Contribution(
        "data-engineer",
        "data-engineering",
        new RegionPath("DE", null),
        level,
        random.nextBoolean() ? SourceType.OFFER : SourceType.PAYROLL,
        PayPeriod.YEAR,
        19_000,
        "EUR",
        Pay.of(usd * 0.9, "EUR"),
        Pay.of(usd, "USD"),
        random.nextInt(4) == 0 ? Contribution.ANONYMOUS : random.nextInt(1 << 17),
        level == null ? List.of("skill:kafka") : List.of("level:senior", "skill:kafka"),
        random.nextInt(1 << Flag.count()));
  }
}
