package io.salarysignals.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.demand.AdvertisedPay;
import io.salarysignals.domain.demand.DemandCursor;
import io.salarysignals.domain.demand.DemandDay;
import io.salarysignals.domain.demand.DemandLine;
import io.salarysignals.domain.demand.DemandPane;
import io.salarysignals.domain.demand.PostingAttributes;
import io.salarysignals.domain.demand.PostingEventType;
import io.salarysignals.domain.demand.PostingFact;
import io.salarysignals.domain.demand.PostingHistory;
import io.salarysignals.domain.demand.PostingLife;
import io.salarysignals.domain.demand.PostingLife.Exit;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.pane.Pay;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.watermark.WatermarkVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

/** What the codecs of the demand write is what schemas/store says, and what they read again. */
class DemandStoreTest {
  private static final Path STORE = Path.of("schemas", "store");
  private static final PostingAttributes SENIOR =
      new PostingAttributes(
          "data-engineer",
          "data",
          Level.SENIOR,
          List.of(new RegionPath("DE", null), new RegionPath("US", "US-CA")),
          List.of("kafka", "sql"),
          5,
          -77,
          12,
          Long.MIN_VALUE + 3,
          true,
          2);
  private static final PostingAttributes PLAIN =
      new PostingAttributes(
          "rôle",
          null,
          null,
          List.of(new RegionPath("FR", null)),
          List.of(),
          0,
          -1,
          0,
          0,
          false,
          0);

  private final Texts texts = new NumberedTexts();
  private final ByteWriter writer = new ByteWriter();
  private final ByteReader reader = new ByteReader();

  @Test
  void histories() throws IOException {
    Pay usd = Pay.of(100_000, "USD");
    AdvertisedPay pay =
        new AdvertisedPay(
            9,
            new RegionPath("FR", null),
            PayPeriod.MONTH,
            "EUR",
            Pay.of(90_000, "EUR"),
            usd,
            4,
            1);
    PostingHistory history =
        new PostingHistory(
            List.of(
                fact(1, PostingEventType.OPENED, 1_700_000_000_000L, 5L, SENIOR, pay),
                fact(
                    2,
                    PostingEventType.UPDATED,
                    1_600_000_000_000L,
                    PostingFact.NO_END,
                    PLAIN,
                    pay),
                fact(
                    7,
                    PostingEventType.CLOSED,
                    1_800_000_000_000L,
                    PostingFact.NO_END,
                    null,
                    null)));
    byte[] bytes = PostingHistoryCodec.write(history, texts, writer);

    GenericRecord read = read("PostingHistory", bytes);

    assertThat((List<?>) read.get("described")).hasSize(2);
    assertThat(((List<?>) read.get("described")).get(1).toString())
        .isEqualTo(
            "{\"role\": 6, \"family\": -1, \"level\": -1, \"places\": [7], \"skills\":"
                + " [], \"scopes\": 0, \"employer\": -1, \"titleKey\": 0, \"fingerprint\": 0,"
                + " \"paid\": false, \"flags\": 0}");
    assertThat(read.get("pays").toString())
        .contains(
            "\"place\": 7, \"payPeriod\": \"MONTH\", \"currency\": 8, \"usd\": {\"minor\": 10000000");
    assertThat(texts.text(6) + texts.text(7) + texts.text(8)).isEqualTo("rôleFREUR");
    List<?> facts = (List<?>) read.get("facts");
    assertThat(((GenericRecord) facts.get(0)).get("validThrough")).isEqualTo(5L);
    assertThat(((GenericRecord) facts.get(1)).get("at")).isEqualTo(-100_000_000_000L);
    assertThat(((GenericRecord) facts.get(2)).get("type").toString()).isEqualTo("CLOSED");
    assertThat(PostingHistoryCodec.read(bytes, texts, reader)).isEqualTo(history);
  }

  private static PostingFact fact(
      int version,
      PostingEventType type,
      long at,
      long end,
      PostingAttributes attributes,
      AdvertisedPay pay) {
    return new PostingFact(version, type, at, 0, -version, version == 2, end, attributes, pay);
  }

