package io.salarysignals.topology.trends;

import io.salarysignals.domain.market.Basis;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.pane.Pay;
import io.salarysignals.event.MarketPane;
import io.salarysignals.streams.serde.AvroCodecs;
import io.salarysignals.streams.serde.MockSchemaRegistry;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A pane as the bytes of a public record. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class EncodeBenchmark {
  private static final Market MARKET = new Market("data-engineer", "US", Basis.PAID);

  /** Observations in the pane. */
  @Param({"4", "100"})
  public int size;

  private PaneEncoder encoder;
  private Pane pane;

  /** Fills the pane from a seed. */
  @Setup
  public void setUp() {
    AvroCodecs codecs = new AvroCodecs(MockSchemaRegistry.scope("jmh"), true);
    encoder =
        new PaneEncoder(
            codecs
                .encoder(MarketPane.class)
                .encode("market-panes", PanesPartitioner.markerValue(0, 0, false)));
    pane = new Pane();
    Random random = new Random(1);
    for (int i = 0; i < size; i++) {
      Pay pay = Pay.of(Math.exp(11.5 + 0.4 * random.nextGaussian()), "USD");
      Contribution c =
          new Contribution(
              "data-engineer",
              "data-engineering",
              new RegionPath("US", null),
              null,
              SourceType.OFFER,
              PayPeriod.YEAR,
              20_000,
              "USD",
              pay,
              pay,
              random.nextInt(5_000),
              List.of(),
              0);
      pane.add(1, c, pay, null);
    }
  }

  @Benchmark
  public byte[] encode() {
    return encoder.encode(MARKET, "all", 20_000, pane, "USD");
  }
}
