package io.salarysignals.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salarysignals.domain.identity.Identity;
import io.salarysignals.domain.intake.EventType;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.Pay;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

/** A page is a run of what schemas/store/IdentityEntry.avsc says, read from any entry. */
class IdentityPageTest {
  private record Entry(int position, byte[] id, Identity identity) {}

  private final IdentityPage.Builder builder = new IdentityPage.Builder();
  private final List<Entry> written = new ArrayList<>();

  private byte[] page() {
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      byte[] id = ("öbs-" + i).getBytes(StandardCharsets.UTF_8);
      Identity identity = identity(random);
      written.add(new Entry(builder.add(id, identity), id, identity));
    }
    return builder.toBytes();
  }

  @Test
  void entries_are_found_by_position_and_in_order() {
    byte[] page = page();
    ByteReader reader = new ByteReader();
    for (Entry entry : written) {
      assertThat(IdentityPage.read(page, entry.position, entry.id, reader))
          .isEqualTo(entry.identity);
      assertThat(builder.read(entry.position, entry.id, reader)).isEqualTo(entry.identity);
      assertThat(IdentityPage.read(page, entry.position, new byte[] {1}, reader)).isNull();
    }
    List<Entry> read = new ArrayList<>();
    IdentityPage.read(page, reader, (position, id, i) -> read.add(new Entry(position, id, i)));
    assertThat(read).usingRecursiveComparison().isEqualTo(written);
  }

  @Test
  void bytes_that_are_no_page_are_refused() {
    byte[] page = page();
    byte[] cut = java.util.Arrays.copyOf(page, page.length - 3);
    assertThatThrownBy(() -> IdentityPage.read(cut, new ByteReader(), (at, id, identity) -> {}))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void avro_reads_what_the_schema_says() throws IOException {
    byte[] page = page();
    Schema schema =
        new Schema.Parser()
            .parse(Files.readString(Path.of("schemas", "store", "IdentityEntry.avsc")));
    GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(schema);
    ByteArrayInputStream in = new ByteArrayInputStream(page);
    BinaryDecoder decoder = DecoderFactory.get().directBinaryDecoder(in, null);
    for (Entry entry : written) {
      GenericRecord read = reader.read(null, decoder);
      Identity identity = entry.identity;
      assertThat(read.get("id")).isEqualTo(ByteBuffer.wrap(entry.id));
      assertThat(read.get("version")).isEqualTo(identity.version());
      assertThat(read.get("eventType")).hasToString(identity.eventType().name());
      assertThat(read.get("keepUntilDay")).isEqualTo(identity.keepUntilDay());
      GenericRecord contribution = (GenericRecord) read.get("contribution");
      Contribution c = identity.contribution();
      assertThat(contribution == null).isEqualTo(c == null);
      if (c != null) {
        assertThat(text(contribution.get("role"), page)).isEqualTo(c.role());
        assertThat(text(contribution.get("country"), page)).isEqualTo(c.place().country());
        List<?> facets = (List<?>) contribution.get("facets");
        assertThat(facets.stream().map(facet -> text(facet, page)).toList()).isEqualTo(c.facets());
        assertThat(contribution.get("employer")).isEqualTo(c.employer());
        assertThat(contribution.get("flags")).isEqualTo(c.flags());
      }
    }
    assertThat(in.available()).as("every byte is part of an entry").isZero();
  }

  private static String text(Object read, byte[] page) {
    if (!(read instanceof Long at)) {
      return read.toString();
    }
    int from = (int) (long) at;
    try {
      return DecoderFactory.get()
          .binaryDecoder(page, from, page.length - from, null)
          .readString(null)
          .toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Identity identity(Random random) {
    Pay pay = Pay.of(20_000 + random.nextInt(300_000), "USD");
    Contribution contribution =
        new Contribution(
            "rôle-" + random.nextInt(5),
            random.nextBoolean() ? "software" : null,
            new RegionPath("US", random.nextBoolean() ? "US-CA" : null),
            Level.MID,
            SourceType.values()[random.nextInt(4)],
            PayPeriod.values()[random.nextInt(5)],
            random.nextInt(40_000) - 10_000,
            "USD",
            pay,
            pay,
            random.nextInt(1 << 17),
            List.of("level:mid", "skill:" + random.nextInt(9)),
            random.nextInt(64));
    return new Identity(
        1 + random.nextInt(9),
        EventType.values()[random.nextInt(3)],
        random.nextLong(),
        random.nextLong(),
        random.nextBoolean(),
        random.nextInt(5) == 0 ? null : contribution,
        random.nextInt(30_000));
  }
}
