package io.salarysignals.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.identity.Identity;
import io.salarysignals.domain.intake.EventType;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.pane.Accumulator;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.MarketDay;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.pane.Pay;
import io.salarysignals.domain.pane.Tally;
import io.salarysignals.domain.trend.Book;
import io.salarysignals.domain.trend.Cursor;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.watermark.WatermarkVector;
import java.io.IOException;
import java.math.BigInteger;
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
  void marketDays(long seed) throws IOException {
    // Given the pay of one, some or many observations of a country, some of them taken back
    Random random = new Random(seed);
    for (int size : new int[] {1, 2, 7, 300}) {
      MarketDay day = new MarketDay();
      String currency = CURRENCIES[random.nextInt(3)];
      for (int i = 0; i < size; i++) {
        Contribution c = contribution(random, currency);
        day.add(1, c, "US");
        if (size > 1 && random.nextInt(4) == 0) {
          day.add(-1, c, "US");
        }
      }
      // When Avro reads the bytes
      GenericRecord read = read(schema("MarketDay"), MarketDayCodec.write(day, writer));
      // Then it finds the same panes
      List<?> panes = (List<?>) read.get("panes");
      assertThat(panes).hasSize(day.panes().size());
      for (Object entry : panes) {
        GenericRecord pane = (GenericRecord) entry;
        check(pane, day.pane(pane.get("facet").toString()));
      }
    }
  }

  private static void check(GenericRecord read, Pane pane) {
    check((GenericRecord) read.get("local"), pane.local());
    assertThat(read.get("usd") == null).isEqualTo(pane.usd() == null);
    if (pane.usd() != null) {
      check((GenericRecord) read.get("usd"), pane.usd());
    }
    long[] tallies = new long[Tally.SIZE];
    for (Object tally : (List<?>) read.get("tallies")) {
      GenericRecord counted = (GenericRecord) tally;
      tallies[(int) counted.get("position")] = (long) counted.get("count");
    }
    for (int i = 0; i < tallies.length; i++) {
      assertThat(tallies[i]).isEqualTo(pane.tally(i));
    }
  }

  private static void check(GenericRecord read, Accumulator sums) {
    assertThat(read.get("n")).isEqualTo(sums.n());
    assertThat(read.get("sum")).isEqualTo(sums.sum());
    assertThat(read.get("logSum")).isEqualTo(sums.logSum());
    assertThat(read.get("anonymous")).isEqualTo(sums.anonymous());
    GenericRecord squares = (GenericRecord) read.get("squares");
    if (squares == null) {
      assertThat(sums.n()).isEqualTo(1);
      assertThat(sums.squares()).isEqualTo(BigInteger.valueOf(sums.sum()).pow(2));
      assertThat(sums.logSquares()).isEqualTo(sums.logSum() * sums.logSum());
    } else {
      BigInteger low = new BigInteger(Long.toUnsignedString((long) squares.get("low")));
      BigInteger high = BigInteger.valueOf((long) squares.get("high"));
      assertThat(high.shiftLeft(64).add(low)).isEqualTo(sums.squares());
      assertThat(squares.get("logSquares")).isEqualTo(sums.logSquares());
      assertThat(squares.get("anonymousLogSum")).isEqualTo(sums.anonymousLogSum());
      assertThat(squares.get("anonymousLogSquares")).isEqualTo(sums.anonymousLogSquares());
    }
    List<String> bins = new ArrayList<>();
    long bin = 0;
    for (Object entry : (List<?>) read.get("bins")) {
      bin += (long) ((GenericRecord) entry).get("step");
      bins.add(bin + "=" + ((GenericRecord) entry).get("count"));
    }
    List<String> employers = new ArrayList<>();
    long employer = 0;
    for (Object entry : (List<?>) read.get("employers")) {
      GenericRecord e = (GenericRecord) entry;
      employer += (long) e.get("step");
      employers.add(employer + "=" + e.get("count") + "/" + e.get("logSum"));
    }
    List<String> expectedBins = new ArrayList<>();
    for (int i = 0; i < sums.binCount(); i++) {
      expectedBins.add(sums.bins()[i] + "=" + sums.binCounts()[i]);
    }
    List<String> expectedEmployers = new ArrayList<>();
    for (int i = 0; i < sums.employerCount(); i++) {
      expectedEmployers.add(
          sums.employers()[i] + "=" + sums.employerCounts()[i] + "/" + sums.employerLogSums()[i]);
    }
    assertThat(bins).isEqualTo(expectedBins);
    assertThat(employers).isEqualTo(expectedEmployers);
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
        new Cursor(
            new WatermarkVector(sources, 16), 20_000, Cursor.NOTHING, "a|US|PAID", 12, 3, true);

    GenericRecord read = read(schema("Cursor"), CursorCodec.write(cursor, writer));

    assertThat(read)
        .hasToString(
            "{\"watermarks\": [{\"watermark\": 17, \"maxEventTime\": 18, \"idle\": true}, "
                + "{\"watermark\": -9223372036854775808, \"maxEventTime\": -9223372036854775808, "
                + "\"idle\": false}, {\"watermark\": -5, \"maxEventTime\": 9, \"idle\": false}], "
                + "\"minimum\": 16, \"closedThrough\": 20000, \"closing\": -2147483648, "
                + "\"closedMarket\": \"a|US|PAID\", \"finals\": 12, \"suppressed\": 3, "
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
