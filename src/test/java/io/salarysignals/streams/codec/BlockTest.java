package io.salarysignals.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.Pay;
import io.salarysignals.domain.watermark.SourceProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockTest {
  private final List<String> received = new ArrayList<>();
  private final ByteWriter out = new ByteWriter();
  private final ByteReader in = new ByteReader();

  private final Block.Receiver receiver =
      new Block.Receiver() {
        @Override
        public void entry(int sign, String role, Contribution contribution) {
          received.add(sign + " " + role + " " + contribution);
        }

        @Override
        public void progress(int partition, int partitions, SourceProgress progress, long time) {
          received.add(partition + " of " + partitions + " " + progress + " " + time);
        }
      };

  @Test
  void entriesComeInOrderAndTheProgressLast() {
    // Given blocks one after the other, whose texts repeat within and between them
    Random random = new Random(7);
    Block.Builder builder = new Block.Builder();
    SourceProgress progress = new SourceProgress(17, 18, true);
    for (int block = 0; block < 20; block++) {
      List<String> expected = new ArrayList<>();
      int size = random.nextInt(200);
      for (int i = 0; i < size; i++) {
        Contribution c = contribution(random);
        int sign = random.nextBoolean() ? 1 : -1;
        int kind = c.family() == null ? Block.ROLE : 2 * (1 + random.nextInt(3));
        builder.add(sign, kind, c);
        if ((kind & Block.ROLE) != 0) {
          expected.add(sign + " " + c.role() + " " + c);
        }
        if ((kind & Block.FAMILY) != 0) {
          expected.add(sign + " family:" + c.family() + " " + c);
        }
      }
      expected.add("3 of 8 " + progress + " 99");
      // When
      byte[] bytes = builder.take(3, 8, progress, 99, out);
      received.clear();
      Block.read(bytes, in, receiver);
      // Then
      assertThat(received).isEqualTo(expected);
      assertThat(builder.size()).isZero();
    }
  }

  @Test
  void aMarkerHasNoEntries() {
    Block.read(Block.marker(1, 4, SourceProgress.none(), 5, out), in, receiver);

    assertThat(received).containsExactly("1 of 4 " + SourceProgress.none() + " 5");
  }

  private static Contribution contribution(Random random) {
    boolean abroad = random.nextBoolean();
    Pay usd = Pay.of(20_000 + random.nextInt(300_000), "USD");
    List<String> facets = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      facets.add("skill:s" + (i + random.nextInt(3)));
    }
    return new Contribution(
        "rôle-" + random.nextInt(30),
        random.nextInt(5) == 0 ? null : "family-" + random.nextInt(4),
        new RegionPath(abroad ? "DE" : "US", abroad ? null : "US-CA"),
        random.nextBoolean() ? Level.SENIOR : null,
        SourceType.values()[random.nextInt(4)],
        PayPeriod.values()[random.nextInt(5)],
        random.nextInt(40_000) - 10_000,
        abroad ? "EUR" : "USD",
        abroad ? Pay.of(50_000, "EUR") : usd,
        usd,
        random.nextInt(1 << 16),
        facets,
        random.nextInt(64));
  }
}
