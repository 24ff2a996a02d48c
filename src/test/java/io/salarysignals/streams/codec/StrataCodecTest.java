package io.salarysignals.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.MarketStrata;
import io.salarysignals.domain.pane.Strata;
import io.salarysignals.domain.pane.Stratum;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StrataCodecTest {
  private static MarketStrata market(Random random, String region) {
    Strata.Collector strata = new Strata.Collector();
    for (int left = random.nextInt(20); left >= 0; left--) {
      int employer = random.nextInt(4) == 0 ? Contribution.ANONYMOUS : random.nextInt(1 << 16);
      strata.add(
          Stratum.key(employer, random.nextInt(8), random.nextInt(4), 4, random.nextInt(4096)),
          1 + random.nextInt(3),
          random.nextInt(400_000) - 200_000);
    }
    return new MarketStrata(region, region.startsWith("DE") ? "EUR" : "USD", strata.toStrata());
  }

  @Property(tries = 200)
  void whatIsWrittenComesBack(
      @ForAll long seed,
      @ForAll @IntRange(max = 12) int count,
      @ForAll @IntRange(min = 1, max = 400) int partBytes) {
    Random random = new Random(seed);
    List<MarketStrata> markets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      markets.add(market(random, (i % 2 == 0 ? "DE-" : "US-") + i));
    }
    List<byte[]> parts = new StrataCodec(partBytes).write(markets);
    assertThat(parts).hasSizeBetween(count == 0 ? 0 : 1, count);
    ByteReader in = new ByteReader();
    List<MarketStrata> read = new ArrayList<>();
    for (byte[] part : parts) {
      List<int[]> places = new ArrayList<>();
      int told =
          StrataCodec.read(
              part,
              in,
              (region, currency, isProtected, n, from, to) -> {
                assertThat(isProtected).isFalse();
                places.add(new int[] {from, to, (int) n});
                read.add(new MarketStrata(region, currency, null));
              });
      assertThat(told).isEqualTo(parts.size());
      for (int i = 0; i < places.size(); i++) {
        int at = read.size() - places.size() + i;
        int[] place = places.get(i);
        Strata strata = StrataCodec.strata(part, in, place[0], place[1]);
        assertThat(strata.n()).isEqualTo(place[2]);
        read.set(at, new MarketStrata(read.get(at).region(), read.get(at).currency(), strata));
      }
    }
    assertThat(read).isEqualTo(markets);
  }

  @Test
  void protectedPayIsMarked() {
    Strata.Collector strata = new Strata.Collector();
    strata.add(Stratum.key(Contribution.PROTECTED + 5, 0, 0, 4, 0), 1, 7);
    List<byte[]> parts =
        new StrataCodec().write(List.of(new MarketStrata("US", "USD", strata.toStrata())));
    boolean[] found = new boolean[1];
    StrataCodec.read(parts.get(0), new ByteReader(), (r, c, p, n, from, to) -> found[0] = p);
    assertThat(found[0]).isTrue();
  }

  @Test
  void anotherFormatIsRefused() {
    assertThatThrownBy(
            () -> StrataCodec.read(new byte[] {9}, new ByteReader(), (r, c, p, n, f, t) -> {}))
        .hasMessageContaining("docs/upgrading.md");
  }
}
