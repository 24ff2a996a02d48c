package io.salarysignals.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.identity.Identity;
import io.salarysignals.domain.intake.EventType;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.pane.Change;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.Pay;
import io.salarysignals.domain.trend.Book;
import io.salarysignals.domain.trend.Cursor;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.watermark.WatermarkVector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the codecs write is what schemas/store says, as Avro's own reader reads it. */
class StoreSchemasTest {
  private static final Path STORE = Path.of("schemas", "store");
  private static final String[] CURRENCIES = {"USD", "EUR", "JPY"};
  private final ByteWriter writer = new ByteWriter();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void roleDays(long seed) throws IOException {
    // Given the contributions of a role on a day, some of them taken back
    Random random = new Random(seed);
    for (int size : new int[] {1, 2, 7, 300}) {
      List<Change> changes = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        Contribution c = contribution(random, CURRENCIES[random.nextInt(3)]);
        changes.add(new Change(i > 0 && random.nextInt(4) == 0 ? -1 : 1, c));
      }
      // When Avro reads the bytes
      GenericRecord read = read(schema("RoleDay"), new RoleDayCodec().write(changes));
      // Then it finds the same rows
      assertThat(read.get("n")).isEqualTo(changes.stream().mapToInt(Change::sign).sum());
      List<?> rows = (List<?>) read.get("rows");
      assertThat(rows).hasSize(size);
      for (int i = 0; i < size; i++) {
        check((GenericRecord) rows.get(i), changes.get(i), read);
      }
    }
  }

  private static void check(GenericRecord row, Change change, GenericRecord day) {
    Contribution c = change.contribution();
    assertThat(row.get("sign")).isEqualTo(change.sign());
    GenericRecord place = (GenericRecord) ((List<?>) day.get("places")).get((int) row.get("place"));
    assertThat(place.get("country").toString()).isEqualTo(c.place().country());
    assertThat(place.get("subdivision").toString())
        .isEqualTo(c.place().subdivision() == null ? "" : c.place().subdivision());
    assertThat(place.get("currency").toString()).isEqualTo(c.currency());
    assertThat(row.get("level")).isEqualTo(c.level() == null ? -1 : c.level().ordinal());
    assertThat(row.get("sourceType")).isEqualTo(c.sourceType().ordinal());
    assertThat(row.get("payPeriod")).isEqualTo(c.payPeriod().ordinal());
    check((GenericRecord) row.get("usd"), c.usd());
    Object local = row.get("local");
    check((GenericRecord) (local == null ? row.get("usd") : local), c.local());
    assertThat(row.get("employer")).isEqualTo(c.employer());
    List<?> names = (List<?>) day.get("facets");
    assertThat(
            ((List<?>) row.get("facets")).stream().map(f -> names.get((int) f).toString()).toList())
        .isEqualTo(c.facets());
    assertThat(row.get("flags")).isEqualTo(c.flags());
  }

  private static void check(GenericRecord read, Pay pay) {
    assertThat(read.get("minor")).isEqualTo(pay.minor());
    assertThat(read.get("log")).isEqualTo(pay.log());
    assertThat(read.get("bin")).isEqualTo(pay.bin());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void identities(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 100; i++) {
      Contribution c = i % 5 == 0 ? null : contribution(random, CURRENCIES[i % 3]);
      EventType type = EventType.values()[random.nextInt(3)];
      Identity identity =
          new Identity(
              1 + random.nextInt(9),
              type,
              random.nextLong(),
              random.nextLong(),
              random.nextBoolean(),
              c,
              random.nextInt(30_000));

      GenericRecord read = read(schema("Identity"), IdentityCodec.write(identity, writer));

      assertThat(read.get("version")).isEqualTo(identity.version());
      assertThat(read.get("eventType")).hasToString(type.name());
      assertThat(fixed(read.get("digestHigh"))).isEqualTo(identity.digestHigh());
      assertThat(fixed(read.get("digestLow"))).isEqualTo(identity.digestLow());
      assertThat(read.get("conflict")).isEqualTo(identity.conflict());
      assertThat(read.get("keepUntilDay")).isEqualTo(identity.keepUntilDay());
      check((GenericRecord) read.get("contribution"), c);
      assertThat(IdentityCodec.read(IdentityCodec.write(identity, writer), new ByteReader()))
          .isEqualTo(identity);
    }
  }

  private static void check(GenericRecord read, Contribution c) {
    assertThat(read == null).isEqualTo(c == null);
    if (c == null) {
      return;
    }
    assertThat(read.get("role")).hasToString(c.role());
    assertThat(read.get("family")).hasToString(c.family() == null ? "" : c.family());
    assertThat(read.get("country")).hasToString(c.place().country());
    String subdivision = c.place().subdivision();
    assertThat(read.get("subdivision")).hasToString(subdivision == null ? "" : subdivision);
    assertThat(read.get("level")).isEqualTo(c.level() == null ? -1 : c.level().ordinal());
    assertThat(read.get("sourceType")).hasToString(c.sourceType().name());
    assertThat(read.get("payPeriod")).hasToString(c.payPeriod().name());
    assertThat(read.get("day")).isEqualTo(c.day());
    assertThat(read.get("currency")).hasToString(c.currency());
    assertThat(pay(read.get("usd"))).isEqualTo(c.usd());
    assertThat(pay(read.get("local"))).isEqualTo("USD".equals(c.currency()) ? null : c.local());
    assertThat(read.get("employer")).isEqualTo(c.employer());
    assertThat(((List<?>) read.get("facets")).stream().map(Object::toString).toList())
        .isEqualTo(c.facets());
    assertThat(read.get("flags")).isEqualTo(c.flags());
  }

  private static Pay pay(Object read) {
    GenericRecord pay = (GenericRecord) read;
    return pay == null
        ? null
        : new Pay((long) pay.get("minor"), (int) pay.get("log"), (int) pay.get("bin"));
  }

  private static long fixed(Object read) {
    return ByteBuffer.wrap(((GenericData.Fixed) read).bytes()).getLong();
  }

  @Test
  void books() throws IOException {
    Book book = new Book(4);
    book.next("all", 0);
    book.next("all", 0);
    book.next("level:senior", 3);
    book.addProvisional("all", 0, 20_001);
    book.addProvisional("all", 0, 20_000);

    GenericRecord read = read(schema("Book"), BookCodec.write(book, writer));

    String none = "{\"revision\": 0, \"provisional\": []}";
    assertThat(read)
        .hasToString(
            "{\"facets\": [{\"facet\": \"all\", \"horizons\": ["
                + "{\"revision\": 2, \"provisional\": [20000, 20001]}, "
                + String.join(", ", none, none, none)
                + "]}, {\"facet\": \"level:senior\", \"horizons\": ["
                + String.join(", ", none, none, none)
                + ", {\"revision\": 1, \"provisional\": []}]}]}");
  }

  @Test
  void cursors() throws IOException {
    SourceProgress[] sources = {
      new SourceProgress(17, 18, true), SourceProgress.none(), new SourceProgress(-5, 9, false)
    };
    Cursor cursor =
        new Cursor(new WatermarkVector(sources, 16), 20_000, Cursor.NOTHING, "a|US|PAID", true);

    GenericRecord read = read(schema("Cursor"), CursorCodec.write(cursor, writer));

    assertThat(read)
        .hasToString(
            "{\"watermarks\": [{\"watermark\": 17, \"maxEventTime\": 18, \"idle\": true}, "
                + "{\"watermark\": -9223372036854775808, \"maxEventTime\": -9223372036854775808, "
                + "\"idle\": false}, {\"watermark\": -5, \"maxEventTime\": 9, \"idle\": false}], "
                + "\"minimum\": 16, \"closedThrough\": 20000, \"closing\": -2147483648, "
                + "\"closedMarket\": \"a|US|PAID\", "
                + "\"complete\": true}");
  }

  @Test
  void enumsAreStoredAsTheirOrdinals() throws IOException {
    Schema identity = schema("Identity");
    Schema contribution = identity.getField("contribution").schema().getTypes().get(1);
    assertThat(identity.getField("eventType").schema().getEnumSymbols())
        .isEqualTo(names(EventType.values()));
    assertThat(contribution.getField("sourceType").schema().getEnumSymbols())
        .isEqualTo(names(SourceType.values()));
    assertThat(contribution.getField("payPeriod").schema().getEnumSymbols())
        .isEqualTo(names(PayPeriod.values()));
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }

  private static Contribution contribution(Random random, String currency) {
    double y = 20_000 + random.nextInt(300_000) + random.nextInt(100) / 100.0;
    Pay usd = Pay.of(y, "USD");
    Level level = random.nextBoolean() ? Level.values()[random.nextInt(7)] : null;
    List<String> facets = new ArrayList<>();
    if (level != null) {
      facets.add(Facet.level(level));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      facets.add(Facet.skill("skill-" + i));
    }
    return new Contribution(
        "rôle-" + random.nextInt(5),
        random.nextBoolean() ? "software" : null,
        new RegionPath("US", random.nextBoolean() ? "US-CA" : null),
        level,
        SourceType.values()[random.nextInt(4)],
        PayPeriod.values()[random.nextInt(5)],
        random.nextInt(40_000) - 10_000,
        currency,
        "USD".equals(currency) ? usd : Pay.of(y * 0.9, currency),
        usd,
        random.nextInt(3) == 0 ? Contribution.ANONYMOUS : random.nextInt(1 << 17),
        facets,
        random.nextInt(64));
  }

  private static Schema schema(String name) throws IOException {
    Schema.Parser parser = new Schema.Parser();
    if (name.equals("Identity")) {
      parser.parse(Files.readString(STORE.resolve("Contribution.avsc")));
    }
    return parser.parse(Files.readString(STORE.resolve(name + ".avsc")));
  }

  private static GenericRecord read(Schema schema, byte[] bytes) throws IOException {
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
    GenericRecord record = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
    assertThat(decoder.isEnd()).as("every byte is part of the value").isTrue();
    return record;
  }
}
