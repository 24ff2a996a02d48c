package io.salarysignals.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.gate.protect.Cell;
import io.salarysignals.domain.gate.protect.Content;
import io.salarysignals.domain.gate.protect.Release;
import io.salarysignals.domain.trend.ProtectedBook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

/** What is kept of protected pay comes back as it was, and Avro's own reader can read it. */
class ProtectedStoreTest {
  private final ByteWriter writer = new ByteWriter();
  private final ByteReader reader = new ByteReader();

  @Test
  void releases() throws IOException {
    List<Release> releases = releases(new Random(5));
    byte[] bytes = ReleasesCodec.write(releases, writer);
    assertThat(ReleasesCodec.read(bytes, reader)).isEqualTo(releases);
    List<?> read = (List<?>) read("Releases", bytes).get("releases");
    assertThat(read).hasSize(releases.size());
    for (int i = 0; i < read.size(); i++) {
      GenericRecord release = (GenericRecord) read.get(i);
      assertThat(release.get("windowEnd")).isEqualTo(releases.get(i).windowEnd());
      for (Object entry : (List<?>) release.get("cells")) {
        GenericRecord at = (GenericRecord) entry;
        Cell cell = new Cell(at.get("region").toString(), at.get("facet").toString());
        Content content = releases.get(i).contents().get(cell);
        assertThat(at.get("published")).isEqualTo(releases.get(i).published().contains(cell));
        assertThat(at.get("n")).isEqualTo(content.n());
        assertThat(at.get("sum")).isEqualTo(content.sum());
        assertThat(at.get("anonymous")).isEqualTo(content.anonymous());
        List<String> shares = new ArrayList<>();
        content.shares().forEach((key, s) -> shares.add(key + " " + s.count() + " " + s.logSum()));
        assertThat((List<?>) at.get("shares"))
            .extracting(
                s ->
                    ((GenericRecord) s).get("employer")
                        + " "
                        + ((GenericRecord) s).get("count")
                        + " "
                        + ((GenericRecord) s).get("logSum"))
            .isEqualTo(shares);
        assertThat((List<?>) at.get("histogram")).hasSize(content.histogram().size());
      }
    }
  }

  private static List<Release> releases(Random random) {
    List<Release> releases = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      TreeMap<Cell, Content> contents = new TreeMap<>();
      TreeSet<Cell> published = new TreeSet<>();
      for (Cell cell : List.of(Cell.WORLD, new Cell("US", "all"), new Cell("US", "level:mid"))) {
        TreeMap<Integer, Content.Share> shares = new TreeMap<>();
        TreeMap<Integer, Long> bins = new TreeMap<>();
        for (int e = 0; e < random.nextInt(20); e++) {
          shares.put(random.nextInt(1 << 17), new Content.Share(1 + e, random.nextInt() * 1000L));
          bins.put(random.nextInt(4000) - 100, 1L + random.nextInt(9));
        }
        contents.put(
            cell, new Content(random.nextInt(900), random.nextLong() >>> 20, 3, shares, bins));
        if (random.nextBoolean()) {
          published.add(cell);
        }
      }
      releases.add(new Release(28 * (700 + i), 1 + i, published, contents));
    }
    return releases;
  }

  @Test
  void windows() throws IOException {
    ProtectedBook book = new ProtectedBook();
    for (ProtectedBook.Phase phase : ProtectedBook.Phase.values()) {
      ProtectedBook.Window window = new ProtectedBook.Window(phase);
      for (ProtectedBook.Told told : ProtectedBook.Told.values()) {
        window.told().put(new Cell(told.ordinal() == 0 ? "DE" : "US", "all"), told);
      }
      book.windows().put(28 * (700 + phase.ordinal()), window);
    }
    byte[] bytes = ProtectedBookCodec.write(book, writer);
    ProtectedBook back = ProtectedBookCodec.read(bytes, reader);
    assertThat(back.windows().keySet()).isEqualTo(book.windows().keySet());
    book.windows()
        .forEach(
            (end, window) -> {
              assertThat(back.windows().get(end).phase()).isEqualTo(window.phase());
              assertThat(back.windows().get(end).told()).isEqualTo(window.told());
            });
    List<?> read = (List<?>) read("ProtectedBook", bytes).get("windows");
    assertThat(read)
        .extracting(w -> ((GenericRecord) w).get("phase").toString())
        .containsExactly("OPEN", "AGEING", "DECIDED", "CHANGED");
  }

  private static GenericRecord read(String name, byte[] bytes) throws IOException {
    Schema schema = new Schema.Parser().parse(Path.of("schemas", "store", name + ".avsc").toFile());
    return new GenericDatumReader<GenericRecord>(schema)
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }
}