  @Test
  void lives() throws IOException {
    PostingLife life =
        new PostingLife(
            -5,
            List.of(
                new PostingLife.Segment(10, 20, 10, false, true, Exit.MOVED, SENIOR),
                new PostingLife.Segment(20, PostingLife.OPEN, 10, true, true, Exit.OPEN, PLAIN)),
            List.of(new PostingLife.Repost(15, SENIOR)),
            List.of());
    writer.reset();
    PostingLifeCodec.write(life, writer);

    GenericRecord read = read("PostingLife", writer.toBytes());

    assertThat(read.get("segments"))
        .hasToString(
            "[{\"from\": 10, \"to\": 20, \"spell\": 10, \"moved\": false, \"first\": true, \"exit\":"
                + " \"MOVED\", \"attributes\": 0}, {\"from\": 20, \"to\": 2147483647, \"spell\": 10,"
                + " \"moved\": true, \"first\": true, \"exit\": \"OPEN\", \"attributes\": 1}]");
    assertThat(read.get("reposts")).hasToString("[{\"day\": 15, \"attributes\": 0}]");
    assertThat(PostingLifeCodec.read(reader.over(writer.toBytes()))).isEqualTo(life);
  }

  @Test
  void members() throws IOException {
    PostingAttributes own = with(-77, SENIOR);
    PostingAttributes other = with(-77, PLAIN);
    PostingLife life =
        new PostingLife(
            -5,
            List.of(
                new PostingLife.Segment(10, 20, 8, false, true, Exit.MOVED, own),
                new PostingLife.Segment(20, PostingLife.OPEN, 8, true, true, Exit.OPEN, other)),
            List.of(),
            List.of());
    byte[] bytes = MemberCodec.write(life, -77, texts, writer);

    GenericRecord read = read("Member", bytes);

    assertThat(read.get("segments"))
        .hasToString(
            "[{\"from\": 10, \"days\": 10, \"age\": 2, \"moved\": false, \"first\": true,"
                + " \"exit\": \"MOVED\", \"attributes\": 0}, {\"from\": 20, \"days\": -1,"
                + " \"age\": 12, \"moved\": true, \"first\": true, \"exit\": \"OPEN\","
                + " \"attributes\": 1}]");
    assertThat(read.get("described").toString())
        .contains("\"places\": [2, 3], \"skills\": [4, 5], \"scopes\": 5, \"employer\": 0,");
    assertThat(MemberCodec.read(-5, -77, bytes, texts, reader)).isEqualTo(life);
  }

  private static PostingAttributes with(int employer, PostingAttributes a) {
    return new PostingAttributes(
        a.role(),
        a.family(),
        a.level(),
        a.places(),
        a.skills(),
        a.scopes(),
        employer,
        a.titleKey(),
        a.fingerprint(),
        a.paid(),
        a.flags());
  }

  @Test
  void days() throws IOException {
    int[] counts = new int[DemandPane.SIZE];
    counts[DemandPane.OPENED] = 3;
    counts[DemandPane.EMPLOYER_CHANGE] = -1;
    DemandDay day = new DemandDay();
    day.put("all", new DemandPane(counts, new int[] {4, 9}, new int[] {1, 0}, new int[] {0, -2}));

    byte[] bytes = DemandDayCodec.write(day, texts, writer);
    assertThat(read("DemandDay", bytes))
        .hasToString(
            "{\"panes\": [{\"facets\": [0], \"held\": 16385, \"counts\": [3, -1], \"ages\":"
                + " [{\"age\": 4, \"deaths\": 1, \"exits\": 0}, {\"age\": 9, \"deaths\": 0,"
                + " \"exits\": -2}]}]}");
    DemandPane again = DemandDayCodec.read(bytes, texts, reader).pane("all");
    assertThat(again.count(DemandPane.OPENED)).isEqualTo(3);
    assertThat(again.count(DemandPane.EMPLOYER_CHANGE)).isEqualTo(-1);
    assertThat(again.count(DemandPane.SKILLS)).isZero();
    assertThat(again.deaths(0)).isEqualTo(1);
    assertThat(again.exits(1)).isEqualTo(-2);
  }

