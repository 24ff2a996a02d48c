package io.salarysignals.runtime.feed.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salarysignals.domain.intake.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.Test;

class CsvReaderTest {
  private static final String[] ATOMS = {"a", "é", "\"", ",", "\n", "\r\n", " ", "日", "x y", ""};

  /** Gives a few bytes at a time, as a slow disk or a decompressor does. */
  static InputStream dripping(byte[] bytes, Random random) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public int read(byte[] into, int from, int length) {
        return super.read(into, from, Math.min(length, 1 + random.nextInt(7)));
      }
    };
  }

  private static CsvReader reader(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new CsvReader(dripping(bytes, new Random(1)), ',', StandardCharsets.UTF_8, 1 << 16);
  }

  private static List<String> cells(CsvReader reader) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < reader.columns(); i++) {
      cells.add(reader.column(i));
    }
    return cells;
  }

  private static String randomCsv(Random random, int rows) throws IOException {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "\ufeff" : "");
    String end = random.nextBoolean() ? "\n" : "\r\n";
    CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator(end).get();
    try (CSVPrinter printer = new CSVPrinter(text, format)) {
      for (int row = 0; row < rows; row++) {
        List<String> cells = new ArrayList<>(List.of("r" + row));
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
          StringBuilder cell = new StringBuilder();
          for (int j = random.nextInt(4); j > 0; j--) {
            cell.append(ATOMS[random.nextInt(ATOMS.length)]);
          }
          cells.add(cell.toString());
        }
        printer.printRecord(cells);
      }
    }
    return random.nextBoolean() ? text.toString() : text.substring(0, text.length() - end.length());
  }

  @Test
  void readsWhatAnotherParserReadsAndCanGoOnAnywhere() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      String text = randomCsv(random, 1 + random.nextInt(12));
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      List<List<String>> expected = new ArrayList<>();
      try (var parser =
          CSVParser.parse(
              text.startsWith("\ufeff") ? text.substring(1) : text, CSVFormat.RFC4180)) {
        parser.forEach(record -> expected.add(record.toList()));
      }
      CsvReader whole =
          new CsvReader(dripping(bytes, random), ',', StandardCharsets.UTF_8, 1 << 16);
      for (int i = 0; i < expected.size(); i++) {
        PieceReader.Place place = whole.place();
        Piece piece = whole.next();
        assertThat(piece.broken()).as(text).isNull();
        assertThat(cells(whole)).as(text).isEqualTo(expected.get(i));
        CsvReader later =
            new CsvReader(dripping(bytes, random), ',', StandardCharsets.UTF_8, 1 << 16);
        later.resume(place);
        assertThat(later.next().line()).isEqualTo(piece.line());
        assertThat(cells(later)).isEqualTo(expected.get(i));
      }
      assertThat(whole.next()).isNull();
    }
  }

  @Test
  void knowsThePhysicalLineOfEachRecord() throws IOException {
    CsvReader reader = reader("a,b\n\"x\ny\",1\n\r\n2,3\n");
    List<Long> lines = new ArrayList<>();
    for (Piece piece = reader.next(); piece != null; piece = reader.next()) {
      lines.add(piece.line());
    }
    assertThat(lines).containsExactly(1L, 2L, 5L);
  }

  @Test
  void goesOnWithTheNextLineAfterABrokenOne() throws IOException {
    CsvReader reader = reader("a,b\n\"x\"y,1\n2,3\n4\n5,6,7\n8,\"9\n10,11\n");
    assertThat(reader.header()).containsExactly("a", "b");
    List<String> seen = new ArrayList<>();
    for (Piece piece = reader.next(); piece != null; piece = reader.next()) {
      String text = piece.text(StandardCharsets.UTF_8);
      seen.add(piece.line() + (piece.broken() == null ? " " : " " + piece.detail() + " ") + text);
    }
    assertThat(seen)
        .containsExactly(
            "2 text behind a closing quote \"x\"y,1",
            "3 2,3",
            "4 1 columns where the header has 2 4",
            "5 3 columns where the header has 2 5,6,7",
            "6 a quote is not closed 8,\"9",
            "7 10,11");
  }

  @Test
  void boundsRecordsWhateverTheBuffersHold() throws IOException {
    String longLine = "1," + "z".repeat(5000);
    String text = "a,b\n" + longLine + "\n2,\"" + "q\n".repeat(3000) + "\n3,4\n";
    for (int round = 0; round < 20; round++) {
      Random random = new Random(round);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      InputStream in = round == 0 ? new ByteArrayInputStream(bytes) : dripping(bytes, random);
      CsvReader reader = new CsvReader(in, ',', StandardCharsets.UTF_8, 4500);
      reader.header();
      Piece first = reader.next();
      assertThat(first.broken()).isEqualTo(Reason.TOO_LARGE);
      assertThat(first.detail()).startsWith("5002 bytes");
      Piece second = reader.next();
      assertThat(second.broken()).isEqualTo(Reason.UNMAPPABLE);
      assertThat(second.line()).isEqualTo(3);
      int rest = 0;
      Piece last = null;
      for (Piece piece = reader.next(); piece != null; piece = reader.next()) {
        rest++;
        last = piece;
      }
      assertThat(rest).isEqualTo(3000);
      assertThat(last.line()).isEqualTo(3 + 3000 + 1);
    }
  }

  @Test
  void refusesUtf16() {
    byte[] bytes = "a,b\n".getBytes(StandardCharsets.UTF_16);
    assertThatThrownBy(
            () ->
                new CsvReader(
                    new ByteArrayInputStream(bytes), ',', StandardCharsets.UTF_8, 1 << 16))
        .hasMessageContaining("UTF-16");
  }
}