  @Test
  void facetsOfADayWithTheSamePaneAreWrittenTogether() throws IOException {
    // Given forty facets, of which every third has the same pane but for those with an age more
    DemandDay day = new DemandDay();
    for (int i = 0; i < 40; i++) {
      int[] counts = new int[DemandPane.SIZE];
      counts[DemandPane.OPENED] = i % 3;
      counts[DemandPane.CLOSED] = 1;
      boolean aged = i >= 30;
      int[] ages = aged ? new int[] {7, 8} : new int[] {7};
      int[] deaths = aged ? new int[] {1, -1} : new int[] {1};
      day.put("skill:" + i, new DemandPane(counts, ages, deaths, new int[ages.length]));
    }
    // When
    byte[] bytes = DemandDayCodec.write(day, texts, writer);
    DemandDay again = DemandDayCodec.read(bytes, texts, reader);
    // Then six panes are written, and each facet has its own again
    assertThat((List<?>) read("DemandDay", bytes).get("panes")).hasSize(6);
    assertThat(again.size()).isEqualTo(40);
    for (int i = 0; i < 40; i++) {
      DemandPane pane = again.pane("skill:" + i);
      assertThat(pane.count(DemandPane.OPENED)).isEqualTo(i % 3);
      assertThat(pane.count(DemandPane.CLOSED)).isEqualTo(1);
      assertThat(pane.ageCount()).isEqualTo(i >= 30 ? 2 : 1);
      assertThat(pane.deaths(0)).isEqualTo(1);
    }
  }

  @Test
  void lines() throws IOException {
    DemandLine line = new DemandLine(2);
    line.revisions[1] = 7;
    line.provisional[1].put(20_000, 258L);

    assertThat(read("DemandLine", DemandLineCodec.write(line, writer)))
        .hasToString(
            "{\"horizons\": [{\"revision\": 0, \"provisional\": []}, {\"revision\": 7,"
                + " \"provisional\": [{\"end\": 20000, \"hash\": [0, 0, 0, 0, 0, 0, 1, 2]}]}]}");
  }

  @Test
  void cursors() throws IOException {
    SourceProgress[] sources = {new SourceProgress(17, 18, true)};
    DemandCursor cursor =
        new DemandCursor(new WatermarkVector(sources, 16), 20_000, 20_028, "a|1US", true);

    assertThat(read("DemandCursor", DemandCursorCodec.write(cursor, writer)))
        .hasToString(
            "{\"watermarks\": [{\"watermark\": 17, \"maxEventTime\": 18, \"idle\": true}],"
                + " \"minimum\": 16, \"closedThrough\": 20000, \"closing\": 20028,"
                + " \"closedMarket\": \"a|1US\", \"complete\": true}");
  }

  @Test
  void enumsAreStoredAsTheirOrdinals() throws IOException {
    Schema history = schema("PostingHistory");
    Schema fact = history.getField("facts").schema().getElementType();
    Schema pay = history.getField("pays").schema().getElementType();
    Schema segment = schema("PostingLife").getField("segments").schema().getElementType();
    assertThat(fact.getField("type").schema().getEnumSymbols())
        .isEqualTo(names(PostingEventType.values()));
    assertThat(pay.getField("payPeriod").schema().getEnumSymbols())
        .isEqualTo(names(PayPeriod.values()));
    Schema member = schema("Member").getField("segments").schema().getElementType();
    assertThat(segment.getField("exit").schema().getEnumSymbols()).isEqualTo(names(Exit.values()));
    assertThat(member.getField("exit").schema().getEnumSymbols()).isEqualTo(names(Exit.values()));
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }

  private static Schema schema(String name) throws IOException {
    Schema.Parser parser = new Schema.Parser();
    parser.parse(Files.readString(STORE.resolve("PostingAttributes.avsc")));
    parser.parse(Files.readString(STORE.resolve("StoredAttributes.avsc")));
    return parser.parse(Files.readString(STORE.resolve(name + ".avsc")));
  }

  private static GenericRecord read(String name, byte[] bytes) throws IOException {
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
    GenericRecord record = new GenericDatumReader<GenericRecord>(schema(name)).read(null, decoder);
    assertThat(decoder.isEnd()).as("every byte is part of the value").isTrue();
    return record;
  }
}
